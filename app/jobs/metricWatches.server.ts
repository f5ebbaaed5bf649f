import { addDays, type Day, localDay, type Period, startOfDay } from "~/analytics/period";
import { spanThrough } from "~/analytics/watch";
import { addressStates, mayBeSentTo } from "~/data/consents.server";
import type { DeliveryRef } from "~/data/deliveries.server";
import { type NewCheck, writeNotices } from "~/data/metricNotices.server";
import {
  createWatch,
  getWatch,
  listWatches,
  type MetricWatch,
  updateWatch,
  type WatchDraft,
} from "~/data/metricWatches.server";
import { openData } from "~/data/openData.server";
import { getReportShop, type ReportShop } from "~/data/settings.server";
import { translator } from "~/i18n/translate";
import { log } from "~/log.server";
import { findings, newestDay } from "~/reports/watchReport.server";
import type { Finding } from "~/reports/watchTypes";
import { catchUp } from "~/sync";
import { reached } from "./moments.server";
import { renderNotices } from "./noticeMails.server";
import { enqueue } from "./queue.server";
import { askRecipient } from "./recipients.server";
import { languageOf } from "./renderMails.server";
import { sendDelivery } from "./reportJobs.server";

const MINUTE = 60_000;
/** How soon it is looked again whether a day's data is there, and for how long after the day's end. */
const AGAIN_MS = 10 * MINUTE;
const PATIENCE_MS = 15 * 60 * MINUTE;

/** What a check needs of the shop outside of the database. */
export interface WatchSteps {
  /** Fetches what changed in the shop since the last time. */
  readonly catchUp: (shopId: bigint) => Promise<unknown>;
}

/**
 * Judges the newest span of each of a shop's watches, once, and stores the mails of those to be told. Waits until the day's data
 * is in: answers when to look again, or null when there is nothing left to do until the next morning.
 */
export async function watchMetrics(
  shopId: bigint,
  now: Date = new Date(),
  steps: WatchSteps = { catchUp },
): Promise<Date | null> {
  const shop = await getReportShop(shopId);
  const day = newestDay(now, shop.timeZone);
  const due = (await listWatches(shopId)).filter((watch) => isDue(watch, shop, day));
  if (due.length === 0) return null;
  await reached("watches read");
  const endsAt = startOfDay(addDays(day, 1), shop.timeZone);
  const isWhole = await isDayWhole(shopId, { end: addDays(day, 1), endsAt }, steps);
  if (!isWhole && now.getTime() < endsAt.getTime() + PATIENCE_MS) return new Date(now.getTime() + AGAIN_MS);
  const mails: DeliveryRef[] = [];
  if (isWhole) {
    for (const end of monthEnds(due, day))
      mails.push(
        ...(await judge(
          shop,
          due.filter(({ unjudgedEnd }) => unjudgedEnd === end),
          end,
          now,
        )),
      );
    mails.push(...(await judge(shop, due, day, now)));
  } else {
    const checks = due.map((watch) => incomplete(watch, spanThrough(watch.rule.span, day, shop.settings.weekStart)));
    await writeNotices(shopId, { day, checks, notices: [] }, now);
  }
  for (const mail of mails) await send(mail);
  return null;
}

/** Ends of months before `day` that were not judged, because their data had not come in time. */
const monthEnds = (watches: readonly MetricWatch[], day: Day): readonly Day[] => [
  ...new Set(watches.flatMap(({ unjudgedEnd }) => (unjudgedEnd !== null && unjudgedEnd < day ? [unjudgedEnd] : []))),
];

/** Judges the spans through a day and stores what is to be told; answers its mails. */
async function judge(
  shop: ReportShop,
  watches: readonly MetricWatch[],
  day: Day,
  now: Date,
): Promise<readonly DeliveryRef[]> {
  const found = (await findings(shop.shopId, watches, day, now)).map((one) => asTold(one, watches));
  await reached("watches judged");
  const notices = await renderNotices(shop, watches, found);
  await reached("notices rendered");
  const mails = await writeNotices(shop.shopId, { day, checks: found.map(checkOf), notices }, now);
  await reached("notices written");
  return mails;
}

const send = (mail: DeliveryRef): Promise<boolean> => enqueue(sendDelivery, mail);

/** Whether its newest span was not judged yet; what ended before the watch was as it is now is not. */
function isDue({ rule, pausedAt, updatedAt, checkedThrough }: MetricWatch, shop: ReportShop, day: Day): boolean {
  const last = addDays(spanThrough(rule.span, day, shop.settings.weekStart).end, -1);
  return (
    pausedAt === null &&
    last >= localDay(updatedAt, shop.timeZone) &&
    (checkedThrough === null || checkedThrough < last)
  );
}

/** Whether everything of the day is stored: the shop's newest changes are read, and nothing of them is still on its way. */
async function isDayWhole(
  shopId: bigint,
  until: { readonly end: Day; readonly endsAt: Date },
  steps: WatchSteps,
): Promise<boolean> {
  try {
    await steps.catchUp(shopId);
  } catch (error) {
    log.warn({ shopId, err: error }, "the shop's newest changes could not be read before its alerts were checked");
    return false;
  }
  return (await openData(shopId, until)).length === 0;
}

/** A threshold on a month so far is told once a month. */
function asTold(finding: Finding, watches: readonly MetricWatch[]): Finding {
  const watch = watches.find(({ watchId }) => watchId === finding.watchId);
  const toldThrough = watch?.toldThrough ?? null;
  const isTold = finding.rule.span === "month" && toldThrough !== null && toldThrough >= finding.start;
  return isTold && (finding.verdict === "above" || finding.verdict === "below")
    ? { ...finding, verdict: "toldBefore" }
    : finding;
}

function checkOf(finding: Finding): NewCheck {
  const { watchId, start, end, verdict, value, usual } = finding;
  const range = usual?.kind === "range" ? usual : null;
  return {
    watchId,
    firstDay: start,
    lastDay: addDays(end, -1),
    verdict,
    value,
    low: range?.low ?? null,
    expected: range?.expected ?? null,
    high: range?.high ?? null,
    finding,
  };
}

const incomplete = ({ watchId }: MetricWatch, { start, end }: Period): NewCheck => ({
  watchId,
  firstDay: start,
  lastDay: addDays(end, -1),
  verdict: "incomplete",
  value: null,
  low: null,
  expected: null,
  high: null,
  finding: {},
});

/**
 * Stores a watch, new or changed, and asks those of its readers who have not said yes. Answers its id; null when the shop has as
 * many watches as it can have.
 */
export async function saveWatch(
  shopId: bigint,
  watchId: string | null,
  draft: WatchDraft,
  now: Date,
): Promise<string | null> {
  const before = watchId === null ? [] : (await getWatch(shopId, watchId)).recipients.map(({ email }) => email);
  const saved = watchId ?? (await createWatch(shopId, draft, now));
  if (saved === null) return null;
  if (watchId !== null) await updateWatch(shopId, watchId, draft, now);
  const added = draft.recipients.filter((email) => !before.includes(email));
  const t = translator(languageOf(draft.language));
  const report = t("alerts.reportName", { metric: t(`metrics.${draft.rule.metric}.label`) });
  for (const state of await addressStates(shopId, added)) {
    // Whoever bounced or complained is not written to again because they were typed in again.
    const isAsked = !mayBeSentTo(state) && (state.suppressed === null || state.suppressed === "unsubscribed");
    if (isAsked) await askRecipient(shopId, { email: state.email, language: draft.language, report }, now);
  }
  return saved;
}
