import { getMetric, type MetricName } from "~/analytics/metrics/registry";
import { monthPeriod } from "~/analytics/period";
import { Explained } from "~/components/explain/Explained";
import { Change } from "~/components/figures/Change";
import { useWords } from "~/components/shell/words";
import type { ProfitAndLossReport } from "~/reports/pageReports";
import type { Figure, ProfitRow } from "~/reports/report";

type Step = Extract<keyof ProfitRow, MetricName>;

/** A line of the statement: an amount that adds, a cost that is taken away, a subtotal, or a share of net revenue. */
interface Line {
  readonly step: Step;
  readonly kind: "adds" | "takes" | "subtotal" | "share";
}

const LINES: readonly Line[] = [
  { step: "grossSales", kind: "adds" },
  { step: "discounts", kind: "takes" },
  { step: "salesReversals", kind: "takes" },
  { step: "netSales", kind: "subtotal" },
  { step: "shipping", kind: "adds" },
  { step: "netRevenue", kind: "subtotal" },
  { step: "cogs", kind: "takes" },
  { step: "grossProfit", kind: "subtotal" },
  { step: "grossMargin", kind: "share" },
  { step: "shippingCost", kind: "takes" },
  { step: "handlingCost", kind: "takes" },
  { step: "dutiesCost", kind: "takes" },
  { step: "packagingCost", kind: "takes" },
  { step: "paymentFees", kind: "takes" },
  { step: "contributionProfit", kind: "subtotal" },
  { step: "contributionMargin", kind: "share" },
  { step: "marketingSpend", kind: "takes" },
  { step: "profitAfterMarketing", kind: "subtotal" },
  { step: "operatingExpenses", kind: "takes" },
  { step: "netProfit", kind: "subtotal" },
  { step: "costCoverage", kind: "share" },
];

type Statement = Pick<ProfitAndLossReport, "metrics" | "months" | "comparison">;

/** Profit and loss: steps as rows; the whole period with its comparison first, then its months. */
export function ProfitStatement({ report }: { report: Statement }) {
  const { t, monthShort } = useWords();
  const { months } = report;
  const compared = report.comparison !== null;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region has to be reachable by keyboard
    <section className="figures-scroll" tabIndex={0} aria-label={t("reports.sections.profitAndLoss")}>
      <table className="figures statement">
        <thead>
          <tr>
            <th scope="col" className="pinned">
              <span className="visually-hidden">{t("pages.profit.step")}</span>
            </th>
            <th scope="col" className={compared ? "number sum" : "number sum sum-end"}>
              {t("pages.profit.sum")}
            </th>
            {compared ? (
              <>
                <th scope="col" className="number">
                  {t("pages.profit.before")}
                </th>
                <th scope="col" className="number sum-end">
                  {t("reports.columns.change")}
                </th>
              </>
            ) : null}
            {months.map(({ month }) => (
              <th key={month} scope="col" className="number">
                {monthShort(month)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {LINES.map((line) => (
            <StatementLine key={line.step} line={line} report={report} />
          ))}
        </tbody>
      </table>
    </section>
  );
}

function StatementLine({ line, report }: { line: Line; report: Statement }) {
  const { t, value } = useWords();
  const { step, kind } = line;
  const { unit } = getMetric(step);
  const total: Figure = report.metrics[step] ?? { value: null, unit };
  return (
    <tr className={`statement-${kind}`}>
      <th scope="row" className="pinned">
        {t(`metrics.${step}.label`)}
      </th>
      <td className={report.comparison === null ? "number sum sum-end" : "number sum"}>
        <Explained metric={step} figure={total}>
          {value(signed(total.value, kind), unit)}
        </Explained>
      </td>
      {report.comparison === null ? null : (
        <>
          <td className="number">{value(signed(total.previous ?? null, kind), unit)}</td>
          <td className="number sum-end">{total.value === null ? null : <Change metric={step} figure={total} />}</td>
        </>
      )}
      {report.months.map((row) => (
        <td key={row.month} className="number">
          <Explained metric={step} figure={figureOf(row, step)} within={{ period: monthPeriod(row.month) }}>
            {value(signed(row[step], kind), unit)}
          </Explained>
        </td>
      ))}
    </tr>
  );
}

/** A month's figure with what is needed to doubt it. */
function figureOf(row: ProfitRow, step: Step): Figure {
  const { unit } = getMetric(step);
  const value = row[step];
  if (step !== "contributionProfit") return { value, unit };
  return {
    value,
    unit,
    coverage: row.costCoverage,
    low: row.contributionProfitLow,
    high: row.contributionProfitHigh,
  };
}

/** What is taken away is written with a minus, so that a column can be added up as it stands. */
const signed = (amount: number | null, kind: Line["kind"]): number | null =>
  amount === null || kind !== "takes" || amount === 0 ? amount : -amount;
