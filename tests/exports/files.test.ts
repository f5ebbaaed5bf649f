import { parse } from "csv-parse/sync";
import ExcelJS from "exceljs";
import { describe, expect, expectTypeOf, it } from "vitest";
import { z } from "zod";
import { ReportJson, reportJsonSchema } from "~/exports/reportSchema";
import { columnsOf, TABLES } from "~/exports/tables";
import { toCsv } from "~/exports/toCsv";
import { toJson } from "~/exports/toJson";
import { toXlsx } from "~/exports/toXlsx";
import { LANGUAGES } from "~/i18n/languages";
import { translator } from "~/i18n/translate";
import type { Report, ReportTables, TableName } from "~/reports/report";
import { emptyReport, HOSTILE, hostileReport, quarterReport, sampleReport } from "../fixtures/report";

const csv = (report: Report, table: TableName): Record<string, string>[] =>
  parse(toCsv(report, table), { columns: true, bom: true });

async function workbook(report: Report, language: (typeof LANGUAGES)[number] = "en"): Promise<ExcelJS.Workbook> {
  const book = new ExcelJS.Workbook();
  // exceljs types its input by an older Buffer.
  await book.xlsx.load((await toXlsx(report, language)).buffer as ArrayBuffer);
  return book;
}

const sheetOf = (book: ExcelJS.Workbook, name: string): ExcelJS.Worksheet => {
  const sheet = book.getWorksheet(name);
  if (!sheet) throw new Error(`expected a sheet "${name}" among ${book.worksheets.map((one) => one.name).join(", ")}`);
  return sheet;
};

describe("CSV", () => {
  it("names every field of every table once, in the words of the code", () => {
    const report = quarterReport();
    for (const table of TABLES) {
      const [row] = report.tables[table];
      expect(new Set(columnsOf(table).map(({ name }) => name))).toEqual(new Set(Object.keys(row ?? {})));
      expect(Object.keys(csv(report, table)[0] ?? {})).toEqual(columnsOf(table).map(({ name }) => name));
    }
  });

  it("begins with a byte order mark, ends lines by CRLF, and quotes what has to be quoted", () => {
    const text = toCsv(hostileReport(), "products");
    expect(text.startsWith("\u{feff}kind,productId,title,")).toBe(true);
    expect(text.endsWith("\r\n")).toBe(true);
    expect(csv(hostileReport(), "products")).toHaveLength(12);
    expect(csv(hostileReport(), "products")[0]?.title).toBe('<script>alert("shop")</script> & Söhne gnp.exe');
  });

  it("writes amounts as decimals of major units, ratios from 0 to 1, the unknown as nothing", () => {
    expect(csv(sampleReport("GBP"), "products")[7]).toMatchObject({
      title: "Enamel colander",
      netSales: "15249.00",
      cogs: "",
      contributionProfit: "",
      productId: "8100000000008",
      costCoverage: "0",
    });
    expect(csv(sampleReport("JPY"), "products")[7]?.netSales).toBe("1524900");
    expect(csv(sampleReport("KWD"), "products")[7]?.netSales).toBe("1524.900");
    expect(csv(sampleReport(), "cohorts")[1]).toMatchObject({
      cohortMonth: "2024-12",
      tenureMonth: "1",
      complete: "true",
    });
    const losing = csv(sampleReport(), "products")[10];
    expect(losing?.contributionProfit).toMatch(/^-\d+\.\d\d$/);
  });

  it("turns a merchant's formula into text, and leaves our own negative numbers numbers", () => {
    const titles = csv(hostileReport(), "products").map(({ title }) => title);
    expect(titles).toContain(`'${HOSTILE.formula}`);
    expect(titles).toContain(`'${HOSTILE.at}`);
    expect(titles).toContain(`'${HOSTILE.fullWidth}`);
    expect(titles).toContain(`'${HOSTILE.tab}`);
    for (const title of titles) expect(title).not.toMatch(/^[=+\-@\t\r\0＝＋－＠]/);
    expect(toCsv(hostileReport(), "products")).not.toMatch(/[^\P{Cc}\t\r\n]/u);
  });

  it("has its header alone where a table has no row", () => {
    expect(toCsv(emptyReport(), "cohorts").trim().split("\r\n")).toHaveLength(1);
  });
});

