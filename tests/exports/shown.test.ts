import ExcelJS from "exceljs";
import { describe, expect, it } from "vitest";
import { COHORT_MEASURES } from "~/analytics/cohortMeasures";
import type { Minor } from "~/analytics/money";
import { SectionOptions } from "~/analytics/sectionOptions";
import { sampleReport } from "~/emails/preview/sampleReport";
import { renderReportEmail } from "~/emails/renderReportEmail";
import { cohortLines, cohortTold, toldValue } from "~/exports/cohortGrid";
import { sections } from "~/exports/content/content";
import { rowsOf } from "~/exports/tables";
import { toPdf } from "~/exports/toPdf";
import { toXlsx } from "~/exports/toXlsx";
import { LANGUAGES } from "~/i18n/languages";
import type { Report, SectionName } from "~/reports/report";
import { HOSTILE } from "../fixtures/report";

const chosen = (options: object, change: Partial<Report> = {}): Report => ({
  ...sampleReport("GBP"),
  ...change,
  shown: SectionOptions.parse(options),
});

const part = (report: Report, name: SectionName) => {
  const found = sections(report, "en").find((section) => section.name === name);
  if (!found) throw new Error(`section ${name}: expected in the report`);
  return found;
};

const mailOf = (report: Report) =>
  renderReportEmail(report, {
    language: "en",
    links: { report: "https://a.example", settings: "https://a.example", admin: null },
    unsubscribeUrl: "https://a.example/u",
  });

describe("as many rows as are chosen", () => {
  const many = (): Report => {
    const report = chosen({ rows: { products: 37, highValueCustomers: 12 } });
    const [product] = report.tables.products;
    const products = Array.from({ length: 60 }, (_, index) => ({
      ...product,
      title: `Product ${index + 1}`,
      netSales: (60_000 - index) as Minor,
    })) as Report["tables"]["products"];
    return { ...report, tables: { ...report.tables, products } };
  };

  it("stand in the mail, which says how many there are; files hold them all", async () => {
    const report = many();
    const products = part(report, "products");
    expect(products.table?.rows).toHaveLength(37);
    expect(products.table?.rows.at(-1)?.cells[0]?.text).toBe("Product 37");
    expect(products.remarks).toContain("The first 37 of 60; the spreadsheet holds them all.");
    expect(part(report, "highValueCustomers").table?.rows).toHaveLength(12);
    expect(rowsOf(report, "products")).toHaveLength(60);
    const { text } = await mailOf(report);
    expect(text).toContain("Product 37");
    expect(text).not.toContain("Product 38");
  });

  it("months of MRR are the latest", () => {
    const report = chosen({ rows: { subscriptions: 5 } });
    const { mrrMovements } = report.tables;
    expect(part(report, "subscriptions").table?.rows).toHaveLength(5);
    expect(mrrMovements.length).toBeGreaterThan(5);
  });
});

describe("the statement", () => {
  it("stands beside the one before, or alone", () => {
    expect(part(chosen({}), "profitAndLoss").table?.columns).toHaveLength(4);
    const alone = part(chosen({ profitColumns: "period" }), "profitAndLoss").table;
    expect(alone?.columns.map(({ text }) => text)).toEqual(["", "GBP"]);
    expect(alone?.rows.every(({ cells }) => cells.length === 2)).toBe(true);
  });
});

