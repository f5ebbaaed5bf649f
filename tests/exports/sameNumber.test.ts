import { parse } from "csv-parse/sync";
import ExcelJS from "exceljs";
import { describe, expect, it } from "vitest";
import type { MetricName } from "~/analytics/metrics/registry";
import { parseMinor } from "~/analytics/money";
import { renderReportEmail } from "~/emails/renderReportEmail";
import { KEY_FIGURES } from "~/exports/content/keyFigureSection";
import { toCsv } from "~/exports/toCsv";
import { toJson } from "~/exports/toJson";
import { toPdf } from "~/exports/toPdf";
import { toXlsx } from "~/exports/toXlsx";
import { LANGUAGES, type Language } from "~/i18n/languages";
import { translator } from "~/i18n/translate";
import type { Report } from "~/reports/report";
import { sampleReport } from "../fixtures/report";
import { pdfText, pdfTextExpected } from "../support/pdfText";

const CURRENCIES = ["GBP", "JPY", "KWD"];
const LINKS = { report: "https://app.example/r", settings: "https://app.example/s", admin: null };

/** Minor units (or thousandths, for ratios) from a figure as it is written: read by hand rules, not by our formatter. */
function readBack(written: string, report: Report, metric: MetricName, language: Language): number {
  const digits = written.replace(/[^\d.,-]/g, "");
  const plain = language === "tr" ? digits.replaceAll(".", "").replace(",", ".") : digits.replaceAll(",", "");
  const unit = report.metrics[metric]?.unit;
  if (unit === "count") return Number(plain);
  return unit === "ratio" ? parseMinor(plain, 1) : parseMinor(plain, report.exponent);
}

/** What the report itself says, in the units of `readBack`. */
function truth(report: Report, metric: MetricName): number {
  const figure = report.metrics[metric];
  if (figure?.value == null) throw new Error(`expected a value of ${metric}`);
  return figure.unit === "ratio" ? Math.round(figure.value * 1000) : figure.value;
}

const textOf = (html: string) =>
  html
    .replace(/<[^>]*>/g, "")
    .replaceAll("&amp;", "&")
    .replaceAll("&#x27;", "'")
    .replaceAll("&quot;", '"')
    .replaceAll("&nbsp;", "\u00a0");

/** The figure under its label, on a card of the mail. */
function fromHtml(html: string, label: string): string {
  const cards = [...html.matchAll(/<td class="card"[^>]*>(.*?)<\/td>/gs)].map(([, card = ""]) =>
    [...card.matchAll(/<p[^>]*>(.*?)<\/p>/gs)].map(([, line = ""]) => textOf(line)),
  );
  return cards.find(([name]) => name === label)?.[1] ?? `no card "${label}"`;
}

const fromText = (text: string, label: string): string =>
  text
    .split("\n")
    .find((line) => line.startsWith(`${label}: `))
    ?.slice(label.length + 2)
    .replace(/ \(.*$/, "") ?? `no line "${label}"`;

async function fromXlsx(report: Report, language: Language): Promise<Map<string, unknown>> {
  const book = new ExcelJS.Workbook();
  await book.xlsx.load((await toXlsx(report, language)).buffer as ArrayBuffer);
  const summary = book.worksheets[0];
  return new Map(
    (summary?.getRows(1, summary.rowCount) ?? []).map((row) => [String(row.getCell(1).value), row.getCell(2).value]),
  );
}

describe.each(LANGUAGES)("the same question has the same answer everywhere, in %s", (language) => {
  it.each(CURRENCIES)("mail, its text, spreadsheet and JSON, in %s", async (currency) => {
    const report = sampleReport(currency);
    const t = translator(language);
    const mail = await renderReportEmail(report, { language, links: LINKS, unsubscribeUrl: "https://app.example/u" });
    const cells = await fromXlsx(report, language);
    const json: { metrics: Record<string, { value: number }> } = JSON.parse(toJson(report));
    for (const metric of KEY_FIGURES) {
      const expected = truth(report, metric);
      const label = t(`metrics.${metric}.label`);
      expect(readBack(fromHtml(mail.html, label), report, metric, language), `${metric} in the mail`).toBe(expected);
      expect(readBack(fromText(mail.text, label), report, metric, language), `${metric} in the text`).toBe(expected);
      const scale = { minor: 10 ** report.exponent, ratio: 1000, count: 1, days: 1, number: 100 }[
        report.metrics[metric]?.unit ?? "count"
      ];
      expect(Math.round(Number(cells.get(label)) * scale), `${metric} in the spreadsheet`).toBe(expected);
      expect(
        Math.round(
          (json.metrics[metric]?.value ?? 0) * (scale === 1000 && report.metrics[metric]?.unit === "ratio" ? 1000 : 1),
        ),
        `${metric} in JSON`,
      ).toBe(expected);
    }
  });

  it.each(CURRENCIES)(
    "the months of CSV, spreadsheet and text sum to the figure of the mail, in %s",
    async (currency) => {
      const report = sampleReport(currency);
      const rows: Record<string, string>[] = parse(toCsv(report, "salesByMonth"), { columns: true, bom: true });
      const fromCsv = rows.reduce((sum, row) => sum + parseMinor(row.netSales ?? "", report.exponent), 0);
      expect(fromCsv).toBe(14_439_490);
      const mail = await renderReportEmail(report, { language, links: LINKS, unsubscribeUrl: "https://app.example/u" });
      for (const row of rows) {
        const written = parseMinor(row.netSales ?? "", report.exponent);
        const inText = mail.text
          .split("\n")
          .some((line) =>
            line
              .split(/\s{2,}/)
              .some((cell) => /^[\d.,]+$/.test(cell) && readBack(cell, report, "netSales", language) === written),
          );
        expect(inText, `${row.month} ${row.netSales} in the text`).toBe(true);
      }
    },
  );

  it.runIf(pdfTextExpected())("the PDF too, with every character of its words", async () => {
    const report = sampleReport({ en: "GBP", ja: "JPY", tr: "TRY", "zh-CN": "KWD" }[language]);
    const t = translator(language);
    const text = pdfText(await toPdf(report, language));
    const squeezed = text.replace(/\s/g, "");
    const numbers = text.split(/\s+/).filter((word) => /^[^\d-]{0,3}\d([\d.,]*\d)?%?$/.test(word));
    for (const metric of KEY_FIGURES) {
      expect(squeezed, metric).toContain(t(`metrics.${metric}.label`).replace(/\s/g, ""));
      expect(
        numbers.some((word) => readBack(word, report, metric, language) === truth(report, metric)),
        `${metric} in the PDF`,
      ).toBe(true);
    }
    for (const note of ["guest_orders", "made_up_data"] as const) {
      expect(squeezed).toContain(t(`reports.notes.${note}`, { count: 187 }).replace(/\s/g, ""));
    }
    // pdftotext ends each page by a form feed.
    const pages = text.split("\f").length - 1;
    expect(pages).toBeGreaterThan(5);
    for (const page of [1, pages]) expect(text).toMatch(new RegExp(`\\s${page} ?/ ?${pages}\\s`));
  });
});

it("a figure is read back wrongly if it is shown wrongly", () => {
  expect(readBack("KWD\u00a014,439.490", sampleReport("KWD"), "netSales", "en")).toBe(14_439_490);
  expect(readBack("₺144.394,90", sampleReport("TRY"), "netSales", "tr")).toBe(14_439_490);
  expect(readBack("£144,394.91", sampleReport("GBP"), "netSales", "en")).not.toBe(14_439_490);
  expect(readBack("%46,6", sampleReport("TRY"), "contributionMargin", "tr")).toBe(466);
});
