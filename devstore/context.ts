import type { Faults } from "./faults";
import type { Store } from "./store/store";

/** What every room of the dev store works with. */
export interface DevStoreContext {
  readonly store: Store;
  readonly faults: Faults;
  readonly shopDomain: string;
  readonly appUrl: string;
  readonly apiKey: string;
  readonly apiSecret: string;
  /** Where the dev store listens, without a slash at the end. */
  url(): string;
  /** The wall clock in milliseconds, by which tokens, session tokens and signed URLs live and die. */
  clock(): number;
  /** Runs when the dev store stops; waits for what it returns. */
  onStop(stop: () => void | Promise<void>): void;
}
