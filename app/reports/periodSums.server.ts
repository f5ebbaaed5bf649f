import { operatingExpenses } from "~/analytics/expenses";
import { ZERO } from "~/analytics/money";
import {
  addDays,
  addMonths,
  type Day,
  earlier,
  firstDay,
  later,
  type Month,
  monthOf,
  monthsFrom,
  type Period,
} from "~/analytics/period";
import type { PeriodSums } from "~/analytics/periodFigures";
import { NO_FEES } from "~/analytics/profit";
import { NO_SALES } from "~/analytics/sales";
import { sumAdSpend } from "~/data/adSpend.server";
import { countCustomers } from "~/data/customers.server";
import { readExpenses } from "~/data/expenses.server";
import { sumPaymentFees } from "~/data/paymentFees.server";
import { sumSales } from "~/data/sales.server";
import type { Scope } from "~/data/scope.server";
import type { ReportContext } from "./context.server";

/** Everything summed over a period, and over each of its months that has begun, in order. */
export interface PeriodByMonth {
  readonly total: PeriodSums;
  readonly months: readonly (PeriodSums & { readonly month: Month })[];
}

/** Sums of the scope's period by month. Months in which nothing happened are there too. */
export async function sumByMonth({ client, asOfDay }: ReportContext, scope: Scope): Promise<PeriodByMonth> {
  const sales = await sumSales(client, scope, "month");
  const fees = await sumPaymentFees(client, scope, "month");
  const customers = await countCustomers(client, scope, "month");
  const spend = await sumAdSpend(client, scope, asOfDay, "month");
  const expenses = await readExpenses(client, scope.shopId);
  const begun = begunPart(scope.period, asOfDay);
  return {
    total: {
      sums: sales.total,
      fees: fees.total,
      ...customers.total,
      marketingSpend: spend.total,
      operatingExpenses: operatingExpenses(begun, expenses),
    },
    months: monthsOf(begun).map((month) => ({
      month,
      sums: sales.parts.get(month) ?? NO_SALES,
      fees: fees.parts.get(month) ?? NO_FEES,
      ...(customers.parts.get(month) ?? { customers: 0, newCustomers: 0 }),
      marketingSpend: spend.total === null ? null : (spend.parts.get(month) ?? ZERO),
      operatingExpenses: operatingExpenses(monthWithin(month, begun), expenses),
    })),
  };
}

/** The days of the period that have begun by the day of `asOf`. */
const begunPart = ({ start, end }: Period, asOfDay: Day): Period => ({ start, end: earlier(end, addDays(asOfDay, 1)) });

const monthsOf = ({ start, end }: Period): Month[] =>
  start < end ? monthsFrom(monthOf(start), monthOf(addDays(end, -1))) : [];

const monthWithin = (month: Month, { start, end }: Period): Period => ({
  start: later(firstDay(month), start),
  end: earlier(firstDay(addMonths(month, 1)), end),
});
