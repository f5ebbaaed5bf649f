import { describe, expect, it } from "vitest";
import type { FileFormat } from "~/data/fileFormat";
import { renderReportEmail } from "~/emails/renderReportEmail";
import { LANGUAGES } from "~/i18n/languages";
import { translator } from "~/i18n/translate";
import { type Report, SECTIONS, type SectionName } from "~/reports/report";
import { emptyReport, HOSTILE, hostileReport, sampleReport } from "../fixtures/report";

const LINKS = {
  report: "https://admin.example/apps/tenure/reports/1",
  settings: "https://admin.example/apps/tenure/reports/1/schedule",
  admin: "https://admin.example/store/harbour",
};
const UNSUBSCRIBE = "https://app.example/unsubscribe/abc.def";

const render = (report: Report, options: Partial<Parameters<typeof renderReportEmail>[1]> = {}) =>
  renderReportEmail(report, { language: "en", links: LINKS, unsubscribeUrl: UNSUBSCRIBE, ...options });

/** Headings of the parts of the mail, in order. */
const headings = (html: string): string[] => [...html.matchAll(/<h2[^>]*>([^<]*)/g)].map(([, text = ""]) => text);

describe("the report as a mail", () => {
  it.each(LANGUAGES)(
    "stays below what mail clients cut off, and says everything in both forms, in %s",
    async (language) => {
      const t = translator(language);
      for (const report of [sampleReport("KWD"), hostileReport()]) {
        const mail = await render(report, { language });
        expect(Buffer.byteLength(mail.html)).toBeLessThanOrEqual(97_000);
        expect(mail.html).toContain(`lang="${language}"`);
        for (const text of [mail.html, mail.text]) {
          for (const section of SECTIONS) expect(text).toContain(t(`reports.sections.${section}`));
          expect(text).toContain(
            t("metrics.contributionProfit.explanation").replaceAll(
              "'",
              language === "en" && text === mail.html ? "&#x27;" : "'",
            ),
          );
          expect(text).toContain("Europe/London");
          expect(text).toContain(UNSUBSCRIBE);
          expect(text).toContain(LINKS.settings);
          expect(text).not.toMatch(/undefined|NaN|\[object|\{\w+\}(?!\})/);
        }
      }
    },
  );

  it("has the parts that were chosen, in their order, and no other", async () => {
    const chosen: readonly SectionName[] = ["products", "keyFigures"];
    const mail = await render({ ...sampleReport(), sections: chosen });
    expect(headings(mail.html)).toEqual(["Products", "Key figures"]);
    expect(mail.images).toEqual([]);
    expect(mail.html).not.toContain("Cost of goods sold");
  });

  it("names the files that hang on it, and none when there are none", async () => {
    const said = async (attached: readonly FileFormat[]) => {
      const mail = await render(sampleReport(), { attached });
      const sentence = /The whole report is attached as [^.]*\./;
      const [html, text] = [mail.html, mail.text].map((form) => sentence.exec(form)?.[0] ?? null);
      expect(html).toBe(text);
      return text;
    };
    expect(await said(["xlsx", "pdf"])).toBe("The whole report is attached as a spreadsheet and as a PDF.");
    expect(await said(["xlsx"])).toBe("The whole report is attached as a spreadsheet.");
    expect(await said(["pdf"])).toBe("The whole report is attached as a PDF.");
    expect(await said(["xlsx", "pdf", "csv"])).toBe(
      "The whole report is attached as a spreadsheet, as a PDF, and as CSV files.",
    );
    expect(await said([])).toBeNull();
  });

  it("carries a picture for every one it shows, each described in words", async () => {
    const mail = await render(sampleReport());
    const shown = [...mail.html.matchAll(/<img[^>]*>/g)].map(([tag]) => tag);
    expect(mail.images.map(({ cid }) => cid)).toEqual([
      "sales@tenure",
      "profit@tenure",
      "lifetime@tenure",
      "retention@tenure",
      "mrr@tenure",
      "predictions@tenure",
    ]);
    expect(shown.map((tag) => tag.match(/src="cid:([^"]*)"/)?.[1])).toEqual(mail.images.map(({ cid }) => cid));
    for (const tag of shown) expect(tag.match(/alt="([^"]*)"/)?.[1]?.length).toBeGreaterThan(20);
    for (const { png, filename } of mail.images) {
      expect(png.subarray(0, 4)).toEqual(Buffer.from([0x89, 0x50, 0x4e, 0x47]));
      expect(filename).toMatch(/^\w+\.png$/);
    }
  });

  it("is the same to the byte when it is rendered again, so that a retry sends what was sent", async () => {
    const [first, second] = [await render(sampleReport()), await render(sampleReport())];
    expect(second).toEqual(first);
  });

  it("tells in one sentence what changed and what drove it", async () => {
    const { text } = await render(sampleReport());
    expect(text).toContain(
      "Net sales rose by 8.3% (+£11,066.28) to £144,394.90, driven by returning customers (+£6,418.44), new customers (+£3,762.54), and guests (+£885.30).",
    );
    expect(text).toContain("Contribution margin fell by 0.8 points to 46.6%.");
    expect(text).toContain(
      "Customer lifetime value of customers who first bought in August 2025 was £114.15 each by the end of month 3; for those of May 2025 it was £108.57 at the same age.",
    );
    expect(text).toContain("“Pine candle, large” brought the most contribution profit: £22,731.55.");
    expect(text).toContain("1 product lost money.");
    expect(text).toContain("14 customers pass all three tests.");
  });

  it("compares with nothing where there is nothing to compare with, and shows the unknown as unknown", async () => {
    const { html, text } = await render(emptyReport());
    expect(text).toContain("Net sales: £0.00");
    expect(text).toContain("Contribution profit cannot be told from what is known.");
    expect(text).toContain("There were no orders in this period.");
    expect(text).not.toMatch(/100\.0%|before:|Compared/);
    expect(html).not.toContain("<img");
  });

  it("shows a figure of the whole history without a comparison, and bears the title its merchant gave it", async () => {
    const { text, subject } = await render({ ...sampleReport(), title: "Monday figures" });
    expect(text).toContain("Customer lifetime value: £101.84\n");
    expect(subject).toBe("Harbour & Pine: Monday figures, Dec 2024 – Nov 2025");
    const japanese = await render(sampleReport(), { language: "ja" });
    expect(japanese.subject).toBe("Harbour & Pine：顧客生涯価値と利益（2024年12月 – 2025年11月）");
  });

  it("shows lifetime value in net sales, and calls it that, where costs are unknown", async () => {
    const report = sampleReport();
    const { text, images } = await render({
      ...report,
      metrics: {
        netRevenue: { value: 500_000, unit: "minor" },
        grossProfit: { value: null, unit: "minor" },
        lifetimeValue: { value: null, unit: "minor" },
        lifetimeNetSales: { value: 11_814, unit: "minor" },
      },
      tables: {
        ...report.tables,
        cohorts: report.tables.cohorts.map((row) => ({ ...row, lifetimeValue: null })),
        drivers: [],
      },
    });
    expect(text).toContain("Lifetime net sales: £118.14\n");
    expect(text).not.toContain("Customer lifetime value");
    expect(text).toContain("Lifetime net sales of customers who first bought in August 2025 was ");
    expect(images.map(({ cid }) => cid)).not.toContain("profit@tenure");
  });

  it("shows costs as subtracted, with the margin under its profit", async () => {
    const { text } = await render(sampleReport());
    const line = (label: string) =>
      text
        .split("\n")
        .find((one) => one.startsWith(`${label}  `))
        ?.split(/\s{2,}/);
    expect(line("Cost of goods sold")).toEqual(["Cost of goods sold", "-59,736.18", "-54,553.59", "+9.5%"]);
    expect(line("Gross margin")).toEqual(["Gross margin", "63.0%", "63.7%", "-0.8 points"]);
  });

  it("says that costs are made up on every part, and the caveats in words", async () => {
    const marked = await render(sampleReport());
    expect(marked.html.match(/costs made up/g)).toHaveLength(SECTIONS.length);
    expect(marked.html).toContain("This shop holds made-up costs");
    expect(marked.text).toContain("- The unit cost of 11.8% of net sales is unknown.");
    expect(marked.text).toContain("- 187 orders without a customer account count as sales, but belong to no cohort.");
    const honest = await render({ ...sampleReport(), notes: [] });
    expect(honest.html + honest.text).not.toMatch(/made.up/);
  });

  it("shows the bounds of a profit whose costs are partly unknown", async () => {
    const report = sampleReport();
    const known = report.metrics.contributionProfit;
    if (!known) throw new Error("expected a contribution profit");
    const { text } = await render({
      ...report,
      metrics: { ...report.metrics, contributionProfit: { ...known, low: 6_900_000, high: 8_100_000 } },
    });
    expect(text).toContain(
      "£69,000.00 to £81,000.00, depending on the unknown costs of goods; other unknown costs are not in it",
    );
  });

  it("names customers by number with a link into the admin, and only those who pass all three tests", async () => {
    const report = sampleReport();
    const [first, ...rest] = report.tables.highValueCustomers;
    if (!first) throw new Error("expected a customer");
    const { html, text } = await render({
      ...report,
      tables: { ...report.tables, highValueCustomers: [{ ...first, isHighValue: false }, ...rest] },
    });
    expect(text).not.toContain("#7204118000311");
    expect(text).toContain("#7204118001288");
    expect(html).toContain(`href="${LINKS.admin}/customers/7204118001288"`);
    expect(text).toMatch(/#7204118001288 +100\.0% at full price · 8 orders · average £188\.95, shop median £84\.20/);
  });

  it("marks a test in its subject, and puts a remark above the report", async () => {
    const mail = await render(sampleReport(), { isTest: true, note: "Late: the shop could not be reached on 1 Dec." });
    expect(mail.subject).toBe("[Test] Harbour & Pine: Lifetime value and profit, Dec 2024 – Nov 2025");
    expect(mail.html).toContain("Late: the shop could not be reached");
    expect(mail.text).toContain("Late: the shop could not be reached");
  });
});

describe("hostile text of a shop or its products", () => {
  it("is text and nothing else", async () => {
    const { html } = await render(hostileReport());
    expect(html).not.toContain("<script");
    expect(html).not.toContain("onerror=alert(1)>");
    expect(html).toContain("&lt;script&gt;alert(&quot;shop&quot;)&lt;/script&gt; &amp; Söhne");
    expect(html.match(/<img/g)).toHaveLength(6);
    expect(html.match(/<table/g)?.length).toBe(html.match(/<\/table>/g)?.length);
  });

  it("puts no line break, no control character and no turned direction into the subject", async () => {
    const { subject } = await render({ ...hostileReport(), title: "Profit\r\nBcc: everyone@example.com\u0000\u2067" });
    expect(subject).not.toMatch(/[\p{Cc}\u202a-\u202e\u2066-\u2069]/u);
    expect(subject).toContain("Profit Bcc: everyone@example.com");
  });

  it("is cut where it is too long, with all figures still there", async () => {
    const { html, text } = await render(hostileReport());
    expect(html).not.toContain(HOSTILE.long);
    expect(text).toMatch(/Long x+…/);
    expect(Math.max(...text.split("\n").map((line) => line.length))).toBeLessThan(400);
  });
});
