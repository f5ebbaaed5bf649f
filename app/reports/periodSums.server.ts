import { operatingExpenses } from "~/analytics/expenses";
import { isFiltered } from "~/analytics/filter";
import { ZERO } from "~/analytics/money";
import {
  addDays,
  type Day,
  earlier,
  type Grain,
  type Month,
  month,
  type Part,
  type Period,
  partsOf,
} from "~/analytics/period";
import type { MoneySums, PeriodSums } from "~/analytics/periodFigures";
import { NO_FEES } from "~/analytics/profit";
import { NO_SALES } from "~/analytics/sales";
import { sumAdSpend } from "~/data/adSpend.server";
import { countCustomers } from "~/data/customers.server";
import { readExpenses } from "~/data/expenses.server";
import { sumFacts } from "~/data/sales.server";
import type { Scope } from "~/data/scope.server";
import type { ReportContext } from "./context.server";
import { expenseBase } from "./expenseBase.server";

/** Everything summed over a period, and over each of its parts that has begun, in order. */
export interface PeriodByPart {
  readonly total: PeriodSums;
  readonly parts: readonly (PeriodSums & Part)[];
}

/** Everything summed over a period, and over each of its months that has begun, in order. */
export interface PeriodByMonth {
  readonly total: PeriodSums;
  readonly months: readonly (PeriodSums & { readonly month: Month })[];
}

/** Sums of the scope's period by month. Months in which nothing happened are there too. */
export async function sumByMonth(context: ReportContext, scope: Scope): Promise<PeriodByMonth> {
  const { total, parts } = await sumByPart(context, scope, "month");
  return { total, months: parts.map((part) => ({ ...part, month: month(part.key) })) };
}

/** Sums of the scope's period by day, week, month, quarter or year. Parts in which nothing happened are there too. */
export async function sumByPart(context: ReportContext, scope: Scope, grain: Grain): Promise<PeriodByPart> {
  const { total, parts } = await sumMoneyByPart(context, scope, grain);
  const customers = await countCustomers(context.client, scope, grain);
  return {
    total: { ...total, ...customers.total },
    parts: parts.map((part) => ({ ...part, ...(customers.parts.get(part.key) ?? NOBODY) })),
  };
}

const NOBODY = { customers: 0, newCustomers: 0 } as const;

/** What is summed of orders, payments and spending over a period, and over each of its parts that has begun, in order. */
export interface MoneyByPart {
  readonly total: MoneySums;
  readonly parts: readonly (MoneySums & Part)[];
}

/**
 * The same without the customers, for reports that do not show them. What the shop spends is not that of some of its orders:
 * under a filter it is unknown.
 */
export async function sumMoneyByPart(context: ReportContext, scope: Scope, grain: Grain): Promise<MoneyByPart> {
  const facts = await sumFacts(context.client, scope, grain);
  const spent = isFiltered(scope.filter) ? NOTHING_SPENT : await spending(context, scope, grain);
  const begun = begunPart(scope.period, context.asOfDay);
  const parts = begun.start < begun.end ? partsOf(begun, grain, scope.weekStart ?? 1) : [];
  return {
    total: { ...facts.total, ...spent(null, begun) },
    parts: parts.map((part) => ({ ...part, ...(facts.parts.get(part.key) ?? NOTHING), ...spent(part.key, part) })),
  };
}

/** The money of the whole period alone. */
export const sumMoney = async (context: ReportContext, scope: Scope): Promise<MoneySums> =>
  (await sumMoneyByPart(context, scope, "year")).total;

const NOTHING = { sums: NO_SALES, fees: NO_FEES } as const;

type Spent = Pick<MoneySums, "marketingSpend" | "operatingExpenses">;

const NOTHING_SPENT = (): Spent => ({ marketingSpend: null, operatingExpenses: null });

/** What the shop spent in a part (by its key), or in the whole (null). */
async function spending(context: ReportContext, scope: Scope, grain: Grain) {
  const { client, asOfDay } = context;
  const spend = await sumAdSpend(client, scope, asOfDay, grain);
  const expenses = await readExpenses(client, scope.shopId);
  const base = await expenseBase(context, scope, expenses);
  return (key: string | null, within: Period): Spent => ({
    marketingSpend: key === null || spend.total === null ? spend.total : (spend.parts.get(key) ?? ZERO),
    operatingExpenses: operatingExpenses(within, expenses, base),
  });
}

/** The days of the period that have begun by the day of `asOf`. */
const begunPart = ({ start, end }: Period, asOfDay: Day): Period => ({ start, end: earlier(end, addDays(asOfDay, 1)) });
