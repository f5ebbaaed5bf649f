import { rampOf } from "~/components/charts/colors";
import { LineChart } from "~/components/charts/LineChart";
import { useWords } from "~/components/shell/words";
import type { CohortChoices, ShownCohort } from "~/reports/cohortPage";
import { useView } from "./useView";

const MOST_CURVES = 12;

interface CurvesProps {
  readonly cohorts: readonly ShownCohort[];
  readonly choices: CohortChoices;
  readonly smallest: number;
}

/** The newest cohorts as curves over their tenure, old ones lighter than new ones. Spans that have not ended are left out. */
export function CohortCurves({ cohorts, choices, smallest }: CurvesProps) {
  const { t } = useWords();
  const view = useView(choices);
  const drawn = cohorts.filter(({ size, cells }) => size >= smallest && cells[0]?.complete).slice(-MOST_CURVES);
  const longest = Math.max(0, ...drawn.map(({ cells }) => cells.filter(({ complete }) => complete).length));
  const colors = rampOf(drawn.length);
  return (
    <LineChart
      content={{
        title: t("cohorts.curves", { measure: view.label }),
        labelTitle: t("reports.columns.tenure"),
        labels: Array.from({ length: longest }, (_, tenure) => view.tenure(tenure)),
        series: drawn.map(({ start, cells }, index) => ({
          name: view.cohort(start),
          color: colors[index] ?? "",
          values: Array.from({ length: longest }, (_, tenure) =>
            cells[tenure]?.complete ? (cells[tenure]?.value ?? null) : null,
          ),
        })),
        format: view.value,
        formatAxis: view.axis,
      }}
    />
  );
}
