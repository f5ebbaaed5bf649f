import { type HighValueRules, highValueVerdict, wholeMinor } from "~/analytics/customers";
import type { ListedPerson } from "~/data/customerLists.server";
import type { HighValueCustomerRow } from "./report";

/** A customer with the three tests and how each came out. */
export function highValueRow(
  of: ListedPerson,
  { highValue, medianOrderValue }: { readonly highValue: HighValueRules; readonly medianOrderValue: number | null },
): HighValueCustomerRow {
  const { customerId, country, firstOrderDay, lastOrderDay, orders, ordersInWindow, netSales, contributionProfit } = of;
  return {
    customerId,
    country,
    firstOrderDay,
    lastOrderDay,
    orders,
    ordersInWindow,
    netSales,
    contributionProfit,
    medianOrderValue: medianOrderValue === null ? null : wholeMinor(medianOrderValue),
    ...highValueVerdict(of, highValue, medianOrderValue),
  };
}
