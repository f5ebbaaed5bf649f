import { Decimal } from "decimal.js";
import { Temporal } from "temporal-polyfill";
import { type Minor, minor, times } from "./money";
import { type Day, daysBetween, type Period } from "./period";

export const EXPENSE_KINDS = ["once", "daily", "weekly", "monthly", "yearly", "percent"] as const;
export type ExpenseKind = (typeof EXPENSE_KINDS)[number];

interface Named {
  readonly name: string;
  readonly start: Day;
  /** Last day it is paid for; null: it goes on. A one-off has none. */
  readonly end: Day | null;
}

/** A fixed cost of running the shop: once, or for each day, week, month or year counted from `start`. */
export interface FixedExpense extends Named {
  readonly kind: Exclude<ExpenseKind, "percent">;
  readonly amount: Minor;
}

/** A cost that is a part of the net sales of each day, in percent as a decimal string ("2.5"). */
export interface PercentExpense extends Named {
  readonly kind: "percent";
  readonly percent: string;
}

export type Expense = FixedExpense | PercentExpense;

/** Net sales by local day; a day that is not in it had none. */
export type NetSalesByDay = ReadonlyMap<Day, Minor>;

type Recurring = Exclude<FixedExpense["kind"], "once">;

const SPAN = { daily: "days", weekly: "weeks", monthly: "months", yearly: "years" } as const;
const LONGEST_SPAN = { daily: 1, weekly: 7, monthly: 31, yearly: 366 } as const;

/**
 * The part of an expense that falls into a period. A one-off falls on its day; a recurring one is spread over the local
 * days of each of its spans in whole minor units, the first days of a span carrying the remainder, so that the days of a
 * span sum to its amount and the parts of any periods to their whole. A percentage is taken of each day's net sales and
 * rounded there, half away from zero; a day on which more came back than was sold lowers it.
 */
export function expenseIn(period: Period, expense: Expense, netSales: NetSalesByDay): Minor {
  if (expense.kind === "percent") return percentIn(period, expense, netSales);
  const { kind, start } = expense;
  if (kind === "once") return minor(period.start <= start && start < period.end ? expense.amount : 0);
  let total = 0;
  for (let index = firstSpan(kind, start, period.start); ; index += 1) {
    const from = spanStart(kind, start, index);
    if (from >= period.end || (expense.end !== null && from > expense.end)) return minor(total);
    const until = spanStart(kind, start, index + 1);
    total += partOfSpan(expense, from, until, period);
  }
}

/** Sum over all expenses; null when the shop keeps none. */
export function operatingExpenses(period: Period, expenses: readonly Expense[], netSales: NetSalesByDay): Minor | null {
  if (expenses.length === 0) return null;
  return minor(expenses.reduce((total, expense) => total + expenseIn(period, expense, netSales), 0));
}

function percentIn(period: Period, { percent, start, end }: PercentExpense, netSales: NetSalesByDay): Minor {
  const share = new Decimal(percent).div(100).toFixed();
  let total = 0;
  for (const [day, net] of netSales)
    if (day >= start && (end === null || day <= end) && day >= period.start && day < period.end)
      total += times(net, share);
  return minor(total);
}

function partOfSpan({ amount, end }: FixedExpense, from: Day, until: Day, period: Period): number {
  const days = daysBetween(from, until);
  const paidUntil = end === null ? days : Math.min(days, daysBetween(from, end) + 1);
  const first = Math.max(0, daysBetween(from, period.start));
  const last = Math.min(paidUntil, daysBetween(from, period.end));
  if (last <= first) return 0;
  const each = Math.floor(amount / days);
  const larger = amount - each * days;
  return each * (last - first) + Math.max(0, Math.min(last, larger) - first);
}

/** The n-th span begins n spans after the start, so that one started on the 31st comes back to the 31st. */
function spanStart(kind: Recurring, start: Day, index: number): Day {
  return Temporal.PlainDate.from(start)
    .add({ [SPAN[kind]]: index })
    .toString() as Day;
}

/** A span that begins at or before the period, so that a long past is skipped. */
function firstSpan(kind: Recurring, start: Day, at: Day): number {
  if (at <= start) return 0;
  return Math.floor(daysBetween(start, at) / LONGEST_SPAN[kind]);
}