describe("report.json", () => {
  it("has the schema that stands in docs/", async () => {
    await expect(`${JSON.stringify(reportJsonSchema(), null, 2)}\n`).toMatchFileSnapshot(
      "../../docs/report.schema.json",
    );
  });

  it("is valid by that schema, for a full, a hostile and an empty report", () => {
    const schema = z.fromJSONSchema(JSON.parse(JSON.stringify(reportJsonSchema())));
    for (const report of [sampleReport(), sampleReport("KWD"), hostileReport(), emptyReport()]) {
      expect(schema.safeParse(JSON.parse(toJson(report))).error).toBeUndefined();
    }
    const broken = { ...JSON.parse(toJson(sampleReport())), currency: 3 };
    expect(schema.safeParse(broken).success).toBe(false);
  });

  it("holds every field of the report, whole minor units, and null for the unknown", () => {
    const report = sampleReport();
    const read: unknown = JSON.parse(toJson(report));
    const { name, title, sections, ...rest } = report;
    expect(read).toEqual(JSON.parse(JSON.stringify(rest)));
    expect(ReportJson.parse(read).tables.products[7]?.cogs).toBeNull();
  });

  it("would not compile without a field that a report has", () => {
    type Missing = {
      [T in TableName]: Exclude<keyof ReportTables[T][number], keyof ReportJson["tables"][T][number]>;
    }[TableName];
    expectTypeOf<Missing>().toBeNever();
    expectTypeOf<
      Exclude<keyof Report, keyof ReportJson | "name" | "title" | "foreword" | "sections" | "shown">
    >().toBeNever();
    expectTypeOf<Exclude<TableName, keyof ReportJson["tables"]>>().toBeNever();
  });
});

describe("the spreadsheet", () => {
  it.each(LANGUAGES)(
    "has one sheet per table beside the key figures, definitions and notes, in %s",
    async (language) => {
      const book = await workbook(quarterReport(), language);
      expect(book.worksheets).toHaveLength(TABLES.length + 3);
      expect(new Set(book.worksheets.map(({ name }) => name)).size).toBe(TABLES.length + 3);
      for (const [index, table] of TABLES.entries()) {
        const sheet = book.worksheets[index + 1];
        expect(sheet?.rowCount).toBe(1 + quarterReport().tables[table].length);
        expect(sheet?.views[0]).toMatchObject({ state: "frozen", ySplit: 1, xSplit: 1 });
      }
    },
  );

  it("holds numbers in major units with the decimals of the currency, dates as dates, the unknown as nothing", async () => {
    const formats = { GBP: ["£", "0.00", 15249], JPY: ["¥", "##0;", 1524900], KWD: ["KWD", "0.000", 1524.9] } as const;
    for (const [currency, [symbol, digits, value]] of Object.entries(formats)) {
      const products = sheetOf(await workbook(sampleReport(currency)), "Products");
      const netSales = products.getRow(9).getCell(9);
      expect(netSales.value).toBe(value);
      expect(netSales.numFmt).toContain(symbol);
      expect(netSales.numFmt).toContain(digits);
      expect(products.getRow(9).getCell(11).value).toBeNull();
    }
    const book = await workbook(sampleReport());
    expect(sheetOf(book, "Sales by month").getCell("A2").value).toEqual(new Date("2024-12-01T00:00:00Z"));
    expect(sheetOf(book, "High-value customers").getCell("D2").value).toEqual(new Date("2025-11-27T00:00:00Z"));
    const returnRate = sheetOf(book, "Products").getCell("G3");
    expect([returnRate.value, returnRate.numFmt]).toEqual([7 / 879, "0.0%"]);
  });

  it("says in the reader's words what files for machines hold as codes", async () => {
    const firstRow = async (language: (typeof LANGUAGES)[number], table: TableName) => {
      const book = await workbook(sampleReport(), language);
      const row = sheetOf(book, translator(language)(`reports.tables.${table}`)).getRow(2);
      return columnsOf(table).map((_, index) => row.getCell(index + 1).value);
    };
    expect(await firstRow("en", "drivers")).toEqual([
      "Key figures",
      "Net sales",
      133328.62,
      144394.9,
      11066.28,
      "new customers",
      null,
      3762.54,
    ]);
    expect(await firstRow("ja", "serviceLists")).toEqual(["2回目の注文の時期", 118]);
    expect(csv(sampleReport(), "drivers")[0]).toMatchObject({
      section: "keyFigures",
      driver: "newCustomers",
      amount: "3762.54",
    });
  });

  it("keeps a merchant's formula a text cell, and opens despite control characters", async () => {
    const products = sheetOf(await workbook(hostileReport()), "Products");
    const cells = products.getColumn(3).values.slice(2);
    expect(cells).toContain(HOSTILE.formula);
    products.eachRow((row) => row.eachCell((cell) => expect(cell.type).not.toBe(ExcelJS.ValueType.Formula)));
  });

  it("says that figures are made up, and which notes there are", async () => {
    const book = await workbook(sampleReport());
    const words = (sheet: string) => sheetOf(book, sheet).getColumn(1).values.join("\n");
    expect(words("Key figures")).toContain("made-up costs");
    expect(words("Notes")).toContain("The unit cost of 11.8% of net sales is unknown");
    expect(words("Definitions")).toContain("Contribution profit");
  });
});
