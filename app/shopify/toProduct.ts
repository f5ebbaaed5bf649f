import { money, type ReadAmount } from "./amount";
import {
  boolean,
  id,
  instant,
  integer,
  type Node,
  object,
  objectOrNull,
  ShapeError,
  string,
  stringOrNull,
  strings,
} from "./shape";

export function toProduct(node: Node) {
  return {
    productId: id(node),
    title: string(node, "title"),
    handle: stringOrNull(node, "handle"),
    status: stringOrNull(node, "status"),
    vendor: stringOrNull(node, "vendor"),
    productType: stringOrNull(node, "productType"),
    tags: strings(node, "tags"),
    isGiftCard: boolean(node, "isGiftCard"),
    createdAt: instant(node, "createdAt"),
    updatedAt: instant(node, "updatedAt"),
  };
}

/** A variant, with today's unit cost as the decimal string Shopify gives (it may be finer than a minor unit). */
export function toVariant(node: Node, productId: string, read: ReadAmount) {
  const stock = object(node, "inventoryItem");
  const cost = objectOrNull(stock, "unitCost");
  return {
    productId,
    variantId: id(node),
    title: string(node, "title"),
    sku: stringOrNull(node, "sku"),
    price: money(node, "price", read),
    compareAtPrice: node.compareAtPrice === null ? null : money(node, "compareAtPrice", read),
    inventoryItemId: id(stock),
    unitCost: cost ? decimal(cost, "amount") : null,
    unitCostCurrency: cost ? string(cost, "currencyCode") : null,
  };
}

function decimal(node: Node, field: string): string {
  const value = string(node, field);
  if (!/^\d+(\.\d+)?$/.test(value)) throw new ShapeError(node, field, 'a cost such as "4.25"');
  return value;
}

export function toCollection(node: Node, productId: string) {
  return { productId, collectionId: id(node), title: string(node, "title") };
}

export function toSellingPlanGroup(node: Node) {
  return { groupId: id(node), groupName: string(node, "name"), appId: stringOrNull(node, "appId") };
}

/** A selling plan; interval is null for one that does not recur. */
export function toSellingPlan(node: Node, groupId: string) {
  const billing = object(node, "billingPolicy");
  const recurs = string(billing, "__typename") === "SellingPlanRecurringBillingPolicy";
  return {
    groupId,
    sellingPlanId: id(node),
    name: string(node, "name"),
    category: stringOrNull(node, "category"),
    interval: recurs ? string(billing, "interval") : null,
    intervalCount: recurs ? integer(billing, "intervalCount") : null,
  };
}
