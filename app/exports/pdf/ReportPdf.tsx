import { Document, Page, Text, View } from "@react-pdf/renderer";
import type { ReactNode } from "react";
import { formatInstant, formatPeriod, formatSentences } from "~/i18n/format";
import type { Language } from "~/i18n/languages";
import { translator } from "~/i18n/translate";
import type { Report } from "~/reports/report";
import { aboutTexts } from "../content/about";
import { type Section, sections } from "../content/content";
import { definitions } from "../content/definitions";
import { forewordLines } from "../content/foreword";
import { isMadeUp, noteText } from "../content/notes";
import { shopNameOf, titleOf } from "../content/title";
import { clip } from "../fonts/wrap";
import { rowsPerPage, WideTable } from "./gridPages";
import { type Grid, grids } from "./grids";
import { Part } from "./parts";
import { familiesOf, PDF_INK, Words } from "./words";

const MARGIN = 38;
const FOOT = 14;
const A4 = { short: 595.28, long: 841.89 } as const;
/** Parts side by side on a page laid across: of months a year and the one it began in. */
const COLUMNS = 13;

interface Props {
  readonly report: Report;
  readonly language: Language;
}

/** A report on paper: the same parts as the mail, then the tables part by part. */
export function ReportPdf({ report, language }: Props) {
  const t = translator(language);
  const parts = sections(report, language);
  const width = A4.short - 2 * MARGIN;
  const wide = A4.long - 2 * MARGIN;
  const mark = isMadeUp(report) ? t("reports.content.madeUpCosts") : null;
  const pages = grids(report, COLUMNS, language).flatMap((grid) =>
    pagesOf(grid, rowsPerPage(A4.short - 2 * MARGIN - FOOT)),
  );
  return (
    <Document
      title={titleOf(report, language)}
      author={shopNameOf(report)}
      creator="Tenure"
      language={language}
      creationDate={new Date(report.asOf)}
      modificationDate={new Date(report.asOf)}
    >
      <Sheet report={report} language={language} orientation="portrait">
        <Head report={report} width={width} language={language} />
        {parts.map((part) => (
          <Part
            key={part.name}
            part={part.name === "sales" ? withoutTable(part) : part}
            width={width}
            language={language}
            mark={mark}
          />
        ))}
      </Sheet>
      {pages.map((grid, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: pages never move
        <Sheet key={index} report={report} language={language} orientation="landscape">
          <WideTable grid={grid} width={wide} columns={COLUMNS + 1} language={language} />
          {mark !== null && <Words text={mark} width={wide} size={8} colour={PDF_INK.muted} language={language} />}
        </Sheet>
      ))}
      <Sheet report={report} language={language} orientation="portrait">
        <Words text={t("reports.content.definitions")} width={width} size={14} weight={700} language={language} />
        {definitions(report, parts, language).map(({ metric, label, explanation }) => (
          <View key={metric} wrap={false} style={{ flexDirection: "row", marginTop: 5, gap: 8 }}>
            <Words text={label} width={140} size={9} weight={700} language={language} />
            <Words text={explanation} width={width - 148} size={9} language={language} />
          </View>
        ))}
      </Sheet>
    </Document>
  );
}

/** Sales by day, week … follow on pages of their own. */
const withoutTable = (part: Section): Section => ({ ...part, table: null, remarks: [] });

interface SheetProps extends Props {
  readonly orientation: "portrait" | "landscape";
  readonly children: ReactNode;
}

/** Pages with the shop and the page's number at the foot. */
function Sheet({ report, language, orientation, children }: SheetProps) {
  const t = translator(language);
  const foot = `${shopNameOf(report)} · ${titleOf(report, language)} · ${formatPeriod(report.period, language)}`;
  const style = { fontSize: 8, color: PDF_INK.muted };
  const room = (orientation === "portrait" ? A4.short : A4.long) - 2 * MARGIN - 60;
  return (
    <Page size="A4" orientation={orientation} style={{ padding: MARGIN, paddingBottom: MARGIN + FOOT }}>
      {children}
      <View
        fixed
        style={{
          position: "absolute",
          left: MARGIN,
          right: MARGIN,
          bottom: 22,
          flexDirection: "row",
          justifyContent: "space-between",
        }}
      >
        <Line text={foot} width={room} language={language} />
        <Text
          style={{ ...style, fontFamily: familiesOf(t("reports.content.page", { page: 1, pages: 1 }), language) }}
          // The number of pages is unknown while the first pass counts them.
          render={({ pageNumber, totalPages }) =>
            t("reports.content.page", { page: pageNumber, pages: totalPages ?? pageNumber })
          }
        />
      </View>
    </Page>
  );
}

function Head({ report, width, language }: Props & { readonly width: number }) {
  const t = translator(language);
  const dated = [
    t("reports.content.asOf", {
      instant: formatInstant(report.asOf, report.timeZone, language),
      timeZone: report.timeZone,
    }),
    ...aboutTexts(report, language),
  ];
  const caveats = report.notes.map((note) => ({ code: note.code, text: noteText(note, language) }));
  return (
    <View style={{ marginBottom: 16 }}>
      <Words
        text={`${shopNameOf(report)} · ${formatPeriod(report.period, language)}`}
        width={width}
        size={10}
        colour={PDF_INK.muted}
        language={language}
      />
      <Words text={titleOf(report, language)} width={width} size={22} weight={700} language={language} />
      <Words
        text={formatSentences(dated, language)}
        width={width}
        size={8.5}
        colour={PDF_INK.muted}
        language={language}
      />
      <Foreword lines={forewordLines(report)} width={width} language={language} />
      {caveats.length > 0 && (
        <View style={{ marginTop: 8, padding: 8, borderRadius: 4, backgroundColor: PDF_INK.notice, gap: 2 }}>
          {caveats.map(({ code, text }) => (
            <Words key={code} text={text} width={width - 16} size={8.5} language={language} />
          ))}
        </View>
      )}
    </View>
  );
}

/** What the merchant wrote to the readers, line by line. */
function Foreword({
  lines,
  width,
  language,
}: {
  readonly lines: readonly string[];
  readonly width: number;
  readonly language: Language;
}) {
  if (lines.length === 0) return null;
  return (
    <View style={{ marginTop: 8, paddingLeft: 8, borderLeftWidth: 2, borderLeftColor: PDF_INK.muted }}>
      {lines.map((line, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: lines never move, and two may say the same
        <View key={index} style={{ minHeight: 8 }}>
          <Words text={line} width={width - 10} size={10} language={language} />
        </View>
      ))}
    </View>
  );
}

/** One line of the foot, cut where the page number begins. */
const Line = ({
  text,
  width,
  language,
}: {
  readonly text: string;
  readonly width: number;
  readonly language: Language;
}) => (
  <Words
    text={clip(text, { width: width - 1, size: 8, weight: 400, language })}
    width={width}
    size={8}
    colour={PDF_INK.muted}
    language={language}
  />
);

/** A long grid cut into pages, each with its heading. */
const pagesOf = (grid: Grid, length: number): Grid[] =>
  Array.from({ length: Math.max(1, Math.ceil(grid.rows.length / length)) }, (_, index) => ({
    ...grid,
    rows: grid.rows.slice(index * length, (index + 1) * length),
  }));
