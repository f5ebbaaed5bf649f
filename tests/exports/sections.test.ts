import { describe, expect, it } from "vitest";
import { minor } from "~/analytics/money";
import { type Section, sections } from "~/exports/content/content";
import { LANGUAGES, type Language } from "~/i18n/languages";
import { translator } from "~/i18n/translate";
import { type Report, SECTIONS, type SectionName } from "~/reports/report";
import { emptyReport, HOSTILE, hostileReport, sampleReport } from "../fixtures/report";

function part(report: Report, name: SectionName, language: Language = "en"): Section {
  const found = sections(report, language).find((one) => one.name === name);
  if (!found) throw new Error(`expected a section ${name}`);
  return found;
}

/** The sample with what drove one section's figure put in place of its own. */
const driven = (section: SectionName, rows: readonly Partial<Report["tables"]["drivers"][number]>[]): Report => {
  const report = sampleReport();
  const [own] = report.tables.drivers;
  if (!own) throw new Error("expected what drove the sample's figures");
  const drivers = rows.map((row) => ({ ...own, section, ...row }));
  return { ...report, sections: [section], tables: { ...report.tables, drivers } };
};

describe("what drove a figure, in words", () => {
  it("is one sentence in place of the one that says how much it moved, the largest part first", () => {
    const { sentences } = part(
      driven("keyFigures", [
        { before: minor(10_000), after: minor(10_900), driver: "newCustomers", amount: minor(-100) },
        { before: minor(10_000), after: minor(10_900), driver: "returningCustomers", amount: minor(1_000) },
      ]),
      "keyFigures",
    );
    expect(sentences).toEqual([
      "Net sales rose by 9.0% (+£9.00) to £109.00, driven by returning customers (+£10.00) and new customers (-£1.00).",
      "Contribution profit rose by 6.1% to £75,127.09.",
    ]);
  });

  it("is nothing where the figure moved by less than 1%, and nothing is explained then", () => {
    const { sentences, remarks } = part(
      driven("keyFigures", [{ before: minor(10_000), after: minor(10_099), driver: "guests", amount: minor(99) }]),
      "keyFigures",
    );
    expect(sentences[0]).toBe("Net sales rose by 8.3% to £144,394.90.");
    expect(remarks).toEqual([]);
  });

  it("tells from nothing without a percentage, and of many parts the largest and the rest", () => {
    const amounts = [400, -300, 200, 100, 50, -25] as const;
    const names = ["volume", "mix", "netPrice", "unitCosts", "shipping", "paymentFees"] as const;
    const { sentences } = part(
      driven(
        "profitAndLoss",
        amounts.map((amount, index) => ({
          metric: "contributionProfit" as const,
          before: minor(0),
          after: minor(425),
          driver: names[index] ?? "volume",
          amount: minor(amount),
        })),
      ),
      "profitAndLoss",
    );
    expect(sentences.at(-1)).toBe(
      "Contribution profit changed by +£4.25 to £4.25, driven by units kept by customers (+£4.00), mix of products (-£3.00), prices and discounts (+£2.00), unit costs (+£1.00), and the rest (+£0.25).",
    );
  });

  it("names the cohorts that are compared, and the month that MRR moved in", () => {
    expect(part(sampleReport(), "cohorts").sentences.at(-1)).toBe(
      "At month 3, Customer lifetime value of the customers of August 2025 differs from that of May 2025 by +£5.58, driven by orders per customer (+£2.89), net sales per order (+£2.57), and margin (+£0.12).",
    );
    expect(part(sampleReport(), "subscriptions").sentences.at(-1)).toBe(
      "In November 2025 MRR changed by +£471.50 to £4,719.00, driven by new (+£552.00), churn (-£107.50), expansion (+£21.00), reactivation (+£19.00), and contraction (-£13.00).",
    );
  });

  it("tells by stage how many customers are active", () => {
    // 743 in conversion and retention at the start of November; 97 lapsed, 64 became loyal.
    expect(part(sampleReport(), "lifecycle").sentences.at(-1)).toBe(
      "In November 2025, the last month that has ended, the number of customers who have not lapsed went from 743 to 646: Conversion (-97), Retention (-64), and Loyalty (+64).",
    );
  });

  it("of stages is counted, and needs no explanation of its own", () => {
    const told = sections({ ...sampleReport(), sections: ["lifecycle", "subscriptions"] }, "en");
    const how = translator("en")("drivers.how");
    expect(told.map(({ remarks }) => remarks.includes(how))).toEqual([false, true]);
  });

  it("parts who has not lapsed into active and about to lapse, as the key figures do, and says which month is not over", () => {
    const report = sampleReport();
    const figure = (value: number) => ({ value, unit: "count" as const });
    const metrics = { ...report.metrics, activeCustomers: figure(600), atRiskCustomers: figure(46) };
    const [said] = part({ ...report, metrics }, "lifecycle").sentences;
    expect(said).toMatch(
      /^646 of [\d,]+ persons ordered and have not lapsed: 600 are active, 46 are about to lapse\.$/,
    );
    const lifecycle = report.tables.lifecycle.map((row) => ({ ...row, complete: row.month !== "2025-11" }));
    const begun = part({ ...report, tables: { ...report.tables, lifecycle } }, "lifecycle");
    expect(begun.remarks).toContain("The table shows November 2025 so far.");
  });

  it("is explained once in a report, where it is first told", () => {
    for (const language of LANGUAGES) {
      const how = translator(language)("drivers.how");
      const told = sections(sampleReport(), language).filter(({ remarks }) => remarks.includes(how));
      expect(told.map(({ name }) => name)).toEqual(["keyFigures"]);
    }
  });

  it("holds a product's hostile title as one line of text", () => {
    for (const [index, name] of Object.values(HOSTILE).entries()) {
      const { sentences } = part(
        driven("products", [
          { before: minor(100), after: minor(300 + index), driver: "product", name, amount: minor(200 + index) },
        ]),
        "products",
      );
      expect(sentences.at(-1)).not.toMatch(/[\p{Cc}\u202a-\u202e\u2066-\u2069\p{Surrogate}]/u);
      expect(sentences.at(-1)?.length).toBeLessThan(400);
    }
  });
});

