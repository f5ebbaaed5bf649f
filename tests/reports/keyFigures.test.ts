import { describe, expect, it } from "vitest";
import { getMetric } from "~/analytics/metrics/registry";
import { day } from "~/analytics/period";
import { KEY_FIGURE_CHOICES, SectionOptions } from "~/analytics/sectionOptions";
import { sections } from "~/exports/content/content";
import { lifecycleReport } from "~/reports/lifecycleReport.server";
import { storeReport } from "~/reports/storeReport.server";
import { mrrReport } from "~/reports/subscriptionReport.server";
import { smallStore } from "./smallStore";

const asOf = new Date("2025-04-10T12:00:00Z");
const QUARTER = { start: day("2025-01-01"), end: day("2025-04-01") };
const query = { asOf, period: QUARTER, sections: ["keyFigures"] as const };

describe("the key figures of a report", () => {
  it("are filled whatever is chosen of those offered; what the shop cannot have is unknown", async () => {
    const shop = await smallStore();
    for (const { family, metrics } of KEY_FIGURE_CHOICES) {
      for (let from = 0; from < metrics.length; from += 12) {
        const chosen = metrics.slice(from, from + 12);
        const shown = SectionOptions.parse({ keyFigures: chosen });
        const report = await storeReport(shop, { ...query, shown });
        expect(
          chosen.filter((name) => report.metrics[name] === undefined),
          family,
        ).toEqual([]);
        for (const name of chosen) expect(report.metrics[name]?.unit, name).toBe(getMetric(name).unit);
        const [section] = sections(report, "en");
        expect(section?.cards).toHaveLength(chosen.length);
        // What a figure is made of does not come along unless its section was chosen.
        expect([report.tables.platforms, report.tables.lifecycle, report.tables.mrrMovements]).toEqual([[], [], []]);
      }
    }
  });

  it("of lifecycle and subscriptions are those of their pages", async () => {
    const shop = await smallStore();
    const shown = SectionOptions.parse({
      keyFigures: ["activeCustomers", "lostCustomers", "lapsePoint", "customerRetentionRate", "mrr", "subscribers"],
    });
    const { metrics } = await storeReport(shop, { ...query, shown });
    const lifecycle = await lifecycleReport(shop, { asOf });
    for (const name of ["activeCustomers", "lostCustomers", "lapsePoint", "customerRetentionRate"] as const)
      expect(metrics[name]?.value, name).toBe(lifecycle.metrics[name]?.value);
    const mrr = await mrrReport(shop, { asOf });
    expect(metrics.subscribers?.value).toBe(mrr.metrics.subscribers?.value);
  });

  it("stand in the order chosen, each with its change, and the first two are told in words", async () => {
    const shop = await smallStore();
    const report = await storeReport(shop, {
      ...query,
      period: { start: day("2025-02-01"), end: day("2025-03-01") },
      comparison: { start: day("2025-01-01"), end: day("2025-02-01") },
      shown: SectionOptions.parse({ keyFigures: ["orders", "grossSales", "netSales"] }),
    });
    const [section] = sections(report, "en");
    // January: 2 mugs £20.00 and a lamp of £50.00 less £5.00; February: a lamp £50.00 and a scarf £30.00, £3.00 taken back.
    expect(section?.cards.map(({ label, value, change }) => [label, value, change])).toEqual([
      ["Orders", "2", "unchanged"],
      ["Gross sales", "£80.00", "+14.3%"],
      ["Net sales", "£77.00", "+18.5%"],
    ]);
    expect(section?.sentences.slice(0, 2)).toEqual([
      "Orders hardly changed: 2.",
      "Gross sales rose by 14.3% to £80.00.",
    ]);
  });
});
