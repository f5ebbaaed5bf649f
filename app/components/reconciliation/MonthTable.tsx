import { Link } from "@shopify/polaris";
import type { ReconciledFigure } from "~/analytics/reconciliation";
import { FiguresScroll } from "~/components/figures/FiguresScroll";
import { useWords } from "~/components/shell/words";
import type { ReconciledMonth } from "~/reports/reconciliationTypes";
import { Cell } from "./Cell";
import { MonthBadge } from "./MonthBadge";

interface MonthTableProps {
  readonly months: readonly ReconciledMonth[];
  readonly figure: ReconciledFigure;
  /** Query of the links to a month, so that clock and switches stay. */
  readonly search: string;
}

/** Every month with our figure, Shopify's and the difference by cause. "Equal" is said of the month in every figure. */
export function MonthTable({ months, figure, search }: MonthTableProps) {
  const { t } = useWords();
  return (
    <FiguresScroll label={t("reconciliation.title")}>
      <table className="figures">
        <thead>
          <tr>
            <th scope="col" className="pinned">
              {t("reconciliation.month")}
            </th>
            <th scope="col">{t("reconciliation.state")}</th>
            {(["ours", "shopify", "difference"] as const).map((side) => (
              <th key={side} scope="col" className="number">
                {t(`reconciliation.${side}`)}
              </th>
            ))}
            <th scope="col">{t("reconciliation.why")}</th>
          </tr>
        </thead>
        <tbody>
          {months.map((row) => (
            <MonthLine key={row.month} row={row} figure={figure} search={search} />
          ))}
        </tbody>
      </table>
    </FiguresScroll>
  );
}

function MonthLine({ row, figure, search }: { row: ReconciledMonth; figure: ReconciledFigure; search: string }) {
  const { t, month } = useWords();
  const name = month(row.month);
  return (
    <tr>
      <th scope="row" className="pinned">
        <Link
          url={`/app/reconciliation/${row.month}${search}`}
          accessibilityLabel={t("reconciliation.details", { month: name })}
        >
          {name}
        </Link>
      </th>
      <td>
        <MonthBadge row={row} />
      </td>
      <td className="number">
        <Cell figure={figure} value={row.ours[figure]} />
      </td>
      <td className="number">
        <Cell figure={figure} value={row.shopify[figure]} />
      </td>
      <td className="number">
        <Cell figure={figure} value={row.difference[figure]} signed />
      </td>
      <td className="wrap">
        <Causes row={row} figure={figure} />
      </td>
    </tr>
  );
}

function Causes({ row, figure }: { row: ReconciledMonth; figure: ReconciledFigure }) {
  const { t } = useWords();
  return (
    <ul className="cause-list">
      {row.causes
        .filter(({ amounts }) => amounts[figure] !== 0)
        .map(({ cause, amounts }) => (
          <li key={cause}>
            {t(`reconciliation.causes.${cause}`)}: <Cell figure={figure} value={amounts[figure]} signed />
          </li>
        ))}
    </ul>
  );
}
