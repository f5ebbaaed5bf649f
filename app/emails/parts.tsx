import type { CSSProperties } from "react";
import type { Card, Cell, Row, Table } from "~/exports/content/content";
import { look, NEWS } from "./theme";

/** Key figures two by two. A table, since mail clients know no other grid. */
export function Cards({ cards }: { readonly cards: readonly Card[] }) {
  const pairs = cards.flatMap((card, index) => (index % 2 === 0 ? [[card, cards[index + 1]] as const] : []));
  return (
    <table role="presentation" width="100%" cellPadding={0} cellSpacing={6} style={{ tableLayout: "fixed" }}>
      <tbody>
        {pairs.map(([left, right]) => (
          <tr key={left.label}>
            <KeyFigure card={left} />
            {right ? <KeyFigure card={right} /> : <td />}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function KeyFigure({ card }: { readonly card: Card }) {
  const news = card.isGood === null ? "neither" : card.isGood ? "good" : "bad";
  return (
    <td className="card" style={look.card}>
      <p className="muted" style={look.cardLabel}>
        {card.label}
      </p>
      <p className="ink value" style={look.cardValue}>
        {card.value}
      </p>
      {card.change !== "" && (
        <p
          className={news === "neither" ? "muted" : news}
          style={{ ...look.cardLine, color: NEWS[news], fontWeight: 700 }}
        >
          {card.change}
        </p>
      )}
      {card.remarks.map((remark) => (
        <p key={remark} className="muted" style={look.cardLine}>
          {remark}
        </p>
      ))}
    </td>
  );
}

/** Rows of figures: words to the left, numbers to the right under each other. Cells carry no styles of their own: Gmail cuts mails at 102 kB. */
export function DataTable({ table, admin }: { readonly table: Table; readonly admin: string | null }) {
  const placeOf = (index: number) => {
    const { align, isExtra, isLong } = table.columns[index] ?? {};
    const classes = [...(isExtra ? ["extra"] : []), ...(isLong ? ["long"] : [])];
    return {
      align: align === "end" ? ("right" as const) : ("left" as const),
      className: classes.length === 0 ? undefined : classes.join(" "),
    };
  };
  return (
    <table className="t ink" width="100%" cellPadding={4} cellSpacing={0} style={look.table}>
      <thead>
        <tr className="muted" style={look.tableHead}>
          {table.columns.map((column, index) => (
            <th key={column.text} scope="col" {...placeOf(index)}>
              {column.text}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {table.rows.map((row, place) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: rows never move, and two products may share every text
          <tr key={place} {...LOOK_OF_ROW[row.kind]}>
            {row.cells.map((cell, index) => (
              <td key={table.columns[index]?.text} {...placeOf(index)}>
                <CellText cell={cell} admin={admin} />
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

const LOOK_OF_ROW: Readonly<Record<Row["kind"], { className?: string; style?: CSSProperties }>> = {
  plain: {},
  strong: { style: { fontWeight: 700 } },
  quiet: { className: "muted", style: { color: "#52606d" } },
};

function CellText({ cell, admin }: { readonly cell: Cell; readonly admin: string | null }) {
  if (cell.adminPath === undefined || admin === null) return <>{cell.text}</>;
  return (
    <a className="link" href={`${admin}${cell.adminPath}`}>
      {cell.text}
    </a>
  );
}
