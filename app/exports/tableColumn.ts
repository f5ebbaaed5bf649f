import type { MetricName } from "~/analytics/metrics/registry";
import type { Language } from "~/i18n/languages";
import type { Key } from "~/i18n/translate";

/** What the values of a column are: minor units, a ratio from 0 to 1, a whole number, any number, "2025-01", "2025-01-31", yes or no, words, a Shopify id. */
export type ColumnKind = "minor" | "ratio" | "count" | "number" | "month" | "day" | "flag" | "text" | "id";

type LabelKey = Extract<
  Key,
  | `metrics.${string}.label`
  | `reports.columns.${string}`
  | `sections.columns.${string}`
  | `forecasts.columns.${string}`
  | `subscriptions.columns.${string}`
  | "platforms.platform"
  | "reports.sections.subscriptions"
>;

/** A column of a table of a report; its name is the one of the row's field. */
export interface TableColumn<Name extends string = string> {
  readonly name: Name;
  readonly kind: ColumnKind;
  /** What it is called for readers. */
  readonly label: LabelKey;
  /** Words of a code that the column holds; files for machines keep the code. */
  readonly words?: (code: string, language: Language) => string;
}

/** The column of a metric, called as the metric is. */
export const figure = <Name extends MetricName>(name: Name, kind: ColumnKind) =>
  ({ name, kind, label: `metrics.${name}.label` }) as const;
/** Columns of metrics in money. */
export const minors = <Name extends MetricName>(...names: readonly Name[]) =>
  names.map((name) => figure(name, "minor"));

export const MONTH = { name: "month", kind: "month", label: "reports.columns.month" } as const;
