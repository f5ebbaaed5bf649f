import { addDays, type Day } from "../localTime";
import { decimal, type Pence } from "../money";
import { payment, repayment } from "../payments";
import {
  type CustomerNode,
  gid,
  type LineNode,
  type OrderNode,
  type ProductNode,
  type RefundNode,
  reference,
  type ShippingLineNode,
  type TransactionNode,
} from "../shapes";
import { journeyOf } from "../visits";
import { type Product, tidy } from "./catalogue";
import { countryCodeOf } from "./codes";
import type { SourceRow } from "./columns";
import { compareAtOf, costOf, feeRuleOf, type Route, restockOf } from "./madeUp";
import { type Order, type Refund, refundedOf, type SaleLine } from "./sales";

/** What every node needs to know of the store. */
export type Shop = {
  /** Local time to instant. */
  readonly at: (day: Day, minute: number) => string;
  readonly firstDay: Day;
  readonly catalogue: ReadonlyMap<string, Product>;
};

const DAY = 1440;
const HOST = "giftware.example";
/** Line items are numbered by their row in the source; those the store adds start here. */
const ADDED_LINES = 900_000_000;

export function orderNode(order: Order, orderIndex: number | null, route: Route | undefined, shop: Shop): OrderNode {
  const number = Number(order.invoice.replace(/^A/, ""));
  const at = instant(order.minute, shop);
  const country = countryCodeOf(order.country);
  const sale = order.total === 0 ? null : salePayment(order, number, at);
  const refunds = order.refunds.map((refund, index) => refundParts(order, refund, index, number, sale, shop));
  return {
    id: gid("Order", number),
    name: `#${order.invoice}`,
    createdAt: at,
    processedAt: at,
    sourceName: "web",
    displayFinancialStatus: financialStatus(order),
    customer: order.customer === null ? null : reference("Customer", order.customer),
    shippingAddress: country === null ? null : { countryCodeV2: country },
    ...(order.shippingCode === null ? {} : { shippingLine: shippingLineNode(order, number) }),
    lineItems: order.lines.length === 0 ? [carriageOnly(number)] : order.lines.map((line) => lineNode(line, shop)),
    transactions: [...(sale === null ? [] : [sale]), ...refunds.flatMap((refund) => refund.transactions)],
    ...(refunds.length === 0 ? {} : { refunds: refunds.map((refund) => refund.node) }),
    ...(route === undefined ? {} : { customerJourneySummary: journeyNode(order, number, orderIndex, route, shop) }),
  };
}

function salePayment(order: Order, number: number, at: string): TransactionNode {
  return payment({ number, amount: order.total, at, currency: "GBP", rule: feeRuleOf(order.country) });
}

function financialStatus(order: Order): OrderNode["displayFinancialStatus"] {
  const refunded = refundedOf(order);
  if (refunded === 0) return "PAID";
  return refunded === order.total ? "REFUNDED" : "PARTIALLY_REFUNDED";
}

function lineNode(line: SaleLine, shop: Shop): LineNode {
  const product = line.kind === "custom" ? undefined : shop.catalogue.get(line.sku);
  return {
    id: gid("LineItem", line.row.row),
    title: tidy(line.row.description) || (product?.title ?? line.sku),
    quantity: line.row.quantity,
    originalUnitPriceSet: decimal(line.unitPence),
    product: product === undefined ? null : reference("Product", product.number),
    variant: product === undefined ? null : reference("ProductVariant", product.number),
    sku: product === undefined ? null : line.sku,
    ...(line.kind === "giftCard" ? { isGiftCard: true as const, requiresShipping: false as const } : {}),
  };
}

/** Shopify has no order without a line: an invoice for carriage alone gets one that costs nothing. */
function carriageOnly(number: number): LineNode {
  return {
    id: gid("LineItem", ADDED_LINES + number),
    title: "Carriage only",
    quantity: 1,
    originalUnitPriceSet: "0.00",
    product: null,
    variant: null,
    sku: null,
  };
}

function shippingLineNode(order: Order, number: number): ShippingLineNode {
  const code = order.shippingCode ?? "";
  const price = decimal(order.shipping);
  const title = code === "C2" ? "Carriage" : "Postage";
  return { id: gid("ShippingLine", number), title, code, originalPriceSet: price, discountedPriceSet: price };
}

function refundParts(
  order: Order,
  refund: Refund,
  index: number,
  orderNumber: number,
  sale: TransactionNode | null,
  shop: Shop,
): { readonly node: RefundNode; readonly transactions: readonly TransactionNode[] } {
  const number = orderNumber * 100 + index + 1;
  const at = instant(refund.minute, shop);
  const goods = refund.lines.reduce((sum, { line, quantity }) => sum + quantity * line.unitPence, 0);
  const adjustment = goods + refund.shipping - refund.credited;
  const transactions =
    sale === null || refund.credited === 0 ? [] : [repayment({ number, amount: refund.credited, at, sale: sale.id })];
  const node: RefundNode = {
    id: gid("Refund", number),
    createdAt: at,
    processedAt: at,
    note: `Credit note ${refund.creditNote}`,
    totalRefundedSet: decimal(refund.credited),
    refundLineItems: refund.lines.map(({ line, quantity }) => refundLine(order, refund, line, quantity)),
    ...(refund.shipping === 0
      ? {}
      : { refundShippingLines: [refundShipping(order, number, orderNumber, refund.shipping)] }),
    ...(adjustment === 0 ? {} : { orderAdjustments: [adjustmentNode(number, adjustment)] }),
    transactions,
  };
  return { node, transactions };
}

