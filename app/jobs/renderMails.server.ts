import { randomBytes, randomUUID } from "node:crypto";
import type { NewDelivery, NewFile } from "~/data/deliveries.server";
import type { ScheduleSettings } from "~/data/scheduleSettings.server";
import type { Recipient } from "~/data/schedules.server";
import { isOneAddress, type MailFile, mailDigest, oneLine, sha256 } from "~/emails/mail";
import type { Attached } from "~/emails/ReportEmail";
import { env } from "~/env.server";
import { formatInstant } from "~/i18n/format";
import { isLanguage, type Language } from "~/i18n/languages";
import { translator } from "~/i18n/translate";
import type { Report } from "~/reports/report";
import { reportLinks } from "./links.server";
import type { ReportMakers } from "./makers";

/** A run's mails with their files, ready to be frozen. */
export interface RenderedMails {
  readonly deliveries: readonly NewDelivery[];
  readonly files: readonly NewFile[];
}

export interface MailWish {
  readonly settings: ScheduleSettings;
  readonly scheduleId: string | null;
  readonly recipients: readonly Recipient[];
  readonly isTest: boolean;
  /** When the mails were due, if that is long ago; null when they are on time. */
  readonly lateSince: Date | null;
}

/** Renders a report once for each language of its recipients. Only the unsubscribe link differs within a language. */
export async function renderMails(report: Report, wish: MailWish, makers: ReportMakers): Promise<RenderedMails> {
  const languages = new Map<Language, Recipient[]>();
  for (const recipient of wish.recipients.filter(({ email }) => isOneAddress(email))) {
    const language = languageOf(recipient.language ?? wish.settings.language);
    languages.set(language, [...(languages.get(language) ?? []), recipient]);
  }
  const rendered = await Promise.all(
    [...languages].map(([language, recipients]) => renderLanguage(report, wish, language, recipients, makers)),
  );
  return {
    deliveries: rendered.flatMap(({ deliveries }) => deliveries),
    files: rendered.flatMap(({ files }) => files),
  };
}

async function renderLanguage(
  report: Report,
  wish: MailWish,
  language: Language,
  recipients: readonly Recipient[],
  makers: ReportMakers,
): Promise<RenderedMails> {
  const files = await mailFiles(report, wish.settings, language, makers);
  // Stands in the rendering where each mail has its own token.
  const placeholder = randomUUID();
  const mail = await makers.render(report, {
    language,
    links: reportLinks(report.shop.domain, wish.scheduleId),
    unsubscribeUrl: unsubscribeUrl(placeholder),
    isTest: wish.isTest,
    attached: attachedForms(wish.settings),
    note: wish.lateSince && lateNote(wish.lateSince, report, language),
  });
  const pictures = mail.images.map(({ cid, filename, png }): MailFile => {
    return { fileName: filename, contentType: "image/png", contentId: cid, bytes: png };
  });
  const attached = [...pictures, ...files];
  const deliveries = recipients.map(({ email }): NewDelivery => {
    const token = randomBytes(24).toString("base64url");
    const frozen = {
      sender: env.MAIL_FROM,
      recipient: email,
      subject: oneLine(mail.subject),
      html: mail.html.replaceAll(placeholder, token),
      text: mail.text.replaceAll(placeholder, token),
      headers: {
        "List-Unsubscribe": `<${unsubscribeUrl(token)}>`,
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
      },
    };
    return {
      ...frozen,
      deliveryId: randomUUID(),
      language,
      unsubscribeToken: token,
      sha256: mailDigest({ ...frozen, files: attached }),
    };
  });
  return {
    deliveries,
    files: attached.map((file) => ({ ...file, language, sha256: sha256(file.bytes) })),
  };
}

async function mailFiles(report: Report, settings: ScheduleSettings, language: Language, makers: ReportMakers) {
  return makers.files(report, language, { xlsx: settings.attachXlsx, pdf: settings.attachPdf });
}

/** What the mail says hangs on it. */
export function attachedForms({ attachXlsx, attachPdf }: ScheduleSettings): Attached {
  if (attachXlsx && attachPdf) return "both";
  if (attachXlsx) return "xlsx";
  return attachPdf ? "pdf" : "none";
}

function lateNote(due: Date, report: Report, language: Language): string {
  return translator(language)("mails.late", { due: formatInstant(due.toISOString(), report.timeZone, language) });
}

export const languageOf = (text: string): Language => (isLanguage(text) ? text : "en");

const unsubscribeUrl = (token: string): string => new URL(`/unsubscribe/${token}`, env.SHOPIFY_APP_URL).href;