describe("sections of what has a page", () => {
  it.each(LANGUAGES)("have a heading, a sentence and their rows, without a word missing, in %s", (language) => {
    for (const report of [sampleReport(), hostileReport("JPY"), emptyReport()]) {
      for (const { name, heading, sentences, table, remarks } of sections(report, language)) {
        expect(heading, name).toBe(translator(language)(`reports.sections.${name}`));
        const words = [
          ...sentences,
          ...remarks,
          ...(table?.rows ?? []).flatMap(({ cells }) => cells.map(({ text }) => text)),
        ];
        // Of hostile titles the braces are the merchant's own.
        for (const text of words)
          expect(text.replace("{{7*7}}", ""), name).not.toMatch(/undefined|NaN|\[object|\{\w+\}/);
        for (const { cells } of table?.rows ?? []) expect(cells, name).toHaveLength(table?.columns.length ?? 0);
      }
    }
    expect(sections(sampleReport(), language).map(({ name }) => name)).toEqual(SECTIONS);
  });

  it("say what they are about in one sentence", () => {
    const said = (name: SectionName) => part(sampleReport(), name).sentences;
    expect(said("statementParts")).toEqual(["The largest part of Cost of goods sold is “Candles”: £27,478.64."]);
    expect(said("rfm")).toEqual([
      "Of 2,189 customers, 530 are in the groups Champions and Loyal, and 189 in At risk and Previously loyal.",
    ]);
    expect(said("sharedTraits")).toEqual([
      "First product “Pine candle, large”: 412 customers had it, and became high-value 2.31 times as often as all others (14.8% against 6.4%).",
    ]);
    expect(said("serviceLists")).toEqual([
      "To write to now: Second order is due (118), Product runs out (36), Offer the next product (74), and Win back (402).",
    ]);
    expect(said("rhythm")).toEqual(["Half of all repeat orders come within 47 days, nine in ten within 141 days."]);
    expect(said("expectedRenewals")).toEqual([
      "In the next 30 days 186 renewals worth £4,464.00 are due, of which £312.48 is at risk.",
      "4 worth £96.00 are overdue.",
    ]);
    expect(said("costCoverage")).toEqual([
      "The unit cost of 88.2% of net sales is known; 2 variants with £16,065.00 of net sales lack one.",
    ]);
    expect(said("reconciliation")).toEqual([
      "1 of 12 months differs from Shopify’s report.",
      "The largest difference is in November 2025: -£42.00 of total sales.",
    ]);
  });

  it("say what is lacking in a shop that has nothing yet", () => {
    const said = (name: SectionName) => part(emptyReport(), name).sentences;
    expect(said("rfm")).toEqual(["No customer has ordered yet."]);
    expect(said("sharedTraits")).toEqual([
      "No trait known at the first order sets high-value customers apart beyond chance.",
    ]);
    expect(said("serviceLists")).toEqual(["Nobody is in these lists today."]);
    expect(said("expectedRenewals")).toEqual(["No renewal is expected."]);
    expect(said("reconciliation")).toEqual([
      "Shopify’s own sales report has not been read for this period, so nothing is compared.",
    ]);
  });

  it("call no trait shared whose lift may be chance", () => {
    const report = sampleReport();
    const sharedTraits = report.tables.sharedTraits.map((row) => ({ ...row, liftLow: 0.98 }));
    expect(part({ ...report, tables: { ...report.tables, sharedTraits } }, "sharedTraits").sentences).toEqual([
      "No trait known at the first order sets high-value customers apart beyond chance.",
    ]);
  });
});
