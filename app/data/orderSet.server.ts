import type { SqlValues } from "./sql.server";

/** Which orders a statement is about: all of the shop, some, or those in the column `order_id` of a temporary table. */
export type OrderSet = "all" | readonly bigint[] | { readonly tempTable: string };

/** The condition that `column` names an order of the set; its values are those of `orderSetValues`. */
export function isInOrderSet(column: string, orders: OrderSet): string {
  if (orders === "all") return "true";
  if ("tempTable" in orders) return `${column} IN (SELECT order_id FROM ${quoted(orders.tempTable)})`;
  return `${column} = ANY(:orderIds::bigint[])`;
}

export const orderSetValues = (orders: OrderSet): SqlValues => (Array.isArray(orders) ? { orderIds: orders } : {});

function quoted(name: string): string {
  if (!/^[a-z_][a-z0-9_]*$/.test(name)) throw new RangeError(`temporary table "${name}": expected a plain name`);
  return `"${name}"`;
}
