import type { SyncView } from "./syncView";

type Progress = Omit<SyncView, "usableSince" | "caughtUpAt"> & {
  readonly usableSince: Date | null;
  readonly caughtUpAt: Date | null;
};

/** The progress as it travels to the page. */
export function toSyncView({ phase, orders, windows, oldestMonth, usableSince, caughtUpAt }: Progress): SyncView {
  return {
    phase,
    orders,
    windows,
    oldestMonth,
    usableSince: usableSince?.toISOString() ?? null,
    caughtUpAt: caughtUpAt?.toISOString() ?? null,
  };
}
