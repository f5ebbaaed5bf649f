import { describe, expect, it } from "vitest";
import { largestMajor } from "~/analytics/largest";
import { day } from "~/analytics/period";
import { faultsOf } from "~/components/form/fault";
import { ExpenseForm, FeeRulesForm, SpendForm, UnitCostForm } from "~/components/settings/costForms";
import { parseCostsCsv } from "~/data/costsCsv.server";
import { csvFaultText } from "~/data/csvFile.server";
import { readShippingCosts } from "~/data/shippingCosts.server";
import { parseAdSpendCsv, parseExpensesCsv } from "~/data/spendCsv.server";
import { insertShop } from "../support/ledger";

const gbp = { currency: "GBP" };
const large = (limit: string) => [{ line: 2, rule: "large", limit }];

describe("an amount that is too large to be one", () => {
  it("is named in a file with its value, its place and the most it can be", async () => {
    const costs = parseCostsCsv("sku,unit_cost,currency\n85099B,501234567890,GBP\nMUG,1000000,GBP\n", gbp);
    expect(costs.faults[0] && csvFaultText(costs.faults[0])).toBe(
      'line 2: unit_cost "501234567890": expected at most 1000000',
    );
    expect(costs.rows).toEqual([{ subject: { sku: "MUG" }, amount: "1000000", validFrom: null }]);
    expect(parseCostsCsv("sku,unit_cost,currency\nMUG,1000000.01,GBP\n", gbp).faults).toMatchObject(large("1000000"));
    const spend = parseAdSpendCsv("day,platform,amount,currency\n2025-01-01,meta,999999999999999999,GBP\n", gbp);
    expect(spend.faults).toMatchObject(large("1000000000"));
    const report = parseAdSpendCsv("Day,Campaign,Cost,Currency code\n2025-01-01,Mugs,999999999999999999,GBP\n", gbp);
    expect(report.faults).toMatchObject(large("1000000000"));
    const expenses = "name,amount,currency,kind,start\nRent,999999999999999999,GBP,once,2025-01-01\n";
    expect(parseExpensesCsv(expenses, gbp).faults).toMatchObject(large("1000000000"));
    const shipping = "order,shipping_cost,currency\n#1,999999999999999999,GBP\n";
    expect((await readShippingCosts(await insertShop(), shipping, gbp)).faults).toMatchObject(large("1000000"));
  });

  it("is named in a form at its field", () => {
    const cost = { sku: "MUG", validFrom: "", amount: "501234567890" };
    const faultsIn = (form: ReturnType<ReturnType<typeof UnitCostForm>["safeParse"]>) =>
      form.error && faultsOf(form.error);
    expect(faultsIn(UnitCostForm("GBP").safeParse(cost))).toEqual({ amount: "eachTooLarge" });
    const spend = SpendForm("GBP", day("2025-01-31")).safeParse({
      day: "2025-01-01",
      platform: "meta",
      amount: "99999999999999999999",
    });
    expect(spend.error && faultsOf(spend.error)).toEqual({ amount: "totalTooLarge" });
    const expense = { expenseId: null, name: "Rent", start: "2025-01-01", end: "", kind: "once", amount: "1000000001" };
    const typed = ExpenseForm("GBP").safeParse(expense);
    expect(typed.error && faultsOf(typed.error)).toEqual({ amount: "totalTooLarge" });
    const fee = FeeRulesForm("GBP").safeParse({ paypal: [{ validFrom: "", percent: "", fixed: "1000001" }] });
    expect(fee.error && faultsOf(fee.error)).toEqual({ "paypal.0.fixed": "eachTooLarge" });
    expect(UnitCostForm("GBP").safeParse({ ...cost, amount: "1000000" }).success).toBe(true);
  });

  it("is a thousand times as much where a unit of the currency is worth little", () => {
    expect(largestMajor("JPY", "each")).toBe(1_000_000_000);
    expect(largestMajor("IDR", "each")).toBe(1_000_000_000);
    expect(largestMajor("KWD", "total")).toBe(1_000_000_000);
  });
});
