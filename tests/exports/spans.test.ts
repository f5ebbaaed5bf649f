import { beforeAll, describe, expect, it } from "vitest";
import { COHORT_SPANS } from "~/analytics/cohorts";
import { addDays, day, GRAINS } from "~/analytics/period";
import { renderReportEmail } from "~/emails/renderReportEmail";
import { cohortSection } from "~/exports/content/cohortSection";
import { salesSection } from "~/exports/content/salesSection";
import { grids } from "~/exports/pdf/grids";
import { namedPart, partName } from "~/exports/reportParts";
import { formatAmount } from "~/i18n/format";
import { LANGUAGES } from "~/i18n/languages";
import type { Report } from "~/reports/report";
import { storeReport } from "~/reports/storeReport.server";
import { insertOrders, insertShop, insertUnitCosts, insertVariants } from "../support/ledger";

const asOf = new Date("2025-06-30T22:59:59.999Z");
const LINKS = { report: "https://shop.example/report", settings: "https://shop.example/settings", admin: null };

/** A sale of £10.00 every third day from 1 October 2024 on, by twelve customers in turn, each good costing £4.00. */
let shop: bigint;

beforeAll(async () => {
  shop = await insertShop();
  await insertVariants(shop, [{ id: 1, title: "Mug" }]);
  await insertUnitCosts(shop, [{ variant: 1, amount: "4.00" }]);
  await insertOrders(
    shop,
    Array.from({ length: 90 }, (_, index) => ({
      id: index + 1,
      at: `${addDays(day("2024-10-01"), 3 * index)}T10:00:00Z`,
      customer: index < 36 ? 1 + (index % 12) : 100 + (index % 25),
      lines: [{ id: index + 1, product: 1, variant: 1, quantity: 1, price: 1000 }],
    })),
  );
});

const report = (change: Partial<Pick<Report, "grain" | "cohortSpan">>) =>
  storeReport(shop, { asOf, period: { start: day("2025-01-01"), end: day("2025-07-01") }, ...change });

describe("a report by days, weeks, months, quarters or years", () => {
  it.each(GRAINS)(
    "lists its sales by %s in mail and PDF as its tables hold them, and they sum to the figure",
    async (grain) => {
      const made = await report({ grain });
      const rows = grain === "month" ? made.tables.salesByMonth : made.tables.salesByPart;
      const netSales = rows.map((row) => row.netSales);
      expect(netSales.reduce<number>((sum, value) => sum + value, 0)).toBe(made.metrics.netSales?.value);
      const written = netSales.map((value) => formatAmount(value, "GBP", "en"));

      const section = salesSection(made, "en");
      expect(section.table?.rows.map(({ cells }) => cells[2]?.text)).toEqual(written.slice(-13));
      expect(section.remarks.some((remark) => remark.startsWith("The latest 13 of"))).toBe(rows.length > 13);
      expect(section.pictures).toHaveLength(rows.length > 1 ? 1 : 0);

      const pages = grids(made, 13, "en").filter(({ heading }) => heading.startsWith(`Sales by ${grain}`));
      const onPaper = pages.flatMap((page) => page.rows.find(({ text }) => text === "Net sales")?.cells ?? []);
      expect(onPaper.map(({ text }) => text)).toEqual(written.slice(-53));
      const profits = grids(made, 13, "en").filter(({ heading }) => heading.startsWith(`Profit and loss by ${grain}`));
      expect(profits.flatMap(({ columns }) => columns)).toEqual(pages.flatMap(({ columns }) => columns));
    },
  );

  it.each(COHORT_SPANS)("takes customers together by %s in sentence, table, pictures and PDF", async (cohortSpan) => {
    const made = await report({ cohortSpan });
    const cells = cohortSpan === "month" ? made.tables.cohorts : made.tables.cohortsBySpan;
    const section = cohortSection(made, "en");
    const sizes = section.table?.rows.map(({ cells: [, size] }) => Number(size?.text)) ?? [];
    const cohorts = new Map(
      cells.map((cell) => ["cohortMonth" in cell ? cell.cohortMonth : cell.key, cell.cohortSize] as const),
    );
    expect(sizes).toEqual([...cohorts.values()].slice(-13));
    expect(section.sentences.join(" ")).toMatch(
      {
        week: /in the week of \d+ \w+ 202\d was .* by the end of week 4/,
        month: /in \w+ 202\d was .* of month 3/,
        quarter: /in Q\d 202\d was .* of quarter 1/,
      }[cohortSpan],
    );
    expect(section.pictures.map(({ name }) => name)).toEqual(["lifetime", "retention"]);
    expect(
      grids(made, 13, "en").some(({ remarks }) => remarks.some((text) => text.includes(`in each ${cohortSpan} after`))),
    ).toBe(true);
  });

  it("says by what it is divided at the head of its mail, in every language, and stays small enough to be shown whole", async () => {
    const made = await report({ grain: "week", cohortSpan: "week" });
    for (const language of LANGUAGES) {
      const mail = await renderReportEmail(made, { language, links: LINKS, unsubscribeUrl: "https://shop.example/u" });
      expect(Buffer.byteLength(mail.html)).toBeLessThan(90_000);
      expect(mail.html).not.toMatch(/undefined|NaN|\{\w+\}(?!\})/);
      expect(mail.images.map(({ cid }) => cid)).toContain("retention@tenure");
    }
  });
});

describe("a part on an axis", () => {
  it("is named without what stands below it, in a cycle that begins with the year", () => {
    expect(namedPart(day("2025-04-01"), "quarter", 7, "en")).toEqual({ name: "Q2", group: "2025", place: 1 });
    expect(namedPart(day("2025-04-01"), "month", 7, "en")).toEqual({ name: "Apr", group: "2025", place: 3 });
    expect(namedPart(day("2025-04-07"), "week", 7, "en")).toEqual({ name: "7 Apr", group: "2025", place: 7 });
    expect(namedPart(day("2025-01-01"), "year", 2, "ja")).toEqual({ name: "2025", group: "", place: 2 });
    expect(partName(day("2025-04-07"), "week", "en")).toBe("7 Apr 2025");
    expect(partName(day("2025-04-01"), "quarter", "tr")).toBe("2025 2. çeyrek");
  });
});
