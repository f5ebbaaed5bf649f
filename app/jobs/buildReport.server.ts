import { type Day, localDay } from "~/analytics/period";
import { comparisonFor, periodFor } from "~/analytics/periodRule";
import { openDeliveries } from "~/data/deliveries.server";
import { claimRun, failRun, finishRun, LATEST_MS, type Run, type RunRef, renewRun, skipRun } from "~/data/runs.server";
import type { ScheduleSettings } from "~/data/scheduleSettings.server";
import type { Lease } from "~/data/shopTasks.server";
import { log } from "~/log.server";
import { type Report, SECTIONS, type SectionName } from "~/reports/report";
import { LEASE_MS, underLease } from "./lease.server";
import type { ReportMakers, ReportWish } from "./makers";
import { reached } from "./moments.server";
import { renderMails } from "./renderMails.server";

const MINUTE = 60_000;
const BACKOFF_MS = [MINUTE / 2, 2 * MINUTE, 10 * MINUTE, 30 * MINUTE, 60 * MINUTE] as const;
/** How long a report waits for the newest changes before it is made without them, and says so. */
const PATIENCE_MS = 60 * MINUTE;

/** From here on a report says that it comes late. */
const LATE_MS = 60 * MINUTE;

/**
 * Makes one report, if it is due and nobody else is at it: catches up with the shop, computes, renders, and freezes report
 * and mails in one transaction. Answers the mails to send, or null when there was nothing to do or it has to be tried again.
 */
export async function buildReport(
  run: RunRef,
  makers: ReportMakers,
  now: () => Date = () => new Date(),
): Promise<readonly { shopId: bigint; deliveryId: string }[] | null> {
  const claimed = await claimRun(run, now(), LEASE_MS);
  if (!claimed) return null;
  await reached("run claimed");
  if (claimed.deleted) {
    await skipRun(run, claimed, "the schedule was deleted");
    return null;
  }
  try {
    const finished = await underLease(
      (until) => renewRun(run, claimed, until),
      () => make(run, claimed, makers, now),
    );
    if (!finished) return null;
    await reached("run finished");
    return openDeliveries(run.shopId, run.runId);
  } catch (error) {
    await failRun(run, claimed, messageOf(error), nextTry(claimed, now()));
    throw error;
  }
}

async function make(run: RunRef, claimed: Run & Lease, makers: ReportMakers, now: () => Date): Promise<boolean> {
  const isCurrent = await catchUp(run, claimed, makers, now());
  await reached("caught up");
  const computed = await makers.compute(run.shopId, wishFor(claimed.settings, claimed));
  const report = withTitle(isCurrent ? computed : withoutNewest(computed), claimed.settings);
  await reached("report computed");
  const isLate = claimed.kind === "slot" && now().getTime() - claimed.asOf.getTime() >= LATE_MS;
  const lateSince = isLate ? claimed.asOf : null;
  const mails = await renderMails(report, { ...claimed, isTest: claimed.kind === "test", lateSince }, makers);
  await reached("mails rendered");
  return finishRun(run, claimed, { report, ...mails }, now());
}

/** Whether the shop's newest changes are in. A test does without them; a report waits for them an hour. */
async function catchUp({ shopId }: RunRef, { kind, asOf }: Run, makers: ReportMakers, now: Date): Promise<boolean> {
  if (kind === "test") return true;
  try {
    await makers.catchUp(shopId);
    return true;
  } catch (error) {
    if (now.getTime() - asOf.getTime() < PATIENCE_MS) throw error;
    log.warn({ shopId, err: error }, "a report is made without the newest changes");
    return false;
  }
}

/** What a run asks of the report: the period is told from the run's day in the shop's zone, so that a later try asks for the same. */
export function wishFor(
  settings: ScheduleSettings,
  run: Pick<Run, "asOf" | "slotDay" | "slotZone" | "shopZone">,
): ReportWish {
  const day: Day =
    run.slotDay !== null && run.slotZone === run.shopZone ? run.slotDay : localDay(run.asOf, run.shopZone);
  const period = periodFor(settings.periodRule, day);
  return {
    period,
    comparison: settings.comparison === "chosen" ? settings.compared : comparisonFor(settings.comparison, period),
    clock: settings.clock,
    filter: settings.filter,
    switches: settings.switches,
    grain: settings.grain,
    cohortSpan: settings.cohortSpan,
    asOf: run.asOf,
    sections: settings.sections.filter(isSection),
  };
}

export const withTitle = (report: Report, { title }: ScheduleSettings): Report => ({ ...report, title });

function withoutNewest(report: Report): Report {
  const text = "Shopify could not be asked for the newest changes; they are not in this report.";
  return { ...report, notes: [...report.notes, { code: "sync_incomplete", share: null, count: null, text }] };
}

/** When to try again after a failure; null for a test, whose asker waits, and once the report would come more than a day late. */
function nextTry({ kind, attempts, asOf }: Run, now: Date): Date | null {
  if (kind === "test") return null;
  const at = now.getTime() + (BACKOFF_MS[Math.min(attempts, BACKOFF_MS.length) - 1] ?? MINUTE);
  return at - asOf.getTime() > LATEST_MS ? null : new Date(at);
}

const isSection = (name: string): name is SectionName => SECTIONS.some((section) => section === name);
const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
