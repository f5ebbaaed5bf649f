import { parse } from "csv-parse/sync";
import ExcelJS from "exceljs";
import { beforeAll, describe, expect, it } from "vitest";
import { day } from "~/analytics/period";
import { statementCsv, statementXlsx } from "~/exports/statementFile";
import { endOfDay } from "~/reports/context.server";
import type { StatementReport } from "~/reports/statement";
import { statementReport } from "~/reports/statementReport.server";
import { smallStore } from "../reports/smallStore";

let report: StatementReport;

beforeAll(async () => {
  const asOf = endOfDay(day("2025-03-31"), "Europe/London");
  report = await statementReport(await smallStore(), { asOf, axis: "month" });
});

describe("the statement as a file", () => {
  it("is a CSV whose columns add up as they stand, in every language", () => {
    for (const language of ["en", "ja", "tr", "zh-CN"] as const) {
      const [head = [], ...rows]: string[][] = parse(statementCsv(report, language), { bom: true });
      expect(head.at(-1)).toBe("field");
      const of = (field: string) => rows.find((row) => row.at(-1) === field) ?? [];
      // Whole period, then January to March; 190.00 sold less 5.00 and 43.00.
      expect(of("grossSales")[1]).toBe("190.00");
      expect(of("discounts")[1]).toBe("-5.00");
      expect(of("salesReversals")[1]).toBe("-43.00");
      // What is taken away takes its share away too: −5.00 and −43.00 of 147.00 of net revenue.
      expect(Number(of("discounts")[2])).toBeCloseTo(-5 / 147, 10);
      expect(Number(of("salesReversals")[2])).toBeCloseTo(-43 / 147, 10);
      for (const column of [1, 2, 3, 4, 5])
        expect(
          ["grossSales", "discounts", "salesReversals"].reduce((sum, field) => sum + Number(of(field)[column]), 0),
        ).toBeCloseTo(Number(of("netSales")[column]), 10);
    }
  });

  it("is a spreadsheet of numbers, unknown left empty", async () => {
    const book = new ExcelJS.Workbook();
    await book.xlsx.load(new Uint8Array(await statementXlsx(report, "en")).buffer);
    const [sheet] = book.worksheets;
    const rows = sheet?.getSheetValues().flatMap((row) => (Array.isArray(row) ? [row] : [])) ?? [];
    expect(rows.find((row) => row[1] === "Net sales")?.[2]).toBe(142);
    expect(rows.find((row) => row[1] === "Marketing spend")?.[2]).toBeUndefined();
  });
});
