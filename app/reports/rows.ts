import type { Month } from "~/analytics/period";
import type { PeriodSums } from "~/analytics/periodFigures";
import { profitSteps } from "~/analytics/periodFigures";
import { salesFigures } from "~/analytics/sales";
import type { ProfitSteps } from "./pageReports";
import type { ProfitRow, SalesRow } from "./report";

type MonthSums = PeriodSums & { readonly month: Month };

export function salesRow(of: MonthSums): SalesRow {
  const { customers, newCustomers } = of;
  return {
    month: of.month,
    ...salesFigures(of.sums),
    customers,
    newCustomers,
    returningCustomers: customers - newCustomers,
  };
}

export const profitRow = (of: MonthSums): ProfitRow => ({ month: of.month, ...stepsOf(of) });

/** The steps of profit as a statement shows them, from gross sales to net profit. */
export function stepsOf(of: PeriodSums): ProfitSteps {
  const { bounds, ...steps } = profitSteps(of);
  return {
    grossSales: of.sums.grossSales,
    discounts: of.sums.discounts,
    salesReversals: of.sums.salesReversals,
    ...steps,
    contributionProfitLow: bounds.contributionProfitLow,
    contributionProfitHigh: bounds.contributionProfitHigh,
  };
}
