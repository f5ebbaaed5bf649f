import type { Decision } from "~/analytics/conditions";
import type { MissingPart } from "~/analytics/timing";

/** How a run stands; waiting is one that is to be made and whose data is not in. */
export const RUN_STATES = ["pending", "waiting", "built", "skipped", "notNeeded", "failed"] as const;
export type RunStateName = (typeof RUN_STATES)[number];

/** A run as pages show it; instants are ISO text. */
export interface RunView {
  readonly runId: string;
  readonly kind: "slot" | "now" | "test";
  readonly asOf: string;
  readonly state: RunStateName;
  readonly waitingSince: string | null;
  readonly waitsUntil: string;
  readonly ifIncomplete: "send" | "skip";
  readonly missing: readonly MissingPart[];
  readonly why: string | null;
  readonly nextTryAt: string;
  readonly decision: Decision | null;
  readonly mails: number;
  readonly deliveryId: string | null;
}

interface Run extends Omit<RunView, "asOf" | "state" | "waitingSince" | "waitsUntil" | "nextTryAt"> {
  readonly asOf: Date;
  readonly state: Exclude<RunStateName, "waiting">;
  readonly waitingSince: Date | null;
  readonly waitsUntil: Date;
  readonly nextTryAt: Date;
}

/** A run as it travels to a page. */
export function toRunView(run: Run): RunView {
  const { runId, kind, asOf, state, waitingSince, waitsUntil, ifIncomplete, missing, why } = run;
  return {
    runId,
    kind,
    asOf: asOf.toISOString(),
    state: state === "pending" && waitingSince !== null ? "waiting" : state,
    waitingSince: waitingSince?.toISOString() ?? null,
    waitsUntil: waitsUntil.toISOString(),
    ifIncomplete,
    missing,
    why,
    nextTryAt: run.nextTryAt.toISOString(),
    decision: run.decision,
    mails: run.mails,
    deliveryId: run.deliveryId,
  };
}
