import { describe, expect, it } from "vitest";
import { explained, isBySettings, isEqual, NOTHING_SOLD, type ReconciledFigures } from "~/analytics/reconciliation";

const figures = (netSales: number, orders: number, more: Partial<ReconciledFigures> = {}): ReconciledFigures => ({
  ...NOTHING_SOLD,
  grossSales: netSales,
  netSales,
  totalSales: netSales,
  orders,
  ...more,
});

describe("ours beside Shopify's", () => {
  it("is equal only to the last cent and order, in every figure that Shopify tells", () => {
    expect(isEqual(figures(1_000, 2), figures(1_000, 2))).toBe(true);
    expect(isEqual(figures(1_000, 2), figures(1_001, 2))).toBe(false);
    expect(isEqual(figures(1_000, 2), figures(1_000, 3))).toBe(false);
    expect(isEqual(figures(1_000, 2, { fees: 5 }), figures(1_000, 2, { fees: null }))).toBe(true);
  });

  it("differs by causes that sum to the difference exactly, in every figure", () => {
    const shown = figures(700, 7);
    const withCancelled = figures(800, 8);
    const asShopifyCounts = figures(860, 8);
    const shopify = figures(1_000, 10);
    const causes = explained(
      shown,
      [
        { cause: "cancelled", without: withCancelled },
        { cause: "clock", without: asShopifyCounts },
      ],
      shopify,
      [
        { cause: "missing", ours: null, shopify: figures(90, 1) },
        { cause: "missing", ours: null, shopify: figures(30, 1) },
        { cause: "differs", ours: figures(50, 1), shopify: figures(60, 1) },
      ],
    );
    expect(causes.map(({ cause, amounts }) => [cause, amounts.netSales, amounts.orders])).toEqual([
      ["cancelled", -100, -1],
      ["clock", -60, 0],
      ["missing", -120, -2],
      ["differs", -10, 0],
      ["unexplained", -10, 0],
    ]);
    expect(causes.reduce((sum, { amounts }) => sum + (amounts.netSales ?? 0), 0)).toBe(700 - 1_000);
  });

  it("has no cause where nothing differs, and is by settings where only switches and the clock make it", () => {
    expect(explained(figures(5, 1), [], figures(5, 1), [])).toEqual([]);
    const bySwitch = explained(figures(4, 1), [{ cause: "tags", without: figures(5, 2) }], figures(5, 2), []);
    expect(isBySettings(bySwitch)).toBe(true);
    expect(isBySettings(explained(figures(4, 1), [], figures(5, 2), []))).toBe(false);
    expect(isBySettings([])).toBe(false);
  });
});
