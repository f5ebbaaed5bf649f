import type { Wake } from "./job";

/** What carries wake-ups from the process that has work to the processes that do it. It may lose or double them: the rows do not. */
export interface QueueDriver {
  readonly name: "bull" | "postgres";
  /** Passes a wake-up on. Rejects when it could not. */
  wake(wake: Wake): Promise<void>;
  /** Hands every wake-up that reaches this process to `work`. Resolves once it listens. */
  listen(jobs: readonly { readonly name: string; readonly concurrency: number }[], work: Work): Promise<void>;
  /** Takes no more wake-ups; those being worked on go on. */
  stopListening(): Promise<void>;
  close(): Promise<void>;
}

export type Work = (wake: Wake) => Promise<void>;
