import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { expenseIn, type FixedExpense, operatingExpenses, type PercentExpense } from "~/analytics/expenses";
import { minor } from "~/analytics/money";
import { day, month, monthPeriod } from "~/analytics/period";

const expense = (
  kind: FixedExpense["kind"],
  amount: number,
  start: string,
  end: string | null = null,
): FixedExpense => ({
  name: "Rent",
  kind,
  amount: minor(amount),
  start: day(start),
  end: end === null ? null : day(end),
});
const inMonth = (of: string, one: FixedExpense) => expenseIn(monthPeriod(month(of)), one, NO_NET);
const NO_NET = new Map();
const span = (start: string, end: string) => ({ start: day(start), end: day(end) });

describe("an expense", () => {
  it("that is paid once falls on its day", () => {
    const fair = expense("once", 840_000, "2025-03-31");
    expect(inMonth("2025-03", fair)).toBe(840_000);
    expect(inMonth("2025-04", fair)).toBe(0);
    expect(expenseIn(span("2025-03-01", "2025-03-31"), fair, NO_NET)).toBe(0);
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
    expect(expenseIn(span("2025-02-01", "2025-02-17"), rent, NO_NET)).toBe(64);
    expect(expenseIn(span("2025-02-17", "2025-03-01"), rent, NO_NET)).toBe(36);
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
    expect(expenseIn(span("2025-02-28", "2025-03-31"), rent, NO_NET)).toBe(3100);
    expect(expenseIn(span("2025-03-31", "2025-04-30"), rent, NO_NET)).toBe(3100);
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
    expect(operatingExpenses(monthPeriod(month("2025-01")), [], NO_NET)).toBeNull();
    expect(operatingExpenses(monthPeriod(month("2025-01")), [expense("once", 10, "2025-02-01")], NO_NET)).toBe(0);
  });
});

describe("an expense in percent of net sales", () => {
  const royalty: PercentExpense = {
    name: "Royalty",
    kind: "percent",
    percent: "2.5",
    start: day("2025-01-02"),
    end: day("2025-01-04"),
  };
  const net = new Map([
    [day("2025-01-01"), minor(100_000)],
    [day("2025-01-02"), minor(1_020)],
    [day("2025-01-03"), minor(-1_020)],
    [day("2025-01-04"), minor(999)],
    [day("2025-01-05"), minor(100_000)],
  ]);

  it("is rounded on each day it runs, half away from zero, and falls with what comes back", () => {
    // 25.5 → 26, −25.5 → −26, 24.975 → 25.
    expect(expenseIn(span("2025-01-02", "2025-01-03"), royalty, net)).toBe(26);
    expect(expenseIn(span("2025-01-03", "2025-01-04"), royalty, net)).toBe(-26);
    expect(expenseIn(monthPeriod(month("2025-01")), royalty, net)).toBe(25);
  });

  it("sums to the same whole however the period is cut", () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: -1_000_000, max: 1_000_000 }), { minLength: 10, maxLength: 10 }),
        fc.integer({ min: 0, max: 10_000 }),
        fc.integer({ min: 2, max: 10 }),
        (amounts, basisPoints, cut) => {
          const dayOf = (index: number) => day(`2025-03-${String(index).padStart(2, "0")}`);
          const sales = new Map(amounts.map((amount, index) => [dayOf(index + 1), minor(amount)]));
          const fee: PercentExpense = {
            ...royalty,
            percent: (basisPoints / 100).toFixed(2),
            start: day("2025-03-01"),
            end: null,
          };
          const whole = expenseIn({ start: dayOf(1), end: dayOf(11) }, fee, sales);
          const parts = [
            expenseIn({ start: dayOf(1), end: dayOf(cut) }, fee, sales),
            expenseIn({ start: dayOf(cut), end: dayOf(11) }, fee, sales),
          ];
          expect(parts.reduce((sum, part) => sum + part, 0)).toBe(whole);
        },
      ),
    );
  });
});
