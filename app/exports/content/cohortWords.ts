import { isShare } from "~/analytics/cohortMeasures";
import type { CohortSpan } from "~/analytics/cohorts";
import type { Language } from "~/i18n/languages";
import { translator } from "~/i18n/translate";
import type { CohortTold } from "../cohortGrid";

/** What cohorts are told by, as a heading: "Lifetime value", "Net sales per customer". */
export function toldName({ metric, measure, through }: CohortTold, language: Language): string {
  const t = translator(language);
  const label = t(`metrics.${metric}.label`);
  return through === "span" && !isShare(measure) ? t("builder.cohorts.each", { metric: label }) : label;
}

/** The same as a sentence about the columns of a table of cohorts. */
export function toldCaption({ metric, measure, through }: CohortTold, span: CohortSpan, language: Language): string {
  const t = translator(language);
  const said = { metric: t(`metrics.${metric}.label`) };
  if (isShare(measure)) return t(`builder.cohorts.share.${span}`, said);
  return t(through === "span" ? `builder.cohorts.alone.${span}` : `spans.perCustomer.${span}`, said);
}
