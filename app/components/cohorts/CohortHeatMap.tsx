import { Text } from "@shopify/polaris";
import { addParts, type Period } from "~/analytics/period";
import { Explained } from "~/components/explain/Explained";
import { useScope } from "~/components/explain/scope";
import { ScrollHint } from "~/components/figures/ScrollHint";
import { useWords } from "~/components/shell/words";
import type { CohortChoices, CohortSetView, ShownCell, ShownCohort, ShownPoint } from "~/reports/cohortPage";
import { useView } from "./useView";

interface HeatMapProps {
  readonly set: CohortSetView;
  readonly choices: CohortChoices;
  readonly smallest: number;
}

/** Cohorts by tenure: the darker, the more. A cell that is still growing is hatched; small cohorts stay white. */
export function CohortHeatMap({ set, choices, smallest }: HeatMapProps) {
  const { t } = useWords();
  const view = useView(choices);
  const longest = Math.max(0, ...set.cohorts.map(({ cells }) => cells.length));
  const shade = shadeOf(set.cohorts, choices, smallest);
  return (
    <ScrollHint columns={2 + longest} label={view.label}>
      <table className="figures heat-map">
        <caption className="visually-hidden">{t("cohorts.caption")}</caption>
        <thead>
          <tr>
            <th scope="col" className="pinned">
              {t("cohorts.firstOrder")}
            </th>
            <th scope="col" className="number">
              {t("cohorts.size")}
            </th>
            {Array.from({ length: longest }, (_, tenure) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: the index is the tenure itself
              <th key={tenure} scope="col" className="number">
                {view.tenure(tenure)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          <Together points={set.together} choices={choices} />
          {set.cohorts.map((cohort) => (
            <tr key={cohort.key}>
              <th scope="row" className="pinned">
                {view.cohort(cohort.start)}
              </th>
              <Size cohort={cohort} />
              {cohort.cells.map((cell) => (
                <Cell
                  key={cell.tenure}
                  cell={cell}
                  cohort={cohort}
                  value={set.value}
                  choices={choices}
                  shade={shade(cell, cohort)}
                />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollHint>
  );
}

/** The row of all customers; only cohorts for which the span has ended stand in each column, so that it may rise and fall with who they are. */
function Together({ points, choices }: { points: readonly ShownPoint[]; choices: CohortChoices }) {
  const { t, count } = useWords();
  const view = useView(choices);
  return (
    <tr className="statement-subtotal">
      <th scope="row" className="pinned" title={t("cohorts.togetherHelp")}>
        {t("cohorts.together")}
      </th>
      <td className="number">{count(points[0]?.customers ?? null)}</td>
      {points.map((point) => (
        <td key={point.tenure} className="number" title={t("cohorts.ofCustomers", { count: point.customers })}>
          {view.value(point.value)}
        </td>
      ))}
    </tr>
  );
}

function Size({ cohort }: { cohort: ShownCohort }) {
  const { count } = useWords();
  return (
    <td className="number">
      <Text as="span" tone="subdued">
        {count(cohort.size)}
      </Text>
    </td>
  );
}

interface CellProps {
  readonly cell: ShownCell;
  readonly cohort: ShownCohort;
  /** Value of the split whose customers these are. */
  readonly value: string;
  readonly choices: CohortChoices;
  readonly shade: string | undefined;
}

function Cell({ cell, cohort, value, choices, shade }: CellProps) {
  const { t } = useWords();
  const scope = useScope();
  const view = useView(choices);
  const title = cell.complete
    ? t("cohorts.ofCustomers", { count: cohort.size })
    : `${t("cohorts.ofCustomers", { count: cohort.size })}. ${t("cohorts.incomplete")}`;
  return (
    <td
      className={cell.complete ? "number heat" : "number heat heat-incomplete"}
      style={{ backgroundColor: shade }}
      title={title}
    >
      <Explained
        metric={view.metric}
        figure={{ value: cell.value, unit: view.unit }}
        within={{
          cohort: { start: cohort.start, end: addParts(cohort.start, 1, choices.span) },
          period: spanOf(cohort, cell, choices),
          clock: "orderDay",
          filter: [...(scope.filter ?? []), ...(choices.split === null ? [] : [[choices.split, value] as const])],
        }}
      >
        {view.value(cell.value)}
      </Explained>
    </td>
  );
}

/** The days a cell is about: its own span, or all since the first order. */
function spanOf({ start }: ShownCohort, { tenure }: ShownCell, { span, through, measure }: CohortChoices): Period {
  const own = addParts(start, tenure, span);
  const sinceFirst = measure === "repeatRate" || (measure !== "retention" && through === "cumulative");
  return { start: sinceFirst ? start : own, end: addParts(own, 1, span) };
}

type Shade = (cell: ShownCell, cohort: ShownCohort) => string | undefined;

/** Colours by where a value lies between the least and the most of all cells that are whole and large enough. */
function shadeOf(cohorts: readonly ShownCohort[], { measure }: CohortChoices, smallest: number): Shade {
  const judged = cohorts
    .filter(({ size }) => size >= smallest)
    .flatMap(({ cells }) => cells)
    .filter(({ complete }) => complete)
    // Everybody orders in the first span, so that a retention of 100% there says nothing and would drown the others.
    .filter(({ tenure }) => measure !== "retention" || tenure > 0)
    .flatMap(({ value }) => (value === null ? [] : [value]));
  const most = Math.max(0, ...judged);
  const least = Math.min(0, ...judged);
  return ({ value }, { size }) => {
    if (value === null || size < smallest) return undefined;
    if (value < 0) return `color-mix(in srgb, var(--heat-loss) ${depth(value / (least || 1))}, white)`;
    return `color-mix(in srgb, var(--heat-gain) ${depth(value / (most || 1))}, white)`;
  };
}

const depth = (share: number): string => `${Math.round(Math.min(1, share) * 100)}%`;