describe("cohorts", () => {
  it.each([...COHORT_MEASURES])(
    "are told by %s from the first order on and by each span, in words and table",
    (measure) => {
      for (const through of ["cumulative", "span"] as const) {
        const report = chosen({ cohorts: { measure, through } });
        const told = cohortTold(report);
        expect(told.measure).toBe(measure);
        const { table, sentences, pictures, remarks } = part(report, "cohorts");
        expect(table?.rows.length).toBeGreaterThan(5);
        expect(sentences.join(" ")).not.toMatch(/\{|undefined|NaN/);
        expect(sentences.length).toBeGreaterThan(0);
        expect(pictures[0]?.svg).toContain("<path");
        expect(remarks.length).toBeGreaterThan(0);
      }
    },
  );

  it("each span alone is what it brought, per customer of the cohort; cumulative is the sum so far", () => {
    const report = chosen({ cohorts: { measure: "orders", through: "span" } });
    const [line] = cohortLines(report);
    const cell = line?.cells[1];
    if (!cell) throw new Error("expected a second month of the oldest cohort");
    expect(toldValue(cell, cohortTold(report))).toBe(cell.orders / cell.cohortSize);
    expect(toldValue(cell, cohortTold(chosen({ cohorts: { measure: "orders" } })))).toBe(cell.lifetimeOrders);
  });

  it("a profit of which nothing is known gives way to net sales, and says so", () => {
    const report = chosen({ cohorts: { measure: "grossProfit" } });
    const cohorts = report.tables.cohorts.map((row) => ({ ...row, lifetimeGrossProfit: null, grossProfit: null }));
    const unknown = { ...report, tables: { ...report.tables, cohorts } };
    expect(cohortTold(unknown)).toMatchObject({ measure: "netSales", metric: "lifetimeNetSales" });
  });
});

describe("what is said of the figures", () => {
  it("is said of those that are shown and known", () => {
    const report = chosen({ keyFigures: ["marketingSpend", "orders", "netSales", "units"] });
    const unknown = {
      ...report,
      metrics: { ...report.metrics, marketingSpend: { value: null, unit: "minor" as const } },
    };
    const { sentences, cards } = part(unknown, "keyFigures");
    expect(cards.map(({ label }) => label)).toEqual(["Marketing spend", "Orders", "Net sales", "Units sold"]);
    expect(sentences.some((sentence) => sentence.startsWith("Orders"))).toBe(true);
    expect(sentences.join(" ")).not.toContain("Marketing spend");
  });

  it("leaves out what drove a figure that was not chosen", () => {
    const drove = (of: object) => part(chosen(of), "keyFigures").sentences.join(" ").includes("driven by");
    const named = sampleReport("GBP").tables.drivers.some(({ section }) => section === "keyFigures");
    expect([drove({ keyFigures: ["netSales"] }), drove({ keyFigures: ["units"] })]).toEqual([named, false]);
  });

  it("does not deny orders whose platform is not known", () => {
    const report = sampleReport("GBP");
    const platforms = report.tables.platforms.filter(({ platform }) => platform === "notKnown");
    const unknown = { ...report, tables: { ...report.tables, platforms } };
    expect(part(unknown, "platforms").sentences[0]).toBe("No order of this period tells which platform it came from.");
  });
});

describe("the merchant's own words", () => {
  const foreword = `Good morning!\r\n\r\n${HOSTILE.markup}\n${HOSTILE.formula}\n${HOSTILE.controls}\u202e`;
  const report = chosen({}, { foreword });

  it("stand under the head of the mail as text, line by line", async () => {
    const { html, text } = await mailOf(report);
    expect(text.indexOf("Good morning!")).toBeGreaterThan(text.indexOf("Harbour & Pine"));
    expect(text.indexOf("Good morning!")).toBeLessThan(text.indexOf("Key figures"));
    expect(text).toContain('Good morning!\n\n"><img src=x onerror=alert(1)>');
    expect(html).toContain("Good morning!<br");
    expect(html).toContain("&lt;img src=x onerror=alert(1)&gt;");
    expect(html).not.toContain("<img src=x");
    for (const sign of ["\u0000", "\u0007", "\u202e"]) expect(html + text).not.toContain(sign);
  });

  it("stand in the workbook as one cell of text, never as a formula", async () => {
    const book = new ExcelJS.Workbook();
    const report = chosen({}, { foreword: HOSTILE.formula });
    await book.xlsx.load(new Uint8Array(await toXlsx(report, "en")).buffer);
    const cells = (book.worksheets[0]?.getColumn(1).values ?? []).filter((value) => value === HOSTILE.formula);
    expect(cells).toHaveLength(1);
  });

  it("leave no empty lines where nothing was written", async () => {
    const before = await mailOf(chosen({}));
    expect((await mailOf(chosen({}, { foreword: " \n " }))).text).toBe(before.text);
  });

  it.each([...LANGUAGES])("of 2,000 signs fit paper in %s", { timeout: 30_000 }, async (language) => {
    const long = {
      ...report,
      sections: ["keyFigures"] as const,
      foreword: "長い文章 long words uzun ".repeat(100).slice(0, 2000),
    };
    expect((await toPdf(long, language)).length).toBeGreaterThan(1000);
  });
});
