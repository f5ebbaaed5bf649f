import { z } from "zod";

/** A shop's id as it travels in a payload. */
export const ShopIdPayload = z.union([z.bigint(), z.string().regex(/^\d+$/)]).transform(BigInt);

/** Something that happens later. The payload holds ids; the handler reads its rows again and may run twice, at once, and after the shop has gone. */
export interface Job<Payload = unknown> {
  readonly name: string;
  readonly payload: z.ZodType<Payload>;
  /** How many of it one process runs at a time. */
  readonly concurrency: number;
  /** Answers after how many milliseconds the same work should be looked at again, or null when there is none left. */
  readonly run: (payload: Payload) => Promise<number | null>;
}

type Definition<Payload> = Omit<Job<Payload>, "concurrency"> & { readonly concurrency?: number };

export function defineJob<Payload>(definition: Definition<Payload>): Job<Payload> {
  return { concurrency: 2, ...definition };
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
