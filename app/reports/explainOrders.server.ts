import type { Minor } from "~/analytics/money";
import { minor, runningParts, ZERO } from "~/analytics/money";
import { NO_FEES } from "~/analytics/profit";
import { type ListedOrder, listOrders, type OrderChoice } from "~/data/orders.server";
import type { ReportContext } from "./context.server";
import type { OrderCursor } from "./explain";

export interface OrderPage {
  readonly orders: readonly ListedOrder[];
  readonly next: OrderCursor | null;
}

interface Asked extends OrderChoice {
  readonly after: OrderCursor | null;
  readonly limit: number;
}

/**
 * A page of orders. Where a product's figure holds its share of payment fees, the shares are rounded one after the other, and
 * the last order takes what is left of `productFees`: so the pages sum to the product's row, whose fees are rounded once.
 */
export async function pageOfOrders(
  { client, scope }: ReportContext,
  choice: Asked,
  productFees: Minor | null,
): Promise<OrderPage> {
  const { orders, next } = await listOrders(client, scope, choice);
  if (productFees === null) return { orders, next };
  const before = choice.after?.sharedFees ?? "0";
  const { parts, end } = runningParts(
    orders.map(({ sharedFees }) => sharedFees ?? "0"),
    before,
  );
  const left = next === null ? minor(productFees - rounded(end)) : ZERO;
  const last = orders.length - 1;
  const fees = parts.map((part, index) => minor(part + (index === last ? left : ZERO)));
  return {
    orders: orders.map((order, index) => ({ ...order, fees: { ...NO_FEES, fees: fees[index] ?? ZERO } })),
    next: next && { ...next, sharedFees: end },
  };
}

const rounded = (exact: string): Minor => runningParts([exact], "0").parts[0] ?? ZERO;
