import { useFetcher } from "@remix-run/react";
import { useEffect, useState } from "react";
import { useWords } from "~/components/shell/words";
import { partName } from "~/i18n/statementText";
import type { PartsBy, StatementPart, StatementParts, StatementReport, StatementRow } from "~/reports/statement";
import { keyOf } from "./ProfitStatement";
import { noPartsText, signed } from "./statementWords";

interface PartRowsProps {
  readonly row: StatementRow;
  readonly report: StatementReport;
  /** Of the page's address: the same period, clock, filter and columns. */
  readonly search: string;
}

/** The parts of a row, read when it is opened; they sum to it in every column. */
export function PartRows({ row, report, search }: PartRowsProps) {
  const { t } = useWords();
  const fetcher = useFetcher<{ readonly parts: StatementParts }>();
  const [by, setBy] = useState<PartsBy | undefined>(row.parts[0]);
  const { load } = fetcher;
  useEffect(() => {
    if (by === undefined) return;
    const asked = new URLSearchParams(search);
    asked.set("metric", row.metric);
    asked.set("by", by);
    load(`/app/profit-and-loss/parts?${asked}`);
  }, [load, search, row.metric, by]);
  const found = fetcher.data?.parts;
  const ready = found !== undefined && found.by === by && fetcher.state === "idle";
  const span = 2 + (report.comparison === null ? 0 : 3) + report.columns.length;
  return (
    <>
      <tr className="statement-by">
        <th scope="row" className="pinned">
          <label>
            {t("statement.by")}{" "}
            <select value={by} onChange={(event) => setBy(row.parts.find((one) => one === event.target.value))}>
              {row.parts.map((one) => (
                <option key={one} value={one}>
                  {t(`statement.parts.${one}`)}
                </option>
              ))}
            </select>
          </label>
        </th>
        <td colSpan={span} aria-live="polite">
          {ready ? (found.parts.length === 0 ? t(noPartsText(row)) : "") : t("statement.loading")}
        </td>
      </tr>
      {ready
        ? found.parts.map((part) => (
            <Part key={`${part.kind} ${part.name}`} part={part} by={found.by} row={row} report={report} />
          ))
        : null}
    </>
  );
}

interface PartProps {
  readonly part: StatementPart;
  readonly by: PartsBy;
  readonly row: StatementRow;
  readonly report: StatementReport;
}

function Part({ part, by, row: { kind }, report }: PartProps) {
  const { t, language, money, ratio } = useWords();
  const compared = report.comparison !== null;
  const change = signed(part.change, kind);
  return (
    <tr className="statement-part">
      <th scope="row" className="pinned">
        {partName(part, by, language, t)}
      </th>
      <td className="number sum">{money(signed(part.total, kind))}</td>
      <td className={compared ? "number" : "number sum-end"}>{ratio(signed(part.share, kind))}</td>
      {compared ? (
        <>
          <td className="number">{money(signed(part.previous, kind))}</td>
          <td className="number">{change === null ? "" : `${change > 0 ? "+" : ""}${money(change)}`}</td>
          <td className="number sum-end" />
        </>
      ) : null}
      {report.columns.map((column, index) => (
        <td key={keyOf(column)} className="number">
          {money(signed(part.cells[index] ?? null, kind))}
        </td>
      ))}
    </tr>
  );
}
