import { Text } from "@shopify/polaris";
import { getMetric } from "~/analytics/metrics/registry";
import { addMonths, firstDay, type Period } from "~/analytics/period";
import { Explained } from "~/components/explain/Explained";
import { useWords } from "~/components/shell/words";
import type { TenureRow } from "~/reports/pageReports";
import type { CohortRow } from "~/reports/report";
import { type Cohort, isCumulative, MEASURES, type MeasureName, SMALLEST_COLOURED, TOGETHER } from "./measures";

interface HeatMapProps {
  readonly cohorts: readonly Cohort[];
  /** All cohorts together, for the measures that have such a figure. */
  readonly curve: readonly TenureRow[];
  readonly measure: MeasureName;
}

/** Cohorts by tenure month: the darker, the more. A cell that is still growing is hatched; small cohorts stay white. */
export function CohortHeatMap({ cohorts, curve, measure }: HeatMapProps) {
  const { t, month } = useWords();
  const longest = Math.max(0, ...cohorts.map(({ cells }) => cells.length));
  const shade = shadeOf(cohorts, measure);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region has to be reachable by keyboard
    <section className="figures-scroll" tabIndex={0} aria-label={t(`metrics.${MEASURES[measure].metric}.label`)}>
      <table className="figures heat-map">
        <caption className="visually-hidden">{t("pages.cohorts.caption")}</caption>
        <thead>
          <tr>
            <th scope="col" className="pinned">
              {t("reports.columns.cohortMonth")}
            </th>
            <th scope="col" className="number">
              {t("pages.cohorts.size")}
            </th>
            {Array.from({ length: longest }, (_, tenureMonth) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: the index is the tenure month itself
              <th key={tenureMonth} scope="col" className="number">
                {t("pages.cohorts.tenureMonth", { month: tenureMonth })}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          <Together curve={curve} measure={measure} />
          {cohorts.map((cohort) => (
            <tr key={cohort.month}>
              <th scope="row" className="pinned">
                {month(cohort.month)}
              </th>
              <Size cohort={cohort} />
              {cohort.cells.map((cell) => (
                <Cell key={cell.tenureMonth} cell={cell} measure={measure} shade={shade} />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

/** The row of all customers; only cohorts old enough stand in each column, so that it may rise and fall with who they are. */
function Together({ curve, measure }: { curve: readonly TenureRow[]; measure: MeasureName }) {
  const { t, count, value } = useWords();
  const field = TOGETHER.find((name) => name === measure);
  if (!field) return null;
  const { unit } = getMetric(MEASURES[measure].metric);
  return (
    <tr className="statement-subtotal">
      <th scope="row" className="pinned">
        {t("pages.cohorts.together")}
      </th>
      <td className="number">{count(curve[0]?.customers ?? null)}</td>
      {curve.map((row) => (
        <td key={row.tenureMonth} className="number" title={t("pages.cohorts.ofCustomers", { count: row.customers })}>
          {value(row[field], unit)}
        </td>
      ))}
    </tr>
  );
}

function Size({ cohort }: { cohort: Cohort }) {
  const { count } = useWords();
  return (
    <td className="number">
      <Text as="span" tone="subdued">
        {count(cohort.size)}
      </Text>
    </td>
  );
}

function Cell({ cell, measure, shade }: { cell: CohortRow; measure: MeasureName; shade: Shade }) {
  const { t } = useWords();
  const { metric, of } = MEASURES[measure];
  const value = of(cell);
  const within = { cohortMonth: cell.cohortMonth, period: spanOf(cell, measure), clock: "orderDay" as const };
  return (
    <td
      className={cell.complete ? "number heat" : "number heat heat-incomplete"}
      style={{ backgroundColor: shade(cell) }}
      title={cell.complete ? undefined : t("pages.cohorts.incomplete")}
    >
      <Explained metric={metric} figure={{ value, unit: getMetric(metric).unit }} within={within} />
    </td>
  );
}

/** The months a cell is about: its own, or all since the first order. */
function spanOf({ cohortMonth, tenureMonth }: CohortRow, measure: MeasureName): Period {
  const own = addMonths(cohortMonth, tenureMonth);
  return { start: firstDay(isCumulative(measure) ? cohortMonth : own), end: firstDay(addMonths(own, 1)) };
}

type Shade = (cell: CohortRow) => string | undefined;

/** Colours by where a value lies between the least and the most of all cells that are whole and large enough. */
function shadeOf(cohorts: readonly Cohort[], measure: MeasureName): Shade {
  const { of } = MEASURES[measure];
  const judged = cohorts
    .flatMap(({ cells }) => cells)
    .filter(({ complete, cohortSize }) => complete && cohortSize >= SMALLEST_COLOURED)
    // Everybody orders in the first month, so that a retention of 100% there says nothing and would drown the others.
    .filter(({ tenureMonth }) => measure !== "retention" || tenureMonth > 0)
    .map(of)
    .filter((value) => value !== null);
  const most = Math.max(0, ...judged);
  const least = Math.min(0, ...judged);
  return (cell) => {
    const value = of(cell);
    if (value === null || cell.cohortSize < SMALLEST_COLOURED) return undefined;
    if (value < 0) return `color-mix(in srgb, var(--heat-loss) ${depth(value / (least || 1))}, white)`;
    return `color-mix(in srgb, var(--heat-gain) ${depth(value / (most || 1))}, white)`;
  };
}

const depth = (share: number): string => `${Math.round(Math.min(1, share) * 100)}%`;
