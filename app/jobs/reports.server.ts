import { addressStates, mayBeSentTo } from "~/data/consents.server";
import { type DeliverySummary, listDeliveries } from "~/data/deliveries.server";
import { openRun } from "~/data/runs.server";
import type { ScheduleSettings } from "~/data/scheduleSettings.server";
import { getSchedule } from "~/data/schedules.server";
import { getShop } from "~/data/shops.server";
import { withPictures } from "~/emails/mail";
import { buildReport, wishFor, withTitle } from "./buildReport.server";
import { deliver } from "./deliver.server";
import { reportLinks } from "./links.server";
import { enqueue } from "./queue.server";
import { askRecipient } from "./recipients.server";
import { attachedForms, languageOf } from "./renderMails.server";
import { buildRun } from "./reportJobs.server";
import { makers } from "./reportMakers.server";

/** A schedule that may not be saved yet. */
export interface TestWish {
  readonly scheduleId: string | null;
  readonly settings: ScheduleSettings;
}

/** Makes the report of a schedule for its recipients now, beside its slots. Answers the run's id; the work goes on in a worker. */
export async function runNow(shopId: bigint, scheduleId: string, now: Date = new Date()): Promise<string> {
  const schedule = await getSchedule(shopId, scheduleId);
  const runId = await openRun(shopId, { kind: "now", scheduleId, settings: schedule, recipients: null }, now);
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
  { scheduleId, settings }: TestWish,
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
  const runId = await openRun(shopId, { kind: "test", scheduleId, settings, recipients }, now);
  for (const delivery of (await buildReport({ shopId, runId }, makers)) ?? []) await deliver(delivery);
  const [sent] = await listDeliveries(shopId, { runId });
  if (!sent) throw new Error(`test of "${settings.title}": expected one mail`);
  return sent;
}

/** The mail of a schedule as it would arrive now, with its pictures inside. Nothing is stored or sent. */
export async function previewReport(
  shopId: bigint,
  { scheduleId, settings }: TestWish,
  now: Date = new Date(),
): Promise<{ readonly subject: string; readonly html: string; readonly text: string }> {
  const { timeZone } = await getShop(shopId);
  const wish = wishFor(settings, { asOf: now, slotDay: null, slotZone: null, shopZone: timeZone });
  const report = withTitle(await makers.compute(shopId, wish), settings);
  const mail = await makers.render(report, {
    language: languageOf(settings.language),
    links: reportLinks(report.shop.domain, scheduleId),
    unsubscribeUrl: "#",
    attached: attachedForms(settings),
  });
  const pictures = mail.images.map(({ cid, filename, png }) => {
    return { fileName: filename, contentType: "image/png", contentId: cid, bytes: png };
  });
  return { subject: mail.subject, html: withPictures(mail.html, pictures), text: mail.text };
}
