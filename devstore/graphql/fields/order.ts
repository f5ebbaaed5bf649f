import { isRecord, recordsOf, sumField } from "../../derive/amounts";
import { DerivationError } from "../../derive/error";
import type { OrderView } from "../../derive/orderTotals";
import { type Bag, mapBag, sumBags, zeroBag } from "../../money";
import { refundNode } from "../nodes";
import { Served } from "../serving";
import type { Derive } from "./index";

/** A derivation from the order as summed. */
function ofView(derive: (view: OrderView) => unknown): Derive {
  return (source) => derive(viewOf(source));
}

export function viewOf(source: Served): OrderView {
  if (!source.view) throw new DerivationError(`${source.type} ${source.id}: stands outside any order`);
  return source.view;
}

export const orderDefaults: Readonly<Record<string, unknown>> = {
  "Order.test": false,
  "Order.confirmed": true,
  "Order.dutiesIncluded": false,
  "Order.estimatedTaxes": false,
  "Order.taxExempt": false,
  "Order.customerAcceptsMarketing": false,
  "Order.tags": [],
  "Order.customAttributes": [],
  "Order.additionalFees": [],
  "Order.refunds": [],
  "Order.transactions": [],
  "Order.fulfillments": [],
  "Order.returns": [],
  "Order.returnStatus": "NO_RETURN",
};

export const orderFields: Readonly<Record<string, Derive>> = {
  "Order.currencyCode": ofView((view) => view.currency),
  "Order.presentmentCurrencyCode": ofView((view) => view.facts.lines[0]?.original.presentmentCurrency ?? view.currency),
  "Order.taxesIncluded": ofView((view) => view.facts.taxesIncluded),
  "Order.closed": (source) => typeof source.raw.closedAt === "string",
  "Order.edited": ofView((view) => view.ledger.some((agreement) => agreement.reason === "ORDER_EDIT")),
  "Order.fullyPaid": ofView((view) => view.outstanding.shop <= 0),
  "Order.unpaid": ofView((view) => view.received.shop === 0),
  "Order.displayFinancialStatus": ofView(financialStatus),
  "Order.displayFulfillmentStatus": (source) =>
    recordsOf(source.raw.fulfillments).length > 0 ? "FULFILLED" : "UNFULFILLED",
  "Order.discountCodes": ofView(discountCodes),
  "Order.discountCode": ofView((view) => discountCodes(view)[0] ?? null),
  "Order.paymentGatewayNames": (source) => [
    ...new Set(
      recordsOf(source.raw.transactions).flatMap(({ gateway }) => (typeof gateway === "string" ? [gateway] : [])),
    ),
  ],
  "Order.subtotalLineItemsQuantity": ofView((view) => units(view, (_, quantity) => quantity)),
  "Order.currentSubtotalLineItemsQuantity": ofView((view) => units(view, (id) => view.currentQuantity(id))),
  "Order.originalTotalPriceSet": ofView(originalTotal),
  "Order.totalPriceSet": ofView((view) => view.total("placed")),
  "Order.currentTotalPriceSet": ofView((view) => view.total("current")),
  "Order.subtotalPriceSet": ofView((view) => view.subtotal("placed")),
  "Order.currentSubtotalPriceSet": ofView((view) => view.subtotal("current")),
  "Order.totalDiscountsSet": ofView((view) => view.discounts("placed")),
  "Order.currentTotalDiscountsSet": ofView((view) => view.discounts("current")),
  "Order.cartDiscountAmountSet": ofView((view) => view.facts.orderDiscount),
  "Order.currentCartDiscountAmountSet": ofView((view) => view.facts.orderDiscount),
  "Order.totalShippingPriceSet": ofView((view) => view.shippingPrice("placed")),
  "Order.currentShippingPriceSet": ofView((view) => view.shippingPrice("current")),
  "Order.totalTaxSet": ofView((view) => view.tax("placed")),
  "Order.currentTotalTaxSet": ofView((view) => view.tax("current")),
  "Order.totalTipReceivedSet": ofView((view) => view.facts.tip),
  "Order.originalTotalDutiesSet": ofView((view) => view.charges("DUTY", "placed")),
  "Order.currentTotalDutiesSet": ofView((view) => view.charges("DUTY", "current")),
  "Order.originalTotalAdditionalFeesSet": ofView((view) => view.charges("ADDITIONAL_FEE", "placed")),
  "Order.currentTotalAdditionalFeesSet": ofView((view) => view.charges("ADDITIONAL_FEE", "current")),
  "Order.totalReceivedSet": ofView((view) => view.received),
  "Order.totalRefundedSet": ofView((view) => view.refunded),
  "Order.totalRefundedShippingSet": ofView((view) => view.refundedShipping),
  "Order.refundDiscrepancySet": ofView((view) => view.refundDiscrepancy),
  "Order.netPaymentSet": ofView((view) => view.netPayment),
  "Order.totalOutstandingSet": ofView((view) => view.outstanding),
  "Order.totalCapturableSet": ofView((view) => zeroBag(view.currency)),
  "Order.totalCashRoundingAdjustment": ofView((view) => ({
    paymentSet: zeroBag(view.currency),
    refundSet: zeroBag(view.currency),
  })),
  "Order.taxLines": ofView(taxLines),
  "Order.shippingLine": ofView((view) => view.facts.shipping[0]?.line ?? null),
  "Order.shippingLines": ofView((view) => view.facts.shipping.map((shipping) => shipping.line)),
  "Order.discountApplications": ofView((view) => [...applications(view).values()]),
};

