import { changeIn } from "~/analytics/drivers";
import type { Language } from "~/i18n/languages";
import { translator } from "~/i18n/translate";
import type { Report, SectionName } from "~/reports/report";
import { cohortSection } from "./cohortSection";
import { costSection } from "./costSection";
import { customerSection } from "./customerSection";
import { driverSentences } from "./driverSentences";
import { keyFigureSection } from "./keyFigureSection";
import { lifecycleSection } from "./lifecycleSection";
import { platformSection } from "./platformSection";
import { predictionSection } from "./predictionSection";
import { productSection } from "./productSection";
import { profitSection } from "./profitSection";
import { reconciliationSection } from "./reconciliationSection";
import { renewalSection } from "./renewalSection";
import { rfmSection } from "./rfmSection";
import { rhythmSection } from "./rhythmSection";
import { salesSection } from "./salesSection";
import { figureSentence } from "./sentences";
import { serviceSection } from "./serviceSection";
import { statementPartSection } from "./statementPartSection";
import { subscriptionSection } from "./subscriptionSection";
import { traitSection } from "./traitSection";

/** A figure on its own, with how it moved. */
export interface Card {
  readonly label: string;
  readonly value: string;
  readonly change: string;
  /** Whether the change is good news; drives the colour, never alone the meaning. */
  readonly isGood: boolean | null;
  /** Further lines: the figure before, bounds. */
  readonly remarks: readonly string[];
}

export interface Column {
  readonly text: string;
  readonly align: "start" | "end";
  /** Left out where there is little room: on phones. */
  readonly isExtra?: boolean;
  /** Holds text of any length that a merchant wrote: may be broken anywhere. */
  readonly isLong?: boolean;
}

export interface Cell {
  readonly text: string;
  /** Path below the shop's admin, such as "/customers/1234". */
  readonly adminPath?: string;
}

export interface Row {
  readonly cells: readonly Cell[];
  readonly kind: "plain" | "strong" | "quiet";
}

export interface Table {
  readonly columns: readonly Column[];
  readonly rows: readonly Row[];
}

export interface Picture {
  readonly name: string;
  readonly svg: string;
  /** What the picture shows, in words. */
  readonly alt: string;
}

/** One part of a report in words, figures as they are written: all that mail and PDF have to lay out. */
export interface Section {
  readonly name: SectionName;
  readonly heading: string;
  readonly sentences: readonly string[];
  readonly cards: readonly Card[];
  readonly pictures: readonly Picture[];
  readonly table: Table | null;
  /** Under the table: units, and what is left out of it. */
  readonly remarks: readonly string[];
}

const SECTIONS: Readonly<Record<SectionName, (report: Report, language: Language) => Section>> = {
  keyFigures: keyFigureSection,
  sales: salesSection,
  profitAndLoss: profitSection,
  cohorts: cohortSection,
  products: productSection,
  highValueCustomers: customerSection,
  platforms: platformSection,
  lifecycle: lifecycleSection,
  subscriptions: subscriptionSection,
  statementParts: statementPartSection,
  rfm: rfmSection,
  sharedTraits: traitSection,
  serviceLists: serviceSection,
  rhythm: rhythmSection,
  expectedRenewals: renewalSection,
  costCoverage: costSection,
  reconciliation: reconciliationSection,
  predictions: predictionSection,
};

/** The chosen parts of a report, in their order. What drives a figure is explained once, where it is first told. */
export function sections(report: Report, language: Language): Section[] {
  const driven = report.sections.map((name) => driverSentences(report, name, language));
  // What moved between stages is counted, and not what each change alone would make.
  const first = report.sections.findIndex((name, index) => name !== "lifecycle" && driven[index]?.length);
  return report.sections.map((name, index) => {
    const part = SECTIONS[name](report, language);
    return {
      ...part,
      sentences: withDrivers(part.sentences, driven[index] ?? [], report, name, language),
      remarks: index === first ? [...part.remarks, translator(language)("drivers.how")] : part.remarks,
    };
  });
}

/** What drove a figure takes the place of the sentence that says only how much it moved; else it follows what is said. */
function withDrivers(
  said: readonly string[],
  drivers: readonly string[],
  report: Report,
  name: SectionName,
  language: Language,
): readonly string[] {
  const of = changeIn(report.tables.drivers, name);
  if (drivers.length === 0) return said;
  const plain = of === null ? [] : figureSentence(report, of.metric, language);
  const place = said.findIndex((sentence) => plain.includes(sentence));
  return place < 0 ? [...said, ...drivers] : said.toSpliced(place, 1, ...drivers);
}
