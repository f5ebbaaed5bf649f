import { getShop } from "~/data/shops.server";
import { withPictures } from "~/emails/mail";
import type { Language } from "~/i18n/languages";
import type { Report } from "~/reports/report";
import { withoutPersons } from "~/reports/withoutPersons";
import { wishFor, withTitle } from "./buildReport.server";
import { reportLinks } from "./links.server";
import type { ReportWish } from "./makers";
import { attachedForms, languageOf } from "./renderMails.server";
import { makers } from "./reportMakers.server";
import type { TestWish } from "./reports.server";

/** A mail as its reader would have it now. */
export interface PreviewedMail {
  readonly subject: string;
  /** With its pictures inside. */
  readonly html: string;
  readonly text: string;
}

/**
 * The mail of a schedule as it would arrive now, for a page that may have changed its mind meanwhile: a shop's previews are made
 * one after the other, and one whose asker has gone by its turn is left out (null).
 */
export function previewInTurn(
  shopId: bigint,
  wish: TestWish,
  language: Language,
  asker: AbortSignal,
): Promise<PreviewedMail | null> {
  const before = lastOf.get(shopId) ?? Promise.resolve();
  const own = before.then(() => (asker.aborted ? null : previewReport(shopId, wish, new Date(), language)));
  // The next one waits for this one's end, whatever it came to.
  const ended = own.then(nothing, nothing);
  lastOf.set(shopId, ended);
  ended.then(() => {
    if (lastOf.get(shopId) === ended) lastOf.delete(shopId);
  });
  return own;
}

const lastOf = new Map<bigint, Promise<void>>();
const nothing = () => undefined;

/**
 * The mail of a schedule as it would arrive now, for a reader who knows customers by number alone, in `language` or the
 * schedule's own. Nothing is stored or sent. Figures may be a minute old.
 */
export async function previewReport(
  shopId: bigint,
  { scheduleId, settings }: TestWish,
  now: Date = new Date(),
  language: Language = languageOf(settings.language),
): Promise<PreviewedMail> {
  const { timeZone } = await getShop(shopId);
  const wish = wishFor(settings, { asOf: now, slotDay: null, shopZone: timeZone });
  const report = withoutPersons(withTitle(await computed(shopId, wish), settings));
  const mail = await makers.render(report, {
    language,
    links: reportLinks(report.shop.domain, scheduleId),
    unsubscribeUrl: "#",
    attached: attachedForms(settings),
  });
  const pictures = mail.images.map(({ cid, filename, png }) => {
    return { fileName: filename, contentType: "image/png", contentId: cid, bytes: png };
  });
  return { subject: mail.subject, html: withPictures(mail.html, pictures), text: mail.text };
}

const KEPT_MS = 60_000;
/** A report of a large shop is some megabytes. */
const MOST_KEPT = 4;

interface Kept {
  readonly at: number;
  readonly report: Promise<Report>;
}

const kept = new Map<string, Kept>();

/** The report for a wish, or the one computed for the same wish within the last minute: whoever types a title waits for no figures. */
async function computed(shopId: bigint, wish: ReportWish): Promise<Report> {
  const { asOf, ...rest } = wish;
  const key = JSON.stringify([String(shopId), rest]);
  const found = kept.get(key);
  const age = found ? asOf.getTime() - found.at : Number.NaN;
  if (found && age >= 0 && age < KEPT_MS) return found.report;
  const report = makers.compute(shopId, wish);
  kept.delete(key);
  kept.set(key, { at: asOf.getTime(), report });
  for (const old of [...kept.keys()].slice(0, -MOST_KEPT)) kept.delete(old);
  // A failure is told once, not for a minute.
  report.catch(() => kept.delete(key));
  return report;
}
