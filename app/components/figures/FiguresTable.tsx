import type { ReactNode } from "react";
import { FiguresScroll } from "./FiguresScroll";

export interface TableHead {
  readonly text: string;
  readonly numeric?: boolean;
  /** Read out and not shown: of buttons, whose own words say what they do. */
  readonly isHidden?: boolean;
}

export interface TableRow {
  readonly key: string;
  readonly cells: readonly ReactNode[];
  /** Shown, and not to be relied upon. */
  readonly isFaint?: boolean;
}

/** A plain table of figures: the first column stays in sight while the others scroll. */
export function FiguresTable({
  label,
  heads,
  rows,
}: {
  label: string;
  heads: readonly TableHead[];
  rows: readonly TableRow[];
}) {
  return (
    <FiguresScroll label={label}>
      <table className="figures">
        <thead>
          <tr>
            {heads.map(({ text, numeric, isHidden }, index) => (
              <th key={text} scope="col" className={index === 0 ? "pinned" : numeric ? "number" : undefined}>
                {isHidden ? <span className="visually-hidden">{text}</span> : text}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ key, cells, isFaint }) => (
            <tr key={key} className={isFaint ? "faint" : undefined}>
              {cells.map((cell, index) =>
                index === 0 ? (
                  <th key="0" scope="row" className="pinned">
                    {cell}
                  </th>
                ) : (
                  // biome-ignore lint/suspicious/noArrayIndexKey: a row's cells keep their places
                  <td key={index} className={heads[index]?.numeric ? "number" : undefined}>
                    {cell}
                  </td>
                ),
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </FiguresScroll>
  );
}
