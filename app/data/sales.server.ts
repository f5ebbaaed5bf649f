import type { Grain } from "~/analytics/period";
import type { LedgerSums } from "~/analytics/sales";
import type { ShopClient } from "~/db.server";
import { countedOrders, dayColumn, isInPeriod, type Scope, scopeValues } from "./scope.server";
import { rows } from "./sql.server";

export type { Grain } from "~/analytics/period";

/** A figure over the whole period and over each of its parts that has any rows. */
export interface Divided<T> {
  readonly total: T;
  /** By the part's key (`partsOf`). */
  readonly parts: ReadonlyMap<string, T>;
}

const ledgerSums = (orders: string) => `
  ${orders} AS "orders",
  coalesce(sum(l.shipped_orders), 0)::bigint AS "shippedOrders",
  ${[
    ["gross_sales", "grossSales"],
    ["discounts", "discounts"],
    ["sales_reversals", "salesReversals"],
    ["shipping", "shipping"],
    ["duties", "duties"],
    ["fees", "fees"],
    ["tax", "tax"],
    ["tips", "tips"],
    ["gift_card_sales", "giftCardSales"],
    ["units", "units"],
    ["returned_units", "returnedUnits"],
    ["product_net", "productNet"],
    ["costed_net", "costedNet"],
    ["first_seen_net", "firstSeenNet"],
    ["estimated_net", "estimatedNet"],
    ["full_price_net", "fullPriceNet"],
    ["cogs", "cogs"],
    ["uncosted_cost", "uncostedCost"],
    ["costed_sales", "costedSales"],
    ["uncosted_sales", "uncostedSales"],
    ["restock_unknown", "restockUnknown"],
    ["shipping_cost", "shippingCost"],
    ["handling_cost", "handlingCost"],
    ["packaging_cost", "packagingCost"],
    ["duties_cost", "dutiesCost"],
    ["shipping_cost_unknown", "shippingCostUnknown"],
    ["handling_cost_unknown", "handlingCostUnknown"],
    ["packaging_cost_unknown", "packagingCostUnknown"],
    ["duties_cost_unknown", "dutiesCostUnknown"],
  ]
    .map(([column, name]) => `coalesce(sum(l.${column}), 0)::bigint AS "${name}"`)
    .join(", ")}`;

/** The sums of `order_facts l` of a period, named as LedgerSums names them: an order may be added to in several periods. */
export const LEDGER_SUMS = ledgerSums("count(DISTINCT l.order_id) FILTER (WHERE l.ordered)");

/** The same over whole orders from their beginning, each of which then has one first moment; three times as fast. */
export const WHOLE_LEDGER_SUMS = ledgerSums("count(*) FILTER (WHERE l.first_ordered)");

/** The sums of the period by day or month, and of the whole (an order that falls into two parts is one order of the whole). */
export async function sumSales(client: ShopClient, scope: Scope, grain: Grain): Promise<Divided<LedgerSums>> {
  const day = `l.${dayColumn(scope)}`;
  const found = await rows<LedgerSums & { part: string | null }>(
    client,
    `WITH ${countedOrders(scope)}
     SELECT ${partOf(day, grain)} AS part, ${LEDGER_SUMS}
     FROM order_facts l JOIN counted c ON c.order_id = l.order_id
     WHERE l.shop_id = :shopId AND l.happened_at <= :asOf AND ${isInPeriod(day)}
     GROUP BY GROUPING SETS ((1), ())`,
    scopeValues(scope),
  );
  return divided(found);
}

/** The key of the part in which a day lies, as `partKey` spells it; its value :weekStart is one of scopeValues. */
export function partOf(day: string, grain: Grain): string {
  switch (grain) {
    case "day":
      return `to_char(${day}, 'YYYY-MM-DD')`;
    case "week":
      return `to_char(${day} - ((extract(isodow FROM ${day})::int - :weekStart::int + 7) % 7), 'YYYY-MM-DD')`;
    case "month":
      return `to_char(${day}, 'YYYY-MM')`;
    case "quarter":
      return `to_char(${day}, 'YYYY"-Q"Q')`;
    case "year":
      return `to_char(${day}, 'YYYY')`;
  }
}

/** Splits the rows of GROUPING SETS ((part), ()) into the whole and its parts. */
export function divided<T extends object>(found: readonly (T & { part: string | null })[]): Divided<Omit<T, "part">> {
  const parts = new Map<string, Omit<T, "part">>();
  let total: Omit<T, "part"> | undefined;
  for (const { part, ...sums } of found) {
    if (part === null) total = sums;
    else parts.set(part, sums);
  }
  if (total === undefined) throw new Error("query by parts: expected a row for the whole");
  return { total, parts };
}