function refundLine(
  order: Order,
  refund: Refund,
  line: SaleLine,
  quantity: number,
): RefundNode["refundLineItems"][number] {
  const days = Math.floor(refund.minute / DAY) - Math.floor(order.minute / DAY);
  const restockType = line.kind === "custom" ? "NO_RESTOCK" : restockOf(refund.creditNote, line.row.row, days);
  return {
    id: gid("RefundLineItem", line.row.row * 1000 + order.refunds.indexOf(refund)),
    quantity,
    restockType,
    restocked: restockType !== "NO_RESTOCK",
    lineItem: reference("LineItem", line.row.row),
    priceSet: decimal(line.unitPence),
    subtotalSet: decimal(quantity * line.unitPence),
    totalTaxSet: "0.00",
  };
}

function refundShipping(order: Order, number: number, orderNumber: number, amount: Pence) {
  return {
    id: gid("RefundShippingLine", number),
    shippingLine: shippingLineNode(order, orderNumber),
    subtotalAmountSet: decimal(amount),
    taxAmountSet: "0.00",
  };
}

/** Below zero: more was given back than the goods and the carriage come to; above: less. */
function adjustmentNode(number: number, amount: Pence) {
  return {
    id: gid("OrderAdjustment", number),
    reason: "REFUND_DISCREPANCY" as const,
    amountSet: decimal(amount),
    taxAmountSet: "0.00",
  };
}

function journeyNode(order: Order, number: number, orderIndex: number | null, route: Route, shop: Shop) {
  return journeyOf({
    orderNumber: number,
    host: HOST,
    customerOrderIndex: orderIndex,
    days: route.days,
    first: { channel: route.first, at: instant(order.minute - route.days * DAY - route.minutes, shop) },
    last: { channel: route.last, at: instant(order.minute - route.minutes, shop) },
  });
}

export function productNode(product: Product, shop: Shop): ProductNode {
  const createdAt = instant(product.since - (product.since % DAY), shop);
  const cost = costOf(product);
  const compareAt = compareAtOf(product);
  return {
    id: gid("Product", product.number),
    title: product.title,
    handle: handleOf(product),
    status: "ACTIVE",
    vendor: "Giftware",
    productType: product.type,
    tags: [],
    isGiftCard: product.isGiftCard,
    requiresSellingPlan: false,
    createdAt,
    updatedAt: createdAt,
    publishedAt: createdAt,
    variants: [
      {
        id: gid("ProductVariant", product.number),
        title: "Default Title",
        sku: product.sku,
        position: 1,
        price: decimal(product.price),
        compareAtPrice: compareAt === null ? null : decimal(compareAt),
        taxable: true,
        createdAt,
        updatedAt: createdAt,
        selectedOptions: [{ name: "Title", value: "Default Title" }],
        inventoryItem: {
          id: gid("InventoryItem", product.number),
          sku: product.sku,
          tracked: !product.isGiftCard,
          requiresShipping: !product.isGiftCard,
          unitCost: cost === null ? null : { amount: decimal(cost.now), currencyCode: "GBP" },
          createdAt,
          updatedAt: createdAt,
        },
      },
    ],
    sellingPlanGroups: [],
  };
}

function handleOf(product: Product): string {
  const words = product.title.toLowerCase().replace(/[^a-z0-9]+/g, "-");
  return `${words}-${product.sku.toLowerCase().replace(/[^a-z0-9]+/g, "-")}`.replace(/^-/, "");
}

/** Everyone with a number in the source, also who only gave goods back, in order of appearance. */
export function customerNodes(rows: readonly SourceRow[], shop: Shop): CustomerNode[] {
  const firstRows = new Map<number, SourceRow>();
  for (const row of rows) {
    if (row.customer !== null && !firstRows.has(row.customer)) firstRows.set(row.customer, row);
  }
  return [...firstRows.entries()].map(([customer, row]) => {
    const createdAt = instant(row.minute, shop);
    const country = countryCodeOf(row.country);
    return {
      id: gid("Customer", customer),
      createdAt,
      updatedAt: createdAt,
      state: "ENABLED",
      locale: "en",
      tags: [],
      taxExempt: false,
      verifiedEmail: true,
      dataSaleOptOut: false,
      defaultAddress: country === null ? null : { countryCodeV2: country },
    };
  });
}

function instant(minute: number, shop: Shop): string {
  const day = Math.floor(minute / DAY);
  return shop.at(addDays(shop.firstDay, day), minute - day * DAY);
}
