import { describe, expect, it } from "vitest";
import type { Condition, Conditions } from "~/analytics/conditions";
import { Timing } from "~/analytics/timing";
import { amountUnit, newTiming, type TimingValues, timingInput, timingValues } from "~/components/reports/timingValues";
import type { Language } from "~/i18n/languages";

const typing = (language: Language, currency: string) => ({ language, currency });

/** What one typed condition is kept as. */
function kept(condition: TimingValues["conditions"][number], language: Language, currency: string) {
  const sent = { ...newTiming("UTC"), conditions: [condition] };
  const { conditions } = timingInput(sent as Parameters<typeof timingInput>[0], typing(language, currency)) as {
    conditions: Conditions;
  };
  return conditions.of[0]?.value;
}

describe("a typed amount", () => {
  it("of money is kept in the currency's minor units, exactly", () => {
    expect(kept({ metric: "netSales", test: "above", amount: "1,234.56" }, "en", "USD")).toBe("123456");
    expect(kept({ metric: "netSales", test: "above", amount: "1.234,56" }, "tr", "TRY")).toBe("123456");
    expect(kept({ metric: "netSales", test: "below", amount: "1,500" }, "ja", "JPY")).toBe("1500");
    expect(kept({ metric: "netProfit", test: "below", amount: "-0.125" }, "en", "KWD")).toBe("-125");
  });

  it("of a ratio or a change is typed in percent or points and kept as a share", () => {
    expect(kept({ metric: "grossMargin", test: "below", amount: "32.5" }, "en", "USD")).toBe("0.325");
    expect(kept({ metric: "netSales", test: "fell", amount: "10" }, "en", "JPY")).toBe("0.1");
    expect(kept({ metric: "orders", test: "above", amount: "1,000" }, "en", "USD")).toBe("1000");
  });

  it("that may be read two ways is told as such, and not read", () => {
    const conditions = [{ metric: "netSales", test: "above", amount: "1.000" }];
    const sent = { ...newTiming("UTC"), conditions } as Parameters<typeof timingInput>[0];
    const parsed = Timing.safeParse(timingInput(sent, typing("en", "USD")));
    expect(parsed.error?.issues.map(({ path, message }) => [path.join("."), message])).toEqual([
      ["conditions.of.0.value", "ambiguous"],
    ]);
  });

  it("that is no number is told at its field", () => {
    const sent = { ...newTiming("UTC"), conditions: [{ metric: "orders", test: "above", amount: "many" }] };
    const parsed = Timing.safeParse(timingInput(sent as Parameters<typeof timingInput>[0], typing("en", "USD")));
    expect(parsed.error?.issues.map(({ path, message }) => [path.join("."), message])).toEqual([
      ["conditions.of.0.value", "condition"],
    ]);
  });

  it("stands in its field as it was typed", () => {
    const of: Condition[] = [
      { metric: "netSales", test: "above", value: "123456" },
      { metric: "grossMargin", test: "rose", value: "0.05" },
    ];
    const timing = Timing.parse({ conditions: { mode: "any", of } });
    expect(timingValues(timing, "UTC", typing("tr", "TRY")).conditions.map(({ amount }) => amount)).toEqual([
      "1234,56",
      "5",
    ]);
    expect(timingValues(timing, "UTC", typing("en", "JPY")).conditions[0]?.amount).toBe("123456");
  });

  it("is named by what it is: an amount, percent, points or a number", () => {
    expect(amountUnit({ metric: "netSales", test: "above" })).toBe("minor");
    expect(amountUnit({ metric: "netSales", test: "moved" })).toBe("percent");
    expect(amountUnit({ metric: "grossMargin", test: "above" })).toBe("percent");
    expect(amountUnit({ metric: "grossMargin", test: "rose" })).toBe("points");
    expect(amountUnit({ metric: "orders", test: "below" })).toBe("count");
  });
});

describe("hours to make up for", () => {
  it.each([["0"], ["169"], ["1.5"], [""], ["soon"]])("%j are refused", (catchUpHours) => {
    const sent = { ...newTiming("UTC"), catchUpHours } as Parameters<typeof timingInput>[0];
    const parsed = Timing.safeParse(timingInput(sent, typing("en", "USD")));
    expect(parsed.error?.issues.map(({ path, message }) => [path.join("."), message])).toEqual([
      ["catchUpHours", "hours"],
    ]);
  });
});
