import { View } from "@react-pdf/renderer";
import type { Language } from "~/i18n/languages";
import { widthOf } from "../fonts/fonts";
import type { Grid } from "./grids";
import { PDF_INK, Words } from "./words";

const LARGEST = 8;
const ROW_HEIGHT = 16;
const WORDS = 128;

/** Heading, up to three remarks, the names of the columns, and the mark below. */
const AROUND = 96;

/** Rows of a grid that a page with this much room holds; the heading is repeated on the next one. */
export const rowsPerPage = (room: number): number => Math.floor((room - AROUND) / ROW_HEIGHT);

interface GridProps {
  readonly grid: Grid;
  readonly width: number;
  /** Columns there is room for: a grid with fewer keeps their width, so that pages look alike. */
  readonly columns: number;
  readonly language: Language;
}

/** A wide table. Figures are as large as the widest of them allows. */
export function WideTable({ grid, width, columns, language }: GridProps) {
  const cellWidth = (width - WORDS) / columns;
  const widest = Math.max(
    1,
    ...grid.rows.flatMap((row) => row.cells.map((cell) => widthOf(cell.text, row.isStrong ? 700 : 400, language))),
  );
  const size = Math.min(LARGEST, (cellWidth - 5) / widest);
  const figure = (text: string, weight: 400 | 700, colour: string) => (
    <Words
      text={text}
      width={cellWidth - 4}
      size={size}
      weight={weight}
      align="right"
      colour={colour}
      language={language}
    />
  );
  return (
    <View>
      <Words text={grid.heading} width={width} size={14} weight={700} language={language} />
      {grid.remarks.map((remark) => (
        <Words key={remark} text={remark} width={width} size={8} colour={PDF_INK.muted} language={language} />
      ))}
      <View
        style={{
          flexDirection: "row",
          alignItems: "flex-end",
          marginTop: 8,
          paddingBottom: 2,
          borderBottomWidth: 1,
          borderBottomColor: PDF_INK.muted,
        }}
      >
        <View style={{ width: WORDS }} />
        {grid.columns.map((text) => (
          <View key={text} style={{ width: cellWidth, paddingHorizontal: 2 }}>
            <Words
              text={text}
              width={cellWidth - 4}
              size={Math.min(LARGEST, 7.5)}
              weight={700}
              align="right"
              colour={PDF_INK.muted}
              language={language}
            />
          </View>
        ))}
      </View>
      {grid.rows.map((row) => (
        <View
          key={row.text}
          style={{
            flexDirection: "row",
            alignItems: "center",
            minHeight: ROW_HEIGHT,
            borderBottomWidth: 0.5,
            borderBottomColor: PDF_INK.rule,
          }}
        >
          <Words text={row.text} width={WORDS} size={LARGEST} weight={row.isStrong ? 700 : 400} language={language} />
          {row.cells.map((cell, index) => (
            <View
              key={grid.columns[index]}
              style={{
                width: cellWidth,
                height: ROW_HEIGHT - 1,
                paddingHorizontal: 2,
                justifyContent: "center",
                ...(cell.fill ? { backgroundColor: cell.fill } : {}),
              }}
            >
              {figure(cell.text, row.isStrong ? 700 : 400, PDF_INK.text)}
            </View>
          ))}
        </View>
      ))}
    </View>
  );
}
