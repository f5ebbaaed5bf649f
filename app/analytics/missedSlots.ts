import type { Slot } from "./slots";

/** What becomes of reports that could not be made when they were due, such as after an outage. */
export const CATCH_UPS = ["latest", "all", "none"] as const;

export interface CatchUpRule {
  /** latest: the newest missed report, if it is at most `hours` late; all: each, for its own period; none: nothing. */
  readonly catchUp: (typeof CATCH_UPS)[number];
  readonly catchUpHours: number;
}

const HOUR_MS = 3_600_000;
/** A slot that is served within this time was not missed: that is what a busy hour or a restart may take. */
export const ON_TIME_MS = HOUR_MS;
/** Reports made up for at most. */
export const MOST_CAUGHT_UP = 7;

/** Divides the slots that are due at `now`, in order, into those that are made and those that are left out. */
export function caughtUp(
  due: readonly Slot[],
  { catchUp, catchUpHours }: CatchUpRule,
  now: Date,
): { readonly made: readonly Slot[]; readonly missed: readonly Slot[] } {
  const isWithin = (slot: Slot, ms: number) => now.getTime() - slot.at.getTime() <= ms;
  const first = ((): number => {
    switch (catchUp) {
      case "all":
        return Math.max(0, due.length - MOST_CAUGHT_UP);
      case "latest":
        return lastIf(due, (slot) => isWithin(slot, Math.max(ON_TIME_MS, catchUpHours * HOUR_MS)));
      case "none":
        return lastIf(due, (slot) => isWithin(slot, ON_TIME_MS));
    }
  })();
  return { made: due.slice(first), missed: due.slice(0, first) };
}

/** Where the last slot is when it passes, else the end of the list. */
function lastIf(due: readonly Slot[], passes: (slot: Slot) => boolean): number {
  const last = due.at(-1);
  return last && passes(last) ? due.length - 1 : due.length;
}
