import { type Decision, decision } from "~/analytics/conditions";
import { getMetric } from "~/analytics/metrics/registry";
import { localDay, startOfDay } from "~/analytics/period";
import { periodFor, scheduledComparison } from "~/analytics/periodRule";
import type { MissingPart } from "~/analytics/timing";
import { openDeliveries } from "~/data/deliveries.server";
import { claimRun, endRun, failRun, finishRun, putOffRun, type Run, type RunRef, renewRun } from "~/data/runs.server";
import type { ScheduleSettings } from "~/data/scheduleSettings.server";
import type { Lease } from "~/data/shopTasks.server";
import { type Note, type Report, SECTIONS, type SectionName } from "~/reports/report";
import { LEASE_MS, underLease } from "./lease.server";
import type { MailRemark } from "./mailRemarks";
import type { ReportMakers, ReportWish } from "./makers";
import { reached } from "./moments.server";
import { readiness, waitsUntil } from "./readiness.server";
import { type MailWish, renderMails } from "./renderMails.server";

const MINUTE = 60_000;
const DAY_MS = 24 * 60 * MINUTE;
const BACKOFF_MS = [MINUTE / 2, 2 * MINUTE, 10 * MINUTE, 30 * MINUTE, 60 * MINUTE] as const;

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
    await endRun(run, claimed, { state: "skipped", why: "deleted" });
    return null;
  }
  try {
    const finished = await underLease(
      (until) => renewRun(run, claimed, until),
      () => make(run, claimed, makers, now),
      now,
    );
    if (!finished) return null;
    await reached("run finished");
    return openDeliveries(run.shopId, run.runId);
  } catch (error) {
    await failRun(run, claimed, messageOf(error), nextTry(claimed, now()));
    throw error;
  }
}

/** Answers whether the report is made; else its run waits, or has ended without a mail. */
async function make(run: RunRef, claimed: Run & Lease, makers: ReportMakers, now: () => Date): Promise<boolean> {
  const alsoFigures = claimed.timing.conditions.of.map(({ metric }) => metric);
  const wish = { ...wishFor(claimed.settings, claimed), alsoFigures };
  const ready = await readiness(run, claimed, wish.period, makers, now());
  await reached("caught up");
  if (ready.kind === "wait") {
    await putOffRun(run, claimed, ready, now());
    await reached("run put off");
    return false;
  }
  const { missing } = ready;
  if (ready.kind === "skip") {
    await endRun(run, claimed, { state: "skipped", why: "incomplete", missing });
    await reached("run left out");
    return false;
  }
  const report = withTitle(withMissing(await makers.compute(run.shopId, wish), missing), claimed.settings);
  await reached("report computed");
  const decided = decisionOf(claimed, report);
  if (decided?.asked && !decided.holds) {
    await endRun(run, claimed, { state: "notNeeded", missing, decision: decided });
    await reached("run not needed");
    return false;
  }
  const mails = await renderMails(report, mailWish({ ...claimed, dueAt: wish.asOf }, missing, decided, now()), makers);
  await reached("mails rendered");
  return finishRun(run, claimed, { report, ...mails, missing, decision: decided }, now());
}

/** Whoever asks for a report by hand gets it, whatever its conditions say. */
const decisionOf = ({ kind, timing }: Run, report: Report): Decision | null =>
  decision(timing.conditions, report, (metric) => getMetric(metric).unit, kind === "slot");

function mailWish(
  claimed: Run & { readonly dueAt: Date },
  missing: readonly MissingPart[],
  decided: Decision | null,
  now: Date,
): MailWish {
  const { kind, asOf, dueAt } = claimed;
  const isLate = kind === "slot" && now.getTime() - dueAt.getTime() >= LATE_MS;
  const remarks: readonly MailRemark[] = [
    ...(isLate ? [{ kind: "late", due: asOf } as const] : []),
    ...(missing.length > 0 ? [{ kind: "incomplete", missing } as const] : []),
    ...(decided && !decided.asked ? [{ kind: "unasked" } as const] : []),
  ];
  return { ...claimed, isTest: kind === "test", remarks };
}

/**
 * What a run asks of the report. The period is told from the slot's own day, wherever that lies, else from the day in the shop's
 * zone. East of the shop a slot comes before the period is over there: then the report is as of the period's end.
 */
export function wishFor(settings: ScheduleSettings, run: Pick<Run, "asOf" | "slotDay" | "shopZone">): ReportWish {
  const period = periodFor(settings.periodRule, run.slotDay ?? localDay(run.asOf, run.shopZone));
  const endsAt = startOfDay(period.end, run.shopZone);
  return {
    period,
    comparison:
      settings.comparison === "chosen"
        ? settings.compared
        : scheduledComparison(settings.comparison, period, settings.grain),
    clock: settings.clock,
    filter: settings.filter,
    switches: settings.switches,
    grain: settings.grain,
    cohortSpan: settings.cohortSpan,
    asOf: new Date(Math.max(endsAt.getTime(), run.asOf.getTime())),
    sections: settings.sections.filter(isSection),
    shown: settings.options,
  };
}

export const withTitle = (report: Report, { title, foreword }: ScheduleSettings): Report => ({
  ...report,
  title,
  ...(foreword !== "" && { foreword }),
});

/** What a report says of data that was not in. */
const MISSING_NOTES = {
  changes: { code: "changes_missing", text: "The newest changes in Shopify are not in this report." },
  history: { code: "sync_incomplete", text: "The import has not finished; figures of older months will rise." },
  costs: { code: "costs_pending", text: "A change of costs is still being applied; profits will differ." },
} as const satisfies Record<MissingPart, Pick<Note, "code" | "text">>;

function withMissing(report: Report, missing: readonly MissingPart[]): Report {
  const notes = missing
    .map((part): Note => ({ ...MISSING_NOTES[part], share: null, count: null }))
    .filter(({ code }) => !report.notes.some((note) => note.code === code));
  return { ...report, notes: [...report.notes, ...notes] };
}

/**
 * When to try again after a failure; null for a test, whose asker waits, and once it has been tried for a day. The time in
 * which it could wait for data does not count where it did.
 */
function nextTry(run: Run, now: Date): Date | null {
  if (run.kind === "test") return null;
  const at = now.getTime() + (BACKOFF_MS[Math.min(run.attempts, BACKOFF_MS.length) - 1] ?? MINUTE);
  const since = run.waitingSince === null ? run.openedAt : waitsUntil(run);
  return at - since.getTime() > DAY_MS ? null : new Date(at);
}

const isSection = (name: string): name is SectionName => SECTIONS.some((section) => section === name);
const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
