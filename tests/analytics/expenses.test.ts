import { describe, expect, it } from "vitest";
import { type Expense, expenseIn, operatingExpenses } from "~/analytics/expenses";
import { minor } from "~/analytics/money";
import { day, month, monthPeriod } from "~/analytics/period";

const expense = (kind: Expense["kind"], amount: number, start: string, end: string | null = null): Expense => ({
  name: "Rent",
  kind,
  amount: minor(amount),
  start: day(start),
  end: end === null ? null : day(end),
});
const inMonth = (of: string, one: Expense) => expenseIn(monthPeriod(month(of)), one);
const span = (start: string, end: string) => ({ start: day(start), end: day(end) });

describe("an expense", () => {
  it("that is paid once falls on its day", () => {
    const fair = expense("once", 840_000, "2025-03-31");
    expect(inMonth("2025-03", fair)).toBe(840_000);
    expect(inMonth("2025-04", fair)).toBe(0);
    expect(expenseIn(span("2025-03-01", "2025-03-31"), fair)).toBe(0);
  });

  it("of every month is its whole amount in every whole month, however long", () => {
    const rent = expense("monthly", 100_000, "2025-01-01");
    expect([inMonth("2025-01", rent), inMonth("2025-02", rent), inMonth("2028-02", rent)]).toEqual([
      100_000, 100_000, 100_000,
    ]);
    expect(inMonth("2024-12", rent)).toBe(0);
  });

  it("is spread over the days in whole units, the first days carrying the remainder", () => {
    // 100 over February's 28 days: 16 days of 4 and 12 days of 3.
    const rent = expense("monthly", 100, "2025-02-01");
    expect(expenseIn(span("2025-02-01", "2025-02-17"), rent)).toBe(64);
    expect(expenseIn(span("2025-02-17", "2025-03-01"), rent)).toBe(36);
  });

  it("begun in the middle of a month runs from there", () => {
    // 15 January to 14 February: 31 days of 10.
    const rent = expense("monthly", 310, "2025-01-15");
    expect(inMonth("2025-01", rent)).toBe(170);
    // 14 days of it, and 14 of the 28 days from 15 February: 310 = 28 × 11 + 2, the first two days 12.
    expect(inMonth("2025-02", rent)).toBe(140 + 14 * 11 + 2);
  });

  it("of the 31st comes back to the 31st after a short month", () => {
    const rent = expense("monthly", 3100, "2025-01-31");
    // 28 February to 30 March are 31 days of 100; 31 March begins the next, of 30 days.
    expect(expenseIn(span("2025-02-28", "2025-03-31"), rent)).toBe(3100);
    expect(expenseIn(span("2025-03-31", "2025-04-30"), rent)).toBe(3100);
  });

  it("ends with its last day", () => {
    const salary = expense("daily", 50, "2025-01-01", "2025-01-10");
    expect(inMonth("2025-01", salary)).toBe(500);
    expect(inMonth("2025-02", salary)).toBe(0);
    expect(inMonth("2025-01", expense("weekly", 70, "2025-01-01", "2025-01-10"))).toBe(100);
  });

  it("of every year reaches any later month, and its months sum to it", () => {
    const licence = expense("yearly", 36_500, "2020-03-01");
    const months = ["03", "04", "05", "06", "07", "08", "09", "10", "11", "12"].map((of) =>
      inMonth(`2024-${of}`, licence),
    );
    const rest = [inMonth("2025-01", licence), inMonth("2025-02", licence)];
    expect([...months, ...rest].reduce((sum, part) => sum + part, 0)).toBe(36_500);
  });
});

describe("operating expenses", () => {
  it("are unknown in a shop that keeps none, and zero in a month without any", () => {
    expect(operatingExpenses(monthPeriod(month("2025-01")), [])).toBeNull();
    expect(operatingExpenses(monthPeriod(month("2025-01")), [expense("once", 10, "2025-02-01")])).toBe(0);
  });
});
