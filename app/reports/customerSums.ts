import { addEach } from "~/analytics/money";
import type { PeriodSums } from "~/analytics/periodFigures";
import { NO_FEES } from "~/analytics/profit";
import { NO_SALES } from "~/analytics/sales";
import type { OrderFacts } from "~/data/orders.server";

/** What some orders of one customer sum to. Marketing and expenses are the shop's, not a customer's: unknown here. */
export function customerSums(orders: readonly OrderFacts[]): PeriodSums {
  return {
    sums: orders.reduce((total, order) => addEach(total, order.sums), NO_SALES),
    fees: orders.reduce((total, order) => addEach(total, order.fees), NO_FEES),
    customers: orders.length > 0 ? 1 : 0,
    newCustomers: orders.some(({ number }) => number === 1) ? 1 : 0,
    marketingSpend: null,
    operatingExpenses: null,
  };
}
