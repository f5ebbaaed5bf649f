import ExcelJS from "exceljs";
import { beforeAll, describe, expect, it } from "vitest";
import { KEY_FIGURE_CHOICES, SectionOptions } from "~/analytics/sectionOptions";
import { renderReportEmail } from "~/emails/renderReportEmail";
import { toPdf } from "~/exports/toPdf";
import { toXlsx } from "~/exports/toXlsx";
import { LANGUAGES } from "~/i18n/languages";
import { translator } from "~/i18n/translate";
import { wishFor } from "~/jobs/buildReport.server";
import type { Report } from "~/reports/report";
import { SECTIONS } from "~/reports/report";
import { storeReport } from "~/reports/storeReport.server";
import { BLANK, TEMPLATE_NAMES, type TemplateName, templateOf } from "~/reports/templates";
import { draft } from "../support/schedules";
import { smallStore } from "./smallStore";

const run = {
  asOf: new Date("2025-03-03T08:00:00Z"),
  slotDay: null,
  shopZone: "Europe/London",
};

const reports = new Map<TemplateName, Report>();

beforeAll(async () => {
  const shop = await smallStore();
  for (const name of TEMPLATE_NAMES) {
    const { frequency: _, ...settings } = templateOf(name);
    reports.set(name, await storeReport(shop, wishFor(draft(settings), run)));
  }
}, 60_000);

const reportOf = (name: TemplateName, language: (typeof LANGUAGES)[number]): Report => {
  const report = reports.get(name);
  if (!report) throw new Error(`template ${name}: expected its report`);
  return { ...report, title: translator(language)(`builder.templates.${name}.title`) };
};

describe("a template", () => {
  it.each([...TEMPLATE_NAMES])("%s is a whole report of sections and figures that there are", (name) => {
    const { sections, options, attachPdf, attachXlsx } = templateOf(name);
    expect(sections.filter((section) => !SECTIONS.includes(section))).toEqual([]);
    expect(new Set(sections).size).toBe(sections.length);
    expect(SectionOptions.parse(options)).toEqual(options);
    const offered = KEY_FIGURE_CHOICES.flatMap(({ metrics }) => metrics);
    expect(options.keyFigures?.filter((metric) => !offered.includes(metric)) ?? []).toEqual([]);
    expect([typeof attachPdf, typeof attachXlsx]).toEqual(["boolean", "boolean"]);
    for (const language of LANGUAGES)
      expect(translator(language)(`builder.templates.${name}.title`).length).toBeLessThanOrEqual(120);
  });

  it("from blank has every section", () => {
    expect(BLANK.sections).toEqual(SECTIONS);
  });

  it("of the day stands beside the same weekday of the week before", () => {
    expect(reports.get("dailyPulse")).toMatchObject({
      period: { start: "2025-03-02", end: "2025-03-03" },
      comparison: { start: "2025-02-23", end: "2025-02-24" },
    });
  });

  describe.each([...LANGUAGES])("in %s", (language) => {
    it.each([...TEMPLATE_NAMES])("%s renders as mail, text, PDF and workbook", { timeout: 30_000 }, async (name) => {
      const t = translator(language);
      const report = reportOf(name, language);
      const links = { report: "https://shop.example/r", settings: "https://shop.example/s", admin: null };
      const mail = await renderReportEmail(report, { language, links, unsubscribeUrl: "https://shop.example/u" });
      expect(mail.subject).toContain(report.title);
      expect(mail.html.length).toBeLessThan(100_000);
      const plain = mail.html.replace(/<style[\s\S]*?<\/style>|<[^>]*>/g, "").replaceAll("&#x27;", "'");
      for (const section of report.sections) {
        expect(plain).toContain(t(`reports.sections.${section}`));
        expect(mail.text).toContain(t(`reports.sections.${section}`));
      }
      for (const metric of report.shown?.keyFigures ?? []) expect(mail.text).toContain(t(`metrics.${metric}.label`));

      const pdf = await toPdf(report, language);
      expect(pdf.subarray(0, 5).toString("latin1")).toBe("%PDF-");
      const book = new ExcelJS.Workbook();
      await book.xlsx.load(new Uint8Array(await toXlsx(report, language)).buffer);
      expect(book.worksheets[0]?.getCell("A1").value).toBe(report.title);
    });
  });
});
