import type { Month, Part } from "~/analytics/period";
import type { MoneySums, PeriodSums } from "~/analytics/periodFigures";
import { profitSteps } from "~/analytics/periodFigures";
import { salesFigures } from "~/analytics/sales";
import type { ProfitSteps } from "./pageReports";
import type { ProfitPartRow, ProfitRow, SalesPartRow, SalesRow } from "./report";

type MonthSums = PeriodSums & { readonly month: Month };

export const salesRow = (of: MonthSums): SalesRow => ({ month: of.month, ...salesOf(of) });

const partIn = ({ key, start, end, whole }: Part): Part => ({ key, start, end, whole });

export const salesPartRow = (of: PeriodSums & Part): SalesPartRow => ({ ...partIn(of), ...salesOf(of) });
export const profitPartRow = (of: MoneySums & Part): ProfitPartRow => ({ ...partIn(of), ...stepsOf(of) });

function salesOf({ sums, customers, newCustomers }: PeriodSums): Omit<SalesRow, "month"> {
  return { ...salesFigures(sums), customers, newCustomers, returningCustomers: customers - newCustomers };
}

export const profitRow = (of: MonthSums): ProfitRow => ({ month: of.month, ...stepsOf(of) });

/** The steps of profit as a statement shows them, from gross sales to net profit. */
export function stepsOf(of: MoneySums): ProfitSteps {
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
