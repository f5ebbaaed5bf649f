import { randomBytes, randomUUID } from "node:crypto";
import type { NewDelivery, NewFile } from "~/data/deliveries.server";
import { FILE_FORMATS, type FileFormat } from "~/data/fileFormat";
import type { ScheduleSettings } from "~/data/scheduleSettings.server";
import type { Recipient } from "~/data/schedules.server";
import { isOneAddress, mailDigest, oneLine, sha256 } from "~/emails/mail";
import { env } from "~/env.server";
import { isLanguage, type Language } from "~/i18n/languages";
import type { Report } from "~/reports/report";
import { withoutPersons } from "~/reports/withoutPersons";
import { reportLinks } from "./links.server";
import { type MailRemark, remarkLine } from "./mailRemarks";
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
  /** What stands above the report. */
  readonly remarks: readonly MailRemark[];
}

/** What a mail looks like; mails that look alike differ by their unsubscribe link alone. */
interface Look {
  readonly language: Language;
  readonly seesPersons: boolean;
  readonly formats: readonly FileFormat[];
  /** On whose clock instants are told; null: the shop's. */
  readonly timeZone: string | null;
}

/** Renders a report once for each look its recipients want, and its files once for each language and view on customers. */
export async function renderMails(report: Report, wish: MailWish, makers: ReportMakers): Promise<RenderedMails> {
  const looks = grouped(
    wish.recipients.filter(({ email }) => isOneAddress(email)),
    (recipient) => lookOf(recipient, wish.settings),
  );
  const views = grouped(looks, ([{ language, seesPersons }]) => ({ language, seesPersons }));
  const rendered = await Promise.all(
    views.map(async ([view, same]) => {
      const wanted = FILE_FORMATS.filter((format) => same.some(([look]) => look.formats.includes(format)));
      const seen = view.seesPersons ? report : withoutPersons(report);
      const files = await makers.files(seen, view.language, wanted);
      const attached = files.map((file) => ({ ...file, ...view, sha256: sha256(file.bytes) }));
      const mails = await Promise.all(
        same.map(([look, recipients]) => renderLook(seen, wish, look, recipients, attached, makers)),
      );
      // The pictures are those of the view: the same in each of its mails.
      return {
        deliveries: mails.flatMap((mail) => mail.deliveries),
        files: [...(mails[0]?.pictures ?? []), ...attached],
      };
    }),
  );
  return {
    deliveries: rendered.flatMap(({ deliveries }) => deliveries),
    files: rendered.flatMap(({ files }) => files),
  };
}

async function renderLook(
  report: Report,
  wish: MailWish,
  look: Look,
  recipients: readonly Recipient[],
  files: readonly NewFile[],
  makers: ReportMakers,
): Promise<{ readonly deliveries: NewDelivery[]; readonly pictures: NewFile[] }> {
  const { language, seesPersons } = look;
  const timeZone = look.timeZone ?? report.timeZone;
  // Stands in the rendering where each mail has its own token.
  const placeholder = randomUUID();
  const mail = await makers.render(report, {
    language,
    links: reportLinks(report.shop.domain, wish.scheduleId),
    unsubscribeUrl: unsubscribeUrl(placeholder),
    isTest: wish.isTest,
    attached: look.formats,
    timeZone,
    note: remarkLine(wish.remarks, timeZone, language),
  });
  const pictures = mail.images.map(({ cid, filename, png }): NewFile => {
    const picture = { fileName: filename, contentType: "image/png", contentId: cid, bytes: png };
    return { ...picture, language, seesPersons, format: null, sha256: sha256(png) };
  });
  const hanging = [...pictures, ...files.filter(({ format }) => format !== null && look.formats.includes(format))];
  const deliveries = recipients.map(({ email }): NewDelivery => {
    const token = randomBytes(24).toString("base64url");
    const frozen = {
      ...headOf(email, mail.subject, token),
      html: mail.html.replaceAll(placeholder, token),
      text: mail.text.replaceAll(placeholder, token),
    };
    const seen = { language, seesPersons, formats: look.formats };
    return { ...frozen, ...seen, deliveryId: randomUUID(), sha256: mailDigest({ ...frozen, files: hanging }) };
  });
  return { deliveries, pictures };
}

/** The head of a mail with its two ways out: the link in it and a mail program's own button (RFC 8058). */
export const headOf = (recipient: string, subject: string, token: string) => ({
  sender: env.MAIL_FROM,
  recipient,
  subject: oneLine(subject),
  unsubscribeToken: token,
  headers: {
    "List-Unsubscribe": `<${unsubscribeUrl(token)}>`,
    "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
  },
});

function lookOf({ language, formats, seesPersons, timeZone }: Recipient, settings: ScheduleSettings): Look {
  const wanted = formats ?? attachedForms(settings);
  return {
    language: languageOf(language ?? settings.language),
    seesPersons: seesPersons ?? false,
    formats: FILE_FORMATS.filter((format) => wanted.includes(format)),
    timeZone: timeZone ?? null,
  };
}

/** Things that come to the same key, taken together in the order of their first. */
function grouped<T, Key extends object>(all: readonly T[], keyOf: (one: T) => Key): [Key, T[]][] {
  const groups = new Map<string, [Key, T[]]>();
  for (const one of all) {
    const key = keyOf(one);
    const group = groups.get(JSON.stringify(key));
    if (group) group[1].push(one);
    else groups.set(JSON.stringify(key), [key, [one]]);
  }
  return [...groups.values()];
}

/** The files that hang on mails of recipients who chose none of their own. */
export function attachedForms({ attachXlsx, attachPdf }: ScheduleSettings): FileFormat[] {
  return [...(attachXlsx ? (["xlsx"] as const) : []), ...(attachPdf ? (["pdf"] as const) : [])];
}

export const languageOf = (text: string): Language => (isLanguage(text) ? text : "en");

export const unsubscribeUrl = (token: string): string => new URL(`/unsubscribe/${token}`, env.SHOPIFY_APP_URL).href;
