import { type HighValueRules, highValueVerdict, testsPassed, wholeMinor } from "~/analytics/customers";
import { minor } from "~/analytics/money";
import { orderProfit } from "~/analytics/profit";
import type { CustomerFacts } from "~/data/customers.server";
import type { HighValueCustomerRow } from "./report";

/** A customer with the three tests and how each came out. */
export function highValueRow(
  of: CustomerFacts,
  tests: HighValueRules,
  medianOrderValue: number | null,
): HighValueCustomerRow {
  const { orders, grossSales, discounts, fullPriceNet } = of.sums;
  const profit = orderProfit(of.sums, of.fees);
  const orderedValue = minor(grossSales - discounts);
  return {
    customerId: of.customerId,
    country: of.country,
    firstOrderDay: of.firstOrderDay,
    lastOrderDay: of.lastOrderDay,
    orders,
    ordersInWindow: of.ordersInWindow,
    netSales: profit.netSales,
    contributionProfit: profit.contributionProfit,
    medianOrderValue: medianOrderValue === null ? null : wholeMinor(medianOrderValue),
    ...highValueVerdict(
      { orders, ordersInWindow: of.ordersInWindow, orderedValue, fullPriceValue: fullPriceNet },
      tests,
      medianOrderValue,
    ),
  };
}

/** Those who pass all tests, then those who pass two; each by contribution profit (net sales where that is unknown), the largest first. */
export function ranked(customers: readonly HighValueCustomerRow[]): HighValueCustomerRow[] {
  const worth = (of: HighValueCustomerRow) => of.contributionProfit ?? of.netSales;
  return customers
    .filter((of) => testsPassed(of) >= 2)
    .sort(
      (left, right) =>
        testsPassed(right) - testsPassed(left) ||
        worth(right) - worth(left) ||
        left.customerId.localeCompare(right.customerId, "en", { numeric: true }),
    );
}
