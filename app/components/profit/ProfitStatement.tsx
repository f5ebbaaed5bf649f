import { useSearchParams } from "@remix-run/react";
import { useState } from "react";
import type { MetricName } from "~/analytics/metrics/registry";
import { Explained } from "~/components/explain/Explained";
import type { Scope } from "~/components/explain/scope";
import { Change } from "~/components/figures/Change";
import { Partly } from "~/components/figures/Partly";
import { ScrollHint } from "~/components/figures/ScrollHint";
import { useWords } from "~/components/shell/words";
import type { StatementColumn, StatementFigure, StatementReport, StatementRow } from "~/reports/statement";
import { PartRows } from "./PartRows";
import { columnText, signed } from "./statementWords";

/** Profit and loss: steps as rows, each to be taken apart; the whole period first, then its columns. */
export function ProfitStatement({ report }: { report: StatementReport }) {
  const { t } = useWords();
  const [open, setOpen] = useState<readonly MetricName[]>([]);
  const [search] = useSearchParams();
  const toggle = (metric: MetricName) =>
    setOpen((before) => (before.includes(metric) ? before.filter((one) => one !== metric) : [...before, metric]));
  return (
    <ScrollHint columns={report.columns.length} label={t("reports.sections.profitAndLoss")}>
      <table className="figures statement">
        <Head report={report} />
        <tbody>
          {report.rows.map((row) => (
            <Row
              key={row.metric}
              row={row}
              report={report}
              search={search.toString()}
              isOpen={open.includes(row.metric)}
              onToggle={() => toggle(row.metric)}
            />
          ))}
        </tbody>
      </table>
    </ScrollHint>
  );
}

function Head({ report }: { report: StatementReport }) {
  const { t, language } = useWords();
  const compared = report.comparison !== null;
  return (
    <thead>
      <tr>
        <th scope="col" className="pinned">
          <span className="visually-hidden">{t("statement.row")}</span>
        </th>
        <th scope="col" className="number sum">
          {t("statement.sum")}
        </th>
        <th scope="col" className={compared ? "number" : "number sum-end"}>
          {t("statement.share")}
        </th>
        {compared ? (
          <>
            <th scope="col" className="number">
              {t("statement.before")}
            </th>
            <th scope="col" className="number">
              {t("statement.change")}
            </th>
            <th scope="col" className="number sum-end">
              {t("statement.changeShare")}
            </th>
          </>
        ) : null}
        {report.columns.map((column) => (
          <th
            key={keyOf(column)}
            scope="col"
            className="number"
            title={column.kind === "part" && !column.whole ? t("filters.partial") : undefined}
          >
            {columnText(column, report.axis, language, t)}
            {column.kind === "part" && !column.whole ? " …" : ""}
          </th>
        ))}
      </tr>
    </thead>
  );
}

export const keyOf = (column: StatementColumn): string => (column.kind === "part" ? column.key : column.channel);

/** What narrows the figures of a column within the report. */
const scopeOf = (column: StatementColumn): Partial<Scope> =>
  column.kind === "part"
    ? { period: { start: column.start, end: column.end } }
    : { filter: [["channel", column.channel]] };

interface RowProps {
  readonly row: StatementRow;
  readonly report: StatementReport;
  readonly search: string;
  readonly isOpen: boolean;
  readonly onToggle: () => void;
}

function Row({ row, report, search, isOpen, onToggle }: RowProps) {
  const { t, value, ratio } = useWords();
  const { metric, kind, total, parts } = row;
  const compared = report.comparison !== null;
  const name = t(`metrics.${metric}.label`);
  return (
    <>
      <tr className={`statement-${kind}`}>
        <th scope="row" className="pinned" aria-label={name}>
          {parts.length > 0 ? (
            <button
              type="button"
              className="row-toggle"
              aria-expanded={isOpen}
              aria-label={t(isOpen ? "statement.close" : "statement.open", { name })}
              onClick={onToggle}
            >
              <span aria-hidden>{isOpen ? "▾" : "▸"}</span>
            </button>
          ) : (
            <span className="row-toggle" aria-hidden />
          )}
          {name}
        </th>
        <td className="number sum">
          <Cell row={row} figure={total} />
        </td>
        <td className={compared ? "number" : "number sum-end"}>
          {row.share === null ? "" : ratio(signed(row.share, kind))}
        </td>
        {compared ? (
          <>
            <td className="number">{value(signed(total.previous ?? null, kind), total.unit)}</td>
            <td className="number">{changeText(row, value)}</td>
            <td className="number sum-end">
              {total.value === null ? null : <Change metric={metric} figure={total} />}
            </td>
          </>
        ) : null}
        {report.columns.map((column, index) => (
          <td key={keyOf(column)} className="number">
            <Cell row={row} figure={row.cells[index] ?? { value: null, unit: total.unit }} within={scopeOf(column)} />
          </td>
        ))}
      </tr>
      {isOpen ? <PartRows row={row} report={report} search={search} /> : null}
    </>
  );
}

function changeText({ change, kind, total }: StatementRow, value: ReturnType<typeof useWords>["value"]): string {
  if (change === null || kind === "share") return "";
  const shown = signed(change, kind) ?? 0;
  return `${shown > 0 ? "+" : ""}${value(shown, total.unit)}`;
}

/** A figure of the statement; one that counts only the known costs bears a mark that says of how many lines they are unknown. */
function Cell({
  row: { metric, kind },
  figure,
  within,
}: {
  row: StatementRow;
  figure: StatementFigure;
  within?: Partial<Scope>;
}) {
  const { value } = useWords();
  return (
    <>
      <Explained metric={metric} figure={figure} within={within}>
        {value(signed(figure.value, kind), figure.unit)}
      </Explained>
      {figure.value === null ? null : <Partly of={figure.uncosted} />}
    </>
  );
}
