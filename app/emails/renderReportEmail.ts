import { render } from "@react-email/render";
import { createElement } from "react";
import type { FileFormat } from "~/data/fileFormat";
import { png } from "~/exports/charts/png";
import { sections } from "~/exports/content/content";
import { shopNameOf, titleOf } from "~/exports/content/title";
import { withoutControls } from "~/exports/text";
import { formatPeriod } from "~/i18n/format";
import type { Language } from "~/i18n/languages";
import { translator } from "~/i18n/translate";
import type { Report } from "~/reports/report";
import { fitted } from "./fitted";
import ReportEmail, { type ReportLinks } from "./ReportEmail";
import { reportText } from "./reportText";

export interface ReportEmailOptions {
  readonly language: Language;
  readonly links: ReportLinks;
  readonly unsubscribeUrl: string;
  /** A line above the report, such as why it is late. */
  readonly note?: string | null;
  /** On whose clock instants are told; default the shop's. */
  readonly timeZone?: string;
  /** Which files hang on the mail; default a spreadsheet and a PDF. */
  readonly attached?: readonly FileFormat[];
  /** A test mail says so in its subject. */
  readonly isTest?: boolean;
}

/** A picture inside the mail, referred to as `cid:<cid>`. */
export interface InlineImage {
  readonly cid: string;
  readonly filename: string;
  readonly png: Buffer;
}

export interface RenderedEmail {
  readonly subject: string;
  readonly html: string;
  readonly text: string;
  readonly images: readonly InlineImage[];
}

/** A report as a mail ready to send: the same report and options give the same bytes, so that a retry sends an identical payload. */
export async function renderReportEmail(report: Report, options: ReportEmailOptions): Promise<RenderedEmail> {
  const { language, links, unsubscribeUrl, note = null, attached = ["xlsx", "pdf"], isTest = false } = options;
  const { timeZone = report.timeZone } = options;
  const all = sections(report, language);
  const pictures = all.flatMap((part) => part.pictures);
  const sources = Object.fromEntries(pictures.map(({ name }) => [name, `cid:${cidOf(name)}`]));
  const props = { report, language, links, images: sources, unsubscribeUrl, note, attached, timeZone };
  const { parts, html } = await fitted(all, language, (shown) =>
    render(createElement(ReportEmail, { ...props, parts: shown })),
  );
  return {
    subject: subject(report, language, isTest),
    html,
    text: reportText({ ...props, parts }),
    images: pictures.map(({ name, svg }) => ({ cid: cidOf(name), filename: `${name}.png`, png: png(svg) })),
  };
}

const cidOf = (name: string): string => `${name}@tenure`;

/** One line without control characters, which a header may not hold. */
function subject(report: Report, language: Language, isTest: boolean): string {
  const t = translator(language);
  const text = t("mails.subject", {
    shop: shopNameOf(report),
    title: titleOf(report, language),
    period: formatPeriod(report.period, language),
  });
  return withoutControls(`${isTest ? `${t("mails.testPrefix")} ` : ""}${text}`)
    .replace(/\s+/g, " ")
    .trim();
}
