import { describe, expect, it } from "vitest";
import { METRIC_NAMES } from "~/analytics/metrics/registry";
import {
  KEY_FIGURE_CHOICES,
  SectionOptions,
  shownOf,
  USUAL_KEY_FIGURES,
  USUAL_OPTIONS,
  USUAL_ROWS,
} from "~/analytics/sectionOptions";

const paths = (value: unknown) => {
  const parsed = SectionOptions.safeParse(value);
  return parsed.success ? [] : parsed.error.issues.map(({ path }) => path.join("."));
};

describe("how a report shows its sections", () => {
  it("is as usual where nothing is chosen, and in a report that was kept before there was a choice", () => {
    expect(SectionOptions.parse({})).toEqual({
      keyFigures: null,
      rows: USUAL_ROWS,
      cohorts: { measure: "contributionProfit", through: "cumulative" },
      profitColumns: "compared",
    });
    expect(shownOf({})).toEqual(USUAL_OPTIONS);
    expect(SectionOptions.parse(undefined)).toEqual(USUAL_OPTIONS);
  });

  it("keeps one choice beside what is usual of the others", () => {
    const { products, highValueCustomers, platforms } = SectionOptions.parse({ rows: { products: 50 } }).rows;
    expect([products, highValueCustomers, platforms]).toEqual([50, 10, 12]);
  });

  it.each([
    [{ rows: { products: 4 } }, "rows.products"],
    [{ rows: { products: 51 } }, "rows.products"],
    [{ rows: { platforms: 7.5 } }, "rows.platforms"],
    [{ keyFigures: [] }, "keyFigures"],
    [{ keyFigures: ["netSales", "netSales"] }, "keyFigures"],
    [{ keyFigures: METRIC_NAMES.slice(0, 13) }, "keyFigures"],
    [{ keyFigures: ["turnover"] }, "keyFigures.0"],
    [{ cohorts: { measure: "sessions" } }, "cohorts.measure"],
    [{ profitColumns: "all" }, "profitColumns"],
  ])("%j is told at its place", (value, path) => {
    expect(paths(value)).toEqual([path]);
  });

  it("offers each figure once, the usual ones among them", () => {
    const offered = KEY_FIGURE_CHOICES.flatMap(({ metrics }) => metrics);
    expect(new Set(offered).size).toBe(offered.length);
    expect(USUAL_KEY_FIGURES.filter((name) => !offered.includes(name))).toEqual([]);
  });
});
