import { METRIC_FAMILIES, type MetricFamily, type MetricName } from "~/analytics/metrics/registry";
import type { MetricValues } from "~/analytics/periodFigures";
import { type SectionOptions, USUAL_OPTIONS } from "~/analytics/sectionOptions";
import type { SectionName } from "./report";

/** What was chosen to stand at the head of a report, in its order; empty where it is as usual or there is no such section. */
export const chosenKeyFigures = (
  sections: readonly SectionName[],
  { keyFigures }: SectionOptions = USUAL_OPTIONS,
): readonly MetricName[] => (sections.includes("keyFigures") ? (keyFigures ?? []) : []);

/** Whether any of the metrics is of the family. */
export function anyOf(metrics: readonly MetricName[], family: MetricFamily): boolean {
  const names = METRIC_FAMILIES.find((one) => one.family === family)?.metrics ?? [];
  return names.some(({ name }) => metrics.includes(name));
}

/** The values with those that were asked for and that this shop cannot have, such as MRR without a subscription: they are unknown. */
export const withAsked = (asked: readonly MetricName[], values: MetricValues): MetricValues => ({
  ...Object.fromEntries(asked.map((name) => [name, { value: null }])),
  ...values,
});
