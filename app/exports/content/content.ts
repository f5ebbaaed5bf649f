import type { Language } from "~/i18n/languages";
import type { Report, SectionName } from "~/reports/report";
import { cohortSection } from "./cohortSection";
import { customerSection } from "./customerSection";
import { keyFigureSection } from "./keyFigureSection";
import { lifecycleSection } from "./lifecycleSection";
import { platformSection } from "./platformSection";
import { productSection } from "./productSection";
import { profitSection } from "./profitSection";
import { salesSection } from "./salesSection";
import { subscriptionSection } from "./subscriptionSection";

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
};

/** The chosen parts of a report, in their order. */
export const sections = (report: Report, language: Language): Section[] =>
  report.sections.map((name) => SECTIONS[name](report, language));
