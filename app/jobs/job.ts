import { z } from "zod";

/** A shop's id as it travels in a payload. */
export const ShopIdPayload = z.union([z.bigint(), z.string().regex(/^\d+$/)]).transform(BigInt);

/** A job as the executor sees it. */
export interface RunnableJob {
  readonly name: string;
  /** How many of it one process runs at a time. */
  readonly concurrency: number;
  /** Does the work a payload's text names. Answers after how many milliseconds it is worth another look, or null. */
  readonly perform: (payload: string) => Promise<number | null>;
}

/** Something that happens later. The payload holds ids; the handler reads its rows again and may run twice, at once, and after the shop has gone. */
export interface Job<Payload> extends RunnableJob {
  readonly payload: z.ZodType<Payload>;
}

interface Definition<Payload> {
  readonly name: string;
  readonly payload: z.ZodType<Payload>;
  readonly concurrency?: number;
  /** Answers after how many milliseconds the same work is worth another look, or null when there is none left. */
  readonly run: (payload: Payload) => Promise<number | null>;
}

export function defineJob<Payload>({ name, payload, concurrency = 2, run }: Definition<Payload>): Job<Payload> {
  return { name, payload, concurrency, perform: (text) => run(payload.parse(JSON.parse(text))) };
}

/** A job with its payload, as text that any process can read. */
export interface Wake {
  readonly job: string;
  /** JSON; ids of shops as decimal strings. */
  readonly payload: string;
}

const WakeText = z.object({ job: z.string(), payload: z.string() });

/** Writes a wake-up for a job. Throws when the payload is not the job's. */
export function wakeFor<Payload>(job: Job<Payload>, payload: Payload): Wake {
  const text = JSON.stringify(payload, (_, value: unknown) => (typeof value === "bigint" ? String(value) : value));
  job.payload.parse(JSON.parse(text));
  return { job: job.name, payload: text };
}

export const wakeText = (wake: Wake): string => JSON.stringify(wake);

/** Reads a wake-up that came over a wire; null when it is none. */
export function readWake(text: string): Wake | null {
  try {
    return WakeText.parse(JSON.parse(text));
  } catch {
    return null;
  }
}
