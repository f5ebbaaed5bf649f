import { isRecord, recordsOf } from "../derive/amounts";
import { saleTypeOf } from "../derive/sales";
import { type CheckContext, reportAt, shown } from "./check";
import type { SaleLine } from "./types";

/** Types that live in one place; everywhere else they are named by id. */
export const referenceTypes: ReadonlySet<string> = new Set([
  "Order",
  "Customer",
  "Product",
  "ProductVariant",
  "LineItem",
  "Refund",
]);

/** The places where those types live inside another node. */
export const ownedFields: ReadonlySet<string> = new Set(["Product.variants", "Order.lineItems", "Order.refunds"]);

/** What a node cannot do without, by the place it stands in, else by its type. */
export const requiredFields: Readonly<Record<string, readonly string[]>> = {
  Shop: ["name", "myshopifyDomain", "currencyCode", "ianaTimezone"],
  Order: ["id", "name", "processedAt", "lineItems"],
  "Order.lineItems": ["id", "title", "quantity", "originalUnitPriceSet"],
  "Order.refunds": ["id"],
  "Order.transactions": ["id", "kind", "status", "amountSet"],
  "Refund.refundLineItems": ["lineItem", "quantity"],
  "Refund.refundShippingLines": ["subtotalAmountSet"],
  "Refund.orderAdjustments": ["amountSet"],
  "Order.agreements": ["id", "happenedAt", "reason", "sales"],
  OrderAgreement: ["id", "happenedAt", "reason", "sales"],
  TransactionFee: ["amount"],
  TaxLine: ["priceSet"],
  DiscountAllocation: ["allocatedAmountSet"],
  CustomerVisit: ["occurredAt"],
  "LineItem.duties": ["id", "price"],
  "Order.additionalFees": ["id", "name", "price"],
  Product: ["id", "title"],
  "Product.variants": ["id", "price"],
  "Product.sellingPlanGroups": ["id"],
  Customer: ["id"],
  SellingPlanGroup: ["id", "name"],
  "SellingPlanGroup.sellingPlans": ["id", "name"],
};

type Raw = Readonly<Record<string, unknown>>;

/** Rules beyond the schema, by place, else by type. */
export const extraChecks: Readonly<Record<string, (node: Raw, context: CheckContext) => void>> = {
  "Order.lineItems": (line, context) => {
    atLeast(line, "quantity", 1, context);
    notNegative(line, "originalUnitPriceSet", context);
    notNegative(line, "totalDiscountSet", context);
  },
  "Refund.refundLineItems": (line, context) => atLeast(line, "quantity", 1, context),
  "Order.refunds": (refund, context) => {
    if (refund.createdAt === undefined && refund.processedAt === undefined) {
      reportAt(context, "processedAt", "required (or createdAt)");
    }
    notNegative(refund, "totalRefundedSet", context);
  },
  "Order.transactions": (transaction, context) => notNegative(transaction, "amountSet", context),
  DiscountAllocation: (allocation, context) => notNegative(allocation, "allocatedAmountSet", context),
  TaxLine: (taxLine, context) => notNegative(taxLine, "priceSet", context),
  "Order.shippingLine": shippingLineRules,
  "Order.shippingLines": shippingLineRules,
  "Product.variants": (variant, context) => notNegative(variant, "price", context),
  Order: orderRules,
};

/** Where it is charged; a sale or a refund names a shipping line by its id alone. */
function shippingLineRules(line: Raw, context: CheckContext): void {
  if (line.originalPriceSet === undefined && line.discountedPriceSet === undefined) {
    reportAt(context, "originalPriceSet", "required (or discountedPriceSet)");
  }
}

function atLeast(node: Raw, field: string, least: number, context: CheckContext): void {
  const value = node[field];
  if (value === undefined || (Number.isSafeInteger(value) && Number(value) >= least)) return;
  if (typeof value !== "number" || !Number.isSafeInteger(value)) return; // the schema's own rule has said so
  reportAt(context, field, `expected a whole number of at least ${least}, got ${shown(value)}`);
}

function notNegative(node: Raw, field: string, context: CheckContext): void {
  const value = node[field];
  const shop = isRecord(value) && isRecord(value.shopMoney) ? value.shopMoney.amount : value;
  if (typeof shop === "string" && shop.startsWith("-")) {
    reportAt(context, field, `expected an amount of at least 0, got ${shown(shop)}`);
  }
}

