import { env } from "~/env.server";

/** How soon to look again. A dev store on this machine answers at once; Shopify is not asked more often than it likes. */
export interface Pace {
  readonly firstPollMs: number;
  readonly longestPollMs: number;
  /** Before a failed window is tried again; doubled with each failure. */
  readonly retryMs: number;
  /** Waits shorter than this are waited for in the process; longer ones are left to the clock. */
  readonly patienceMs: number;
}

export const pace: Pace = env.DEVSTORE_URL
  ? { firstPollMs: 100, longestPollMs: 1_000, retryMs: 200, patienceMs: 3_000 }
  : { firstPollMs: 2_000, longestPollMs: 60_000, retryMs: 15_000, patienceMs: 5_000 };
