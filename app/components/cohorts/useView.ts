import { metricOf } from "~/analytics/cohortMeasures";
import type { CohortSpan } from "~/analytics/cohorts";
import type { Unit } from "~/analytics/metrics/metric";
import type { MetricName } from "~/analytics/metrics/registry";
import type { Day } from "~/analytics/period";
import { useWords } from "~/components/shell/words";
import { partText } from "~/i18n/filterText";
import { formatDay } from "~/i18n/format";
import type { CohortChoices } from "~/reports/cohortPage";
import { unitOf } from "./cohortChoices";

/** How what a reader chose is called and written. */
export interface View {
  readonly metric: MetricName;
  readonly unit: Unit;
  /** The measure's name. */
  readonly label: string;
  readonly value: (of: number | null) => string;
  readonly axis: (of: number) => string;
  /** "Month 3". */
  readonly tenure: (number: number) => string;
  /** The span of the first orders. */
  readonly cohort: (start: Day) => string;
}

export function useView(choices: CohortChoices): View {
  const { t, language, value, moneyShort, ratio, count } = useWords();
  const metric = metricOf(choices);
  const unit = unitOf(choices);
  return {
    metric,
    unit,
    label: t(`metrics.${metric}.label`),
    value: (of) => value(of, unit),
    axis: (of) => {
      if (unit === "minor") return moneyShort(of);
      return unit === "ratio" ? ratio(of) : count(of);
    },
    tenure: (number) => t(`cohorts.tenure.${choices.span}`, { number }),
    cohort: (start) => cohortText(start, choices.span, language),
  };
}

/** A week by its first day alone: a column of "Week of …" would be hard to read. */
const cohortText = (start: Day, span: CohortSpan, language: Parameters<typeof formatDay>[1]): string =>
  span === "week" ? formatDay(start, language) : partText({ start }, span, language);