export const orderComputed: Readonly<Record<string, Derive>> = {
  "Order.lineItems": (source) => {
    const view = viewOf(source);
    return view.order.lineItems.map((line) => new Served(source.serving, "LineItem", line, view, source));
  },
  "Order.refunds": (source, args) => {
    const refunds = viewOf(source).order.refunds ?? [];
    const wanted = typeof args.first === "number" ? refunds.slice(0, args.first) : refunds;
    return wanted.map((refund) => refundNode(source.serving, viewOf(source), refund.id));
  },
  "Order.agreements": (source) => viewOf(source).ledger,
};

function financialStatus(view: OrderView): string {
  const received = view.received.shop;
  const refunded = view.refunded.shop;
  if (received === 0) return view.total("placed").shop === 0 ? "PAID" : "PENDING";
  if (refunded >= received) return "REFUNDED";
  if (refunded > 0) return "PARTIALLY_REFUNDED";
  return view.outstanding.shop > 0 ? "PARTIALLY_PAID" : "PAID";
}

function originalTotal(view: OrderView): Bag {
  const placed = view.ledger.filter((agreement) => agreement.reason === "ORDER");
  return sumBags(
    placed.flatMap((agreement) => agreement.sales.map((sale) => sale.totalAmount)),
    view.currency,
  );
}

/** Units of the lines that make the subtotal: no tips, no gift cards. */
function units(view: OrderView, of: (lineId: string, quantity: number) => number): number {
  return view.facts.lines
    .filter((line) => !line.isTip && !line.isGiftCard)
    .reduce((sum, { line }) => sum + of(line.id, line.quantity), 0);
}

/** Taxes of the whole order by title and rate. */
function taxLines(view: OrderView): unknown[] {
  const groups = new Map<string, { title: unknown; rate: unknown; bags: Bag[] }>();
  const lists = [
    ...view.facts.lines.map((line) => line.line.taxLines),
    ...view.facts.shipping.map((line) => line.line.taxLines),
  ];
  for (const taxLine of lists.flatMap(recordsOf)) {
    const key = JSON.stringify([taxLine.title ?? "Tax", taxLine.rate ?? null]);
    const group = groups.get(key) ?? { title: taxLine.title ?? "Tax", rate: taxLine.rate ?? null, bags: [] };
    const price = sumField([taxLine], "priceSet", view.currency);
    if (price) group.bags.push(price);
    groups.set(key, group);
  }
  const written = [...groups.values()].map(({ title, rate, bags }) => ({
    title,
    rate,
    priceSet: sumBags(bags, view.currency),
  }));
  const tax = view.tax("placed");
  return written.length === 0 && tax.shop !== 0 ? [{ title: "Tax", rate: null, priceSet: tax }] : written;
}

/** The order's discount applications by index, as its lines name them. */
function applications(view: OrderView): ReadonlyMap<unknown, unknown> {
  const found = new Map<unknown, unknown>();
  for (const line of view.order.lineItems) {
    for (const { discountApplication } of recordsOf(line.discountAllocations)) {
      if (isRecord(discountApplication)) found.set(discountApplication.index ?? 0, discountApplication);
    }
  }
  return found;
}

function discountCodes(view: OrderView): string[] {
  const codes = [...applications(view).values()].flatMap((application) =>
    isRecord(application) && typeof application.code === "string" ? [application.code] : [],
  );
  return [...new Set(codes)];
}

/** A whole amount divided over units, rounded half away from zero. */
export function perUnit(amount: Bag, quantity: number): Bag {
  return mapBag(amount, (minor) => Math.sign(minor) * Math.round(Math.abs(minor) / quantity));
}
