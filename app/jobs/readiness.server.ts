import { type Period, startOfDay } from "~/analytics/period";
import { MISSING_PARTS, type MissingPart } from "~/analytics/timing";
import { openData } from "~/data/openData.server";
import type { Run, RunRef } from "~/data/runs.server";
import { log } from "~/log.server";
import type { ReportMakers } from "./makers";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
/** Shopify's search shows a change a while after it was made: what is read sooner after the period's end may lack its last orders. */
const SETTLED_MS = 10 * MINUTE;
/** Waits between two looks: the longer a run has waited, the longer, so that a shop whose Shopify does not answer is not asked all the time. */
const SHORTEST_MS = MINUTE;
const LONGEST_MS = 10 * MINUTE;

/** Whether a report can be made: with everything, later, without what is missing, or not at all. */
export type Readiness =
  | {
      readonly kind: "wait";
      readonly missing: readonly MissingPart[];
      readonly nextTryAt: Date;
      readonly waitsFrom: Date;
    }
  | { readonly kind: "make" | "skip"; readonly missing: readonly MissingPart[] };

/**
 * Catches up with the shop and tells what of the period's data is still missing. A report of a slot waits for it as long as its
 * schedule says; before that it waits until the period is over in the shop's zone. One that somebody asked for goes as it stands, and a test does
 * not even ask the shop.
 */
export async function readiness(
  run: RunRef,
  of: Run,
  period: Period,
  makers: ReportMakers,
  now: Date,
): Promise<Readiness> {
  if (of.kind === "test") return { kind: "make", missing: [] };
  const endsAt = startOfDay(period.end, of.shopZone);
  // A report of days that are not over would be wrong, however little its schedule lets it wait.
  if (of.kind === "slot" && now < endsAt) return untilItEnds(of, endsAt);
  const isRead = await catchUp(run.shopId, makers);
  const open = await openData(run.shopId, { end: period.end, endsAt });
  const isSettled = of.kind === "now" || of.timing.waitHours === 0 || now.getTime() >= endsAt.getTime() + SETTLED_MS;
  const missing = MISSING_PARTS.filter((part) => open.includes(part) || (part === "changes" && !(isRead && isSettled)));
  if (missing.length === 0 || of.kind === "now") return { kind: "make", missing };
  const until = waitsUntil(of);
  if (now < until)
    return { kind: "wait", missing, nextTryAt: nextLook(of.openedAt, now, until), waitsFrom: of.openedAt };
  return { kind: of.timing.ifIncomplete === "skip" ? "skip" : "make", missing };
}

/** The wait for data begins when the period is over on the shop's clock. */
const untilItEnds = ({ timing }: Run, endsAt: Date): Readiness => ({
  kind: "wait",
  missing: ["changes"],
  nextTryAt: new Date(endsAt.getTime() + (timing.waitHours === 0 ? 0 : SETTLED_MS)),
  waitsFrom: endsAt,
});

/** When a run's wait for data is over. */
export const waitsUntil = ({ openedAt, timing }: Pick<Run, "openedAt" | "timing">): Date =>
  new Date(openedAt.getTime() + timing.waitHours * HOUR);

function nextLook(since: Date, now: Date, until: Date): Date {
  const waited = now.getTime() - since.getTime();
  const wait = Math.min(LONGEST_MS, Math.max(SHORTEST_MS, waited / 6));
  return new Date(Math.min(now.getTime() + wait, until.getTime()));
}

/** Whether the shop's newest changes are in. */
async function catchUp(shopId: bigint, makers: ReportMakers): Promise<boolean> {
  try {
    await makers.catchUp(shopId);
    return true;
  } catch (error) {
    log.warn({ shopId, err: error }, "the shop's newest changes could not be read before a report");
    return false;
  }
}
