import { getMetric } from "~/analytics/metrics/registry";
import { rampOf } from "~/components/charts/colors";
import { LineChart } from "~/components/charts/LineChart";
import { useWords } from "~/components/shell/words";
import { type Cohort, MEASURES, type MeasureName, SMALLEST_COLOURED } from "./measures";

const MOST_CURVES = 12;

/** The newest cohorts as curves over their tenure months, old ones lighter than new ones. Months that have not ended are left out. */
export function CohortCurves({ cohorts, measure }: { cohorts: readonly Cohort[]; measure: MeasureName }) {
  const { t, monthShort, value, moneyShort, ratio } = useWords();
  const { metric, of } = MEASURES[measure];
  const { unit } = getMetric(metric);
  const drawn = cohorts
    .filter(({ size, cells }) => size >= SMALLEST_COLOURED && cells[0]?.complete)
    .slice(-MOST_CURVES);
  const longest = Math.max(0, ...drawn.map(({ cells }) => cells.filter(({ complete }) => complete).length));
  const colors = rampOf(drawn.length);
  return (
    <LineChart
      content={{
        title: t("pages.cohorts.curves", { measure: t(`metrics.${metric}.label`) }),
        labelTitle: t("reports.columns.tenureMonth"),
        labels: Array.from({ length: longest }, (_, tenureMonth) =>
          t("pages.cohorts.tenureMonth", { month: tenureMonth }),
        ),
        series: drawn.map(({ month, cells }, index) => ({
          name: monthShort(month),
          color: colors[index] ?? "",
          values: Array.from({ length: longest }, (_, tenureMonth) => {
            const cell = cells[tenureMonth];
            return cell?.complete ? of(cell) : null;
          }),
        })),
        format: (amount) => value(amount, unit),
        formatAxis: (amount) => (unit === "minor" ? moneyShort(amount) : ratio(amount)),
      }}
    />
  );
}
