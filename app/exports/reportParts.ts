import { type Day, firstDay, type Grain, monthOf } from "~/analytics/period";
import { partText } from "~/i18n/filterText";
import { formatDayShort, formatMonthName } from "~/i18n/format";
import type { Language } from "~/i18n/languages";
import { translator } from "~/i18n/translate";
import type { ProfitPartRow, Report, SalesPartRow } from "~/reports/report";
import type { NamedPart } from "./charts/partChart";

type SalesFigures = Omit<SalesPartRow, "key" | "end" | "whole">;
type ProfitFigures = Omit<ProfitPartRow, "key" | "end" | "whole">;

/** Sales by the report's grain: months have a table of their own. */
export const salesParts = ({ grain, tables }: Report): readonly SalesFigures[] =>
  grain === "month"
    ? tables.salesByMonth.map(({ month, ...row }) => ({ ...row, start: firstDay(month) }))
    : tables.salesByPart;

/** Profit by the report's grain. */
export const profitParts = ({ grain, tables }: Report): readonly ProfitFigures[] =>
  grain === "month"
    ? tables.profitAndLoss.map(({ month, ...row }) => ({ ...row, start: firstDay(month) }))
    : tables.profitByPart;

/** A part as the axis of a chart names it, where years stand below. */
export function namedPart(start: Day, grain: Grain, index: number, language: Language): NamedPart {
  const year = start.slice(0, 4);
  const month = Number(start.slice(5, 7)) - 1;
  switch (grain) {
    case "day":
    case "week":
      return { name: formatDayShort(start, language), group: year, place: index };
    case "month":
      return { name: formatMonthName(monthOf(start), language), group: year, place: month };
    case "quarter": {
      const quarter = Math.floor(month / 3);
      return { name: translator(language)("spans.quarter", { quarter: quarter + 1 }), group: year, place: quarter };
    }
    case "year":
      return { name: year, group: "", place: index };
  }
}

/** Every how many parts of a grain a chart may name. */
export const NAMED_EVERY: Readonly<Record<Grain, readonly number[]>> = {
  day: [1, 2, 5, 7, 14, 28, 56, 112],
  week: [1, 2, 4, 8, 13, 26, 52],
  month: [1, 2, 3, 6, 12],
  quarter: [1, 2, 4],
  year: [1, 2, 5, 10],
};

/** A part as the first column of a table names it, whose heading says of which grain it is. */
export const partName = (start: Day, grain: Grain, language: Language): string =>
  partText({ start }, grain === "week" ? "day" : grain, language);
