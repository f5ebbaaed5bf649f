import { formatInstant, formatPeriod } from "~/i18n/format";
import type { Language } from "~/i18n/languages";
import { translator } from "~/i18n/translate";
import type { Report } from "~/reports/report";
import { sourceForBrowsers } from "./charts/forBrowsers";
import { aboutTexts } from "./content/about";
import { type Section, sections } from "./content/content";
import { type Definition, definitions } from "./content/definitions";
import { forewordLines } from "./content/foreword";
import { isMadeUp, noteText } from "./content/notes";
import { shopNameOf, titleOf } from "./content/title";

/** A whole report in words, as a page lays it out: the same parts, figures and caveats as its mail. */
export interface ReportContent {
  readonly title: string;
  readonly shop: string;
  readonly period: string;
  readonly about: readonly string[];
  /** The merchant's own words to the readers, line by line. */
  readonly foreword: readonly string[];
  /** What has to be said before any figure: that costs are made up. */
  readonly banners: readonly string[];
  /** Beside the heading of each part; null where nothing is made up. */
  readonly madeUp: string | null;
  readonly parts: readonly PageSection[];
  readonly notes: readonly string[];
  readonly definitions: readonly Definition[];
  readonly asOf: string;
}

/** A part whose pictures are sources of images. */
export interface PageSection extends Omit<Section, "pictures"> {
  readonly pictures: readonly { readonly name: string; readonly alt: string; readonly source: string }[];
}

/** A report in the reader's language. */
export function reportContent(report: Report, language: Language): ReportContent {
  const t = translator(language);
  const parts = sections(report, language);
  const [banners, notes] = [true, false].map((isBanner) =>
    report.notes.filter(({ code }) => (code === "made_up_data") === isBanner).map((note) => noteText(note, language)),
  );
  return {
    title: titleOf(report, language),
    shop: shopNameOf(report),
    period: formatPeriod(report.period, language),
    about: aboutTexts(report, language),
    foreword: forewordLines(report),
    banners: banners ?? [],
    madeUp: isMadeUp(report) ? t("reports.content.madeUpCosts") : null,
    parts: parts.map((part) => ({
      ...part,
      pictures: part.pictures.map(({ name, alt, svg }) => ({ name, alt, source: sourceForBrowsers(svg, language) })),
    })),
    notes: notes ?? [],
    definitions: definitions(report, parts, language),
    asOf: t("reports.content.asOf", {
      instant: formatInstant(report.asOf, report.timeZone, language),
      timeZone: report.timeZone,
    }),
  };
}