const saleFields = ["id", "actionType", "lineType", "totalAmount", "totalTaxAmount", "totalDiscountAmountBeforeTaxes"];
const lineSales = new Set(["PRODUCT", "GIFT_CARD"]);

/** Everything an order names must stand in it, and no more may come back than was ordered. */
function orderRules(order: Raw, context: CheckContext): void {
  const quantities = new Map<string, number>();
  uniqueIds(order, "lineItems", context);
  uniqueIds(order, "refunds", context);
  uniqueIds(order, "transactions", context);
  for (const line of recordsOf(order.lineItems)) quantities.set(String(line.id), Number(line.quantity));
  const returned = new Map<string, number>();
  recordsOf(order.refunds).forEach((refund, index) => {
    context.path.push("refunds", index);
    recordsOf(refund.refundLineItems).forEach((line, lineIndex) => {
      context.path.push("refundLineItems", lineIndex);
      refundLineRules(line, quantities, returned, context);
      context.path.length -= 2;
    });
    context.path.length -= 2;
  });
  if (order.agreements === undefined || order.agreements === null) return;
  uniqueIds(order, "agreements", context);
  const refundIds = new Set(recordsOf(order.refunds).map((refund) => String(refund.id)));
  const saleIds = new Set<string>();
  recordsOf(order.agreements).forEach((agreement, index) => {
    context.path.push("agreements", index);
    agreementRules(agreement, quantities, refundIds, saleIds, context);
    context.path.length -= 2;
  });
}

function refundLineRules(
  line: Raw,
  quantities: ReadonlyMap<string, number>,
  returned: Map<string, number>,
  context: CheckContext,
): void {
  const id = isRecord(line.lineItem) ? String(line.lineItem.id) : "";
  const ordered = quantities.get(id);
  if (ordered === undefined) {
    if (line.lineItem !== undefined) reportAt(context, "lineItem", `the order has no line item ${id}`);
    return;
  }
  const total = (returned.get(id) ?? 0) + Number(line.quantity);
  returned.set(id, total);
  if (total > ordered)
    reportAt(context, "quantity", `expected at most the ${ordered} ordered, got ${total} in all refunds`);
}

function agreementRules(
  agreement: Raw,
  quantities: ReadonlyMap<string, number>,
  refundIds: ReadonlySet<string>,
  saleIds: Set<string>,
  context: CheckContext,
): void {
  for (const field of ["id", "happenedAt", "reason", "sales"]) {
    if (agreement[field] === undefined) reportAt(context, field, "required");
  }
  if (agreement.reason === "REFUND") {
    const refund = isRecord(agreement.refund) ? String(agreement.refund.id) : null;
    if (refund !== null && !refundIds.has(refund)) reportAt(context, "refund", `the order has no refund ${refund}`);
  }
  recordsOf(agreement.sales).forEach((sale, index) => {
    context.path.push("sales", index);
    for (const field of saleFields) if (sale[field] === undefined) reportAt(context, field, "required");
    saleRules(sale, quantities, saleIds, context);
    context.path.length -= 2;
  });
}

function saleRules(
  sale: Raw,
  quantities: ReadonlyMap<string, number>,
  saleIds: Set<string>,
  context: CheckContext,
): void {
  const id = String(sale.id);
  if (saleIds.has(id)) reportAt(context, "id", `duplicate: another sale of the order is ${id}`);
  saleIds.add(id);
  const type = saleTypeOf(String(sale.lineType) as SaleLine);
  const named = sale.__typename;
  if (named !== undefined && named !== "UnknownSale" && type !== undefined && named !== type) {
    reportAt(context, "__typename", `expected ${type} for a ${sale.lineType} sale, got ${shown(sale.__typename)}`);
  }
  if (!lineSales.has(String(sale.lineType))) return;
  const lineItem = isRecord(sale.lineItem) ? String(sale.lineItem.id) : null;
  if (lineItem === null) reportAt(context, "lineItem", `required for a ${sale.lineType} sale`);
  else if (!quantities.has(lineItem)) {
    reportAt(context, "lineItem", `the order has no line item ${lineItem}`);
  }
}

function uniqueIds(order: Raw, list: string, context: CheckContext): void {
  const seen = new Set<string>();
  recordsOf(order[list]).forEach((node, index) => {
    const id = String(node.id);
    if (seen.has(id)) {
      context.path.push(list, index);
      reportAt(context, "id", `duplicate: another of the order's ${list} is ${id}`);
      context.path.length -= 2;
    }
    seen.add(id);
  });
}
