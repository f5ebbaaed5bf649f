import { Image, View } from "@react-pdf/renderer";
import { formatSentences } from "~/i18n/format";
import type { Language } from "~/i18n/languages";
import { png } from "../charts/png";
import type { Card, Row, Section, Table } from "../content/content";
import { columnWidths } from "./columns";
import { PDF_INK, Words } from "./words";

const SIZE = 8.5;
/** Width of pictures, such that a part with picture and table fits a page. */
const PICTURE = 360;
const GAP = 14;

export interface PartProps {
  readonly part: Section;
  readonly width: number;
  readonly language: Language;
  /** Set beside the heading, such as that costs are made up; null for nothing. */
  readonly mark: string | null;
}

/** Rows of a table that a page holds below words and picture. */
const MOST_KEPT_ROWS = 25;

/** A part of the report: its words, picture and table, kept on one page unless the table is too long for one. */
export function Part({ part, width, language, mark }: PartProps) {
  const pictureWidth = Math.min(PICTURE, (width + GAP) / Math.max(1, part.pictures.length) - GAP);
  const isLong = (part.table?.rows.length ?? 0) > MOST_KEPT_ROWS;
  return (
    <View wrap={isLong} style={{ marginBottom: 16 }}>
      <View wrap={false} minPresenceAhead={isLong ? 80 : 0}>
        <Words text={part.heading} width={width} size={14} weight={700} language={language} />
        {mark !== null && <Words text={mark} width={width} size={8} colour={PDF_INK.muted} language={language} />}
        <View style={{ height: 3 }} />
        <Words text={formatSentences(part.sentences, language)} width={width} size={10} language={language} />
        {part.cards.length > 0 && <Cards cards={part.cards} width={width} language={language} />}
        <View style={{ flexDirection: "row", gap: GAP, marginTop: 8 }}>
          {part.pictures.map(({ name, svg }) => (
            <Image
              key={name}
              src={{ data: png(svg, 1280), format: "png" }}
              style={{ width: pictureWidth, objectFit: "contain" }}
            />
          ))}
        </View>
      </View>
      {part.table && (
        <View style={{ marginTop: 8 }}>
          <DataTable table={part.table} width={width} language={language} />
          {part.remarks.length > 0 && (
            <View style={{ marginTop: 3 }}>
              <Words
                text={formatSentences(part.remarks, language)}
                width={width}
                size={7.5}
                colour={PDF_INK.muted}
                language={language}
              />
            </View>
          )}
        </View>
      )}
    </View>
  );
}

function Cards({
  cards,
  width,
  language,
}: {
  readonly cards: readonly Card[];
  readonly width: number;
  readonly language: Language;
}) {
  const gap = 6;
  const cardWidth = (width - 3 * gap) / 4;
  const inside = cardWidth - 16;
  return (
    <View style={{ flexDirection: "row", flexWrap: "wrap", gap, marginTop: 8 }}>
      {cards.map((card) => (
        <View key={card.label} style={{ width: cardWidth, padding: 8, backgroundColor: PDF_INK.band, borderRadius: 4 }}>
          <Words text={card.label} width={inside} size={8} colour={PDF_INK.muted} language={language} />
          <Words text={card.value} width={inside} size={13} weight={700} language={language} />
          {card.change !== "" && (
            <Words
              text={card.change}
              width={inside}
              size={8}
              weight={700}
              colour={card.isGood === null ? PDF_INK.muted : card.isGood ? PDF_INK.good : PDF_INK.bad}
              language={language}
            />
          )}
          {card.remarks.map((remark) => (
            <Words key={remark} text={remark} width={inside} size={7.5} colour={PDF_INK.muted} language={language} />
          ))}
        </View>
      ))}
    </View>
  );
}

interface TableProps {
  readonly table: Table;
  readonly width: number;
  readonly language: Language;
}

function DataTable({ table, width, language }: TableProps) {
  const widths = columnWidths(table, width, SIZE, language);
  return (
    <View>
      <View
        // Stands again where a long table goes on.
        fixed
        style={{
          flexDirection: "row",
          alignItems: "flex-end",
          borderBottomWidth: 1,
          borderBottomColor: PDF_INK.muted,
          paddingBottom: 2,
        }}
      >
        {table.columns.map((column, index) => (
          <Cell
            key={column.text}
            text={column.text}
            width={widths[index] ?? 0}
            isEnd={column.align === "end"}
            weight={700}
            colour={PDF_INK.muted}
            language={language}
          />
        ))}
      </View>
      {table.rows.map((row, place) => (
        <View
          // biome-ignore lint/suspicious/noArrayIndexKey: rows never move, and two products may share every text
          key={place}
          wrap={false}
          style={{ flexDirection: "row", borderBottomWidth: 0.5, borderBottomColor: PDF_INK.rule, paddingVertical: 2 }}
        >
          {table.columns.map((column, index) => (
            <Cell
              key={column.text}
              text={row.cells[index]?.text ?? ""}
              width={widths[index] ?? 0}
              isEnd={column.align === "end"}
              language={language}
              {...LOOK_OF_ROW[row.kind]}
            />
          ))}
        </View>
      ))}
    </View>
  );
}

const LOOK_OF_ROW: Readonly<Record<Row["kind"], { readonly weight: 400 | 700; readonly colour: string }>> = {
  plain: { weight: 400, colour: PDF_INK.text },
  strong: { weight: 700, colour: PDF_INK.text },
  quiet: { weight: 400, colour: PDF_INK.muted },
};

interface CellProps {
  readonly text: string;
  readonly width: number;
  readonly isEnd: boolean;
  readonly weight: 400 | 700;
  readonly colour: string;
  readonly language: Language;
}

function Cell({ text, width, isEnd, weight, colour, language }: CellProps) {
  const style = isEnd ? { paddingLeft: 8 } : { paddingRight: 8 };
  return (
    <View style={{ width, ...style }}>
      <Words
        text={text}
        width={width - 8}
        size={SIZE}
        weight={weight}
        colour={colour}
        align={isEnd ? "right" : "left"}
        language={language}
      />
    </View>
  );
}
