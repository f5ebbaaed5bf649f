import { type Timing, USUAL_TIMING } from "~/analytics/timing";
import { addressStates, mayBeSentTo } from "~/data/consents.server";
import { type DeliverySummary, listDeliveries } from "~/data/deliveries.server";
import { openRun } from "~/data/runs.server";
import type { ScheduleSettings } from "~/data/scheduleSettings.server";
import { getReadable } from "~/data/schedules.server";
import { buildReport } from "./buildReport.server";
import { deliver } from "./deliver.server";
import { enqueue } from "./queue.server";
import { askRecipient } from "./recipients.server";
import { buildRun } from "./reportJobs.server";
import { makers } from "./reportMakers.server";

/** A schedule that may not be saved yet. */
export interface TestWish {
  readonly scheduleId: string | null;
  readonly settings: ScheduleSettings;
  /** What it goes by when it is due: a test says that it did not ask. Absent: nothing. */
  readonly timing?: Timing;
}

/**
 * Makes the report of a schedule for its recipients now, beside its slots. Answers the run's id; the work goes on in a worker.
 * With an id, a UUID of the merchant's wish, the same wish sent again is the same run.
 */
export async function runNow(shopId: bigint, scheduleId: string, now: Date = new Date(), id?: string): Promise<string> {
  const schedule = await getReadable(shopId, scheduleId);
  const { timing } = schedule;
  const wish = { kind: "now", scheduleId, settings: schedule, timing, recipients: null, runId: id } as const;
  const runId = await openRun(shopId, wish, now);
  await enqueue(buildRun, { shopId, runId });
  return runId;
}

/**
 * Makes a report as it stands and sends it to one address, marked as a test. Waits for the outcome of the first try; a mail
 * of unknown outcome is tried again like any other. Null: the person has not said yes to this shop's reports, and is asked
 * instead, or has said no. Throws what kept the report from being made.
 */
export async function sendTest(
  shopId: bigint,
  { scheduleId, settings, timing = USUAL_TIMING }: TestWish,
  email: string,
  now: Date = new Date(),
): Promise<DeliverySummary | null> {
  const [state] = await addressStates(shopId, [email]);
  if (!state || !mayBeSentTo(state)) {
    if (state?.suppressed === null)
      await askRecipient(shopId, { email, language: settings.language, report: settings.title }, now);
    return null;
  }
  const recipients = [{ email, language: null }];
  const runId = await openRun(shopId, { kind: "test", scheduleId, settings, timing, recipients }, now);
  for (const delivery of (await buildReport({ shopId, runId }, makers)) ?? []) await deliver(delivery);
  const [sent] = await listDeliveries(shopId, { runId });
  if (!sent) throw new Error(`test of "${settings.title}": expected one mail`);
  return sent;
}
