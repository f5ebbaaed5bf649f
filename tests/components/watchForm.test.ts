import { describe, expect, it } from "vitest";
import type { WatchRule } from "~/analytics/watch";
import { boundText, changed, newWatch, ruleOf, WatchValues } from "~/components/alerts/watchForm";
import { LANGUAGES, type Language } from "~/i18n/languages";

const threshold = (bound: string, metric: WatchValues["metric"] = "netSales"): WatchValues => ({
  ...newWatch("ada@example.com", "en"),
  metric,
  kind: "threshold",
  side: "above",
  bound,
});

function bound(values: WatchValues, language: Language = "en", currency = "GBP") {
  const found = ruleOf(values, currency, language);
  if ("fault" in found) return found.fault;
  const { condition } = found.rule;
  return condition.kind === "threshold" ? condition.value : null;
}

describe("the value of a watch as it is typed", () => {
  it("is read as the language of the page writes numbers, to the minor unit of the currency", () => {
    expect(bound(threshold("1,234.50"))).toBe(123_450);
    expect(bound(threshold("1.234,50"), "tr")).toBe(123_450);
    expect(bound(threshold("１２３４"), "ja", "JPY")).toBe(1_234);
    expect(bound(threshold("1.234"), "zh-CN", "KWD")).toBe(1_234);
    expect(bound(threshold("-50"))).toBe(-5_000);
    expect(bound(threshold("0.1"))).toBe(10);
  });

  it("is a percentage of a share, and a plain number of a count", () => {
    expect(bound(threshold("12.5 %", "grossMargin"))).toBe(0.125);
    expect(bound(threshold("12,5", "grossMargin"), "tr")).toBe(0.125);
    expect(bound(threshold("1,023", "orders"))).toBe(1_023);
    expect(bound(threshold("2.5", "roas"))).toBe(2.5);
  });

  it("is told as wrong where it is none, or more than an amount can be", () => {
    for (const typed of ["", "many", "1,2,3", "£5", "1e5", "--4"])
      expect(bound(threshold(typed)), typed).toBe("number");
    expect(bound(threshold("1.000"))).toBe("ambiguous");
    expect(bound(threshold("1000000000.01"))).toBe("totalTooLarge");
    expect(bound(threshold("-1000000000.01"))).toBe("totalTooLarge");
    expect(ruleOf({ ...threshold("1", "customers"), span: "month" }, "GBP", "en")).toEqual({ fault: "invalid" });
  });

  it("stands in its field again as it was meant, in every language", () => {
    for (const language of LANGUAGES)
      for (const [metric, value] of [
        ["netSales", 123_450],
        ["netSales", -5],
        ["grossMargin", 0.125],
        ["orders", 1_023],
        ["roas", 2.5],
      ] as const) {
        const typed = boundText(value, metric, "GBP", language);
        expect(bound(threshold(typed, metric), language), `${typed} ${language}`).toBe(value);
      }
  });
});

describe("a change of the form", () => {
  it("takes the first that can be watched where the choice cannot be, and forgets a value of another unit", () => {
    const month = { ...threshold("500"), span: "month" } as const;
    expect(changed(month, { kind: "unusual" })).toMatchObject({ kind: "unusual", span: "day", bound: "500" });
    expect(changed(month, { metric: "customers" })).toMatchObject({ span: "day", bound: "" });
    expect(changed(month, { metric: "totalSales" })).toMatchObject({ span: "month", bound: "500" });
    const unusual = newWatch("", "en");
    expect(changed(unusual, { metric: "mrr" })).toMatchObject({ kind: "threshold", span: "day" });
  });

  it("keeps what is unusual as a rule without a value", () => {
    const rule: WatchRule = {
      metric: "netSales",
      span: "day",
      condition: { kind: "unusual", sides: "either", sensitivity: 100 },
    };
    expect(ruleOf(newWatch("", "en"), "GBP", "en")).toEqual({ rule });
    expect(WatchValues.safeParse({ ...newWatch("", "en"), sensitivity: 50 }).success).toBe(false);
    expect(WatchValues.safeParse({ ...newWatch("", "en"), metric: "lifetimeValue" }).success).toBe(false);
  });
});
