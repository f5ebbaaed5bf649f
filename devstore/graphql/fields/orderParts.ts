import { findBag, gidTail, isRecord, readBag, recordsOf } from "../../derive/amounts";
import { DerivationError } from "../../derive/error";
import { discountAfterTaxes } from "../../derive/ledger";
import type { ShippingFacts } from "../../derive/orderFacts";
import { type Bag, exponentOf, negative, toDecimal, zeroBag } from "../../money";
import type { Sale } from "../../store/types";
import type { Served } from "../serving";
import type { Derive } from "./index";
import { noMoney } from "./lineItem";
import { viewOf } from "./order";

type Raw = Readonly<Record<string, unknown>>;

export const orderPartDefaults: Readonly<Record<string, unknown>> = {
  "Refund.note": null,
  "Refund.duties": [],
  "RefundLineItem.restockType": "NO_RESTOCK",
  "OrderTransaction.fees": [],
  "OrderTransaction.manualPaymentGateway": false,
  "TransactionFee.type": "processing_fee",
  "ShippingLine.title": "Shipping",
  "ShippingLine.custom": false,
  "ShippingLine.isRemoved": false,
  "ShippingLine.discountAllocations": [],
  "TaxLine.title": "Tax",
  "Duty.taxLines": [],
  "AdditionalFee.taxLines": [],
  "CustomerJourneySummary.ready": true,
  "Count.precision": "EXACT",
  ...discountDefaults(),
};

/** Of a discount application that says no more than its code or title: it took from the whole order. */
function discountDefaults(): Readonly<Record<string, unknown>> {
  const types = ["DiscountCode", "AutomaticDiscount", "ManualDiscount", "ScriptDiscount"];
  const fields = { index: 0, allocationMethod: "ACROSS", targetSelection: "ALL", targetType: "LINE_ITEM" };
  return Object.fromEntries(
    types.flatMap((type) => Object.entries(fields).map(([name, value]) => [`${type}Application.${name}`, value])),
  );
}

export const orderPartFields: Readonly<Record<string, Derive>> = {
  ...refundFields(),
  ...transactionFields(),
  ...shippingFields(),
  ...saleFields(),
  ...journeyFields(),
  "DiscountCodeApplication.value": allocatedValue,
  "AutomaticDiscountApplication.value": allocatedValue,
  "ManualDiscountApplication.value": allocatedValue,
  "ScriptDiscountApplication.value": allocatedValue,
  "ManualDiscountApplication.title": () => "Discount",
};

export const orderPartComputed: Readonly<Record<string, Derive>> = {
  "Refund.refundLineItems": (source) =>
    recordsOf(source.raw.refundLineItems).map((line, index) => refundLine(source, line, index)),
  "Refund.refundShippingLines": (source) =>
    recordsOf(source.raw.refundShippingLines).map((line, index) => ({
      id: `gid://shopify/RefundShippingLine/${gidTail(String(source.id))}${index + 1}`,
      ...line,
    })),
  "Refund.orderAdjustments": refundAdjustments,
  "Refund.transactions": (source) =>
    recordsOf(source.raw.transactions).map((transaction) => wholeTransaction(source, transaction)),
  "RefundShippingLine.shippingLine": (source) => {
    const wanted = isRecord(source.raw.shippingLine) ? source.raw.shippingLine.id : undefined;
    const { shipping } = viewOf(source).facts;
    return (shipping.find(({ line }) => line.id === wanted) ?? shipping[0])?.line ?? source.raw.shippingLine;
  },
};

function refundFields(): Readonly<Record<string, Derive>> {
  const at: Derive = ({ raw }) => raw.processedAt ?? raw.createdAt;
  return {
    "Refund.createdAt": at,
    "Refund.processedAt": at,
    "Refund.updatedAt": ({ raw }) => raw.createdAt ?? raw.processedAt,
    "Refund.order": orderOf,
    "Refund.totalRefundedSet": (source) => {
      const refund = viewOf(source).order.refunds?.find((candidate) => candidate.id === source.id);
      if (!refund) throw new DerivationError(`Refund ${source.id}: is none of the refunds of its order`);
      return viewOf(source).refundedBy(refund);
    },
    "RefundLineItem.restocked": ({ raw }) => raw.restockType !== undefined && raw.restockType !== "NO_RESTOCK",
    "RefundShippingLine.taxAmountSet": (source) => shippingTaxReturned(source),
    "OrderAdjustment.taxAmountSet": noMoney,
  };
}

function orderOf(source: Served): Raw {
  return { id: viewOf(source).order.id };
}

/** Sales of the ledger that a refund made, of one kind of line. */
function salesOf(source: Served, counts: (sale: Sale) => boolean): Sale[] {
  return viewOf(source)
    .ledger.filter((agreement) => agreement.refund?.id === source.id)
    .flatMap((agreement) => agreement.sales.filter(counts));
}

/** A refund line with its amounts as the ledger has them. */
function refundLine(refund: Served, line: Raw, index: number): Raw {
  const view = viewOf(refund);
  const lineId = isRecord(line.lineItem) ? String(line.lineItem.id) : "";
  const before = recordsOf(refund.raw.refundLineItems).slice(0, index);
  const nth = before.filter((other) => isRecord(other.lineItem) && other.lineItem.id === lineId).length;
  const sale = salesOf(refund, (candidate) => candidate.lineItem?.id === lineId && candidate.actionType === "RETURN")[
    nth
  ];
  const derived = sale ? returnedAmounts(sale, view.facts.taxesIncluded) : {};
  const price = view.facts.lineById.get(lineId)?.line.originalUnitPriceSet;
  return { priceSet: price, ...derived, ...line };
}

function returnedAmounts(sale: Sale, taxesIncluded: boolean): Raw {
  const total = negative(sale.totalAmount);
  const tax = negative(sale.totalTaxAmount);
  const net = { ...total, shop: total.shop - tax.shop, presentment: total.presentment - tax.presentment };
  return { subtotalSet: taxesIncluded ? total : net, totalTaxSet: tax };
}

function shippingTaxReturned(line: Served): Bag {
  const refund = line.parent;
  const index = recordsOf(refund?.raw.refundShippingLines).findIndex(
    (raw) => raw.subtotalAmountSet === line.raw.subtotalAmountSet,
  );
  const sale = refund
    ? salesOf(refund, (candidate) => candidate.lineType === "SHIPPING")[Math.max(index, 0)]
    : undefined;
  return sale ? negative(sale.totalTaxAmount) : noMoney(line);
}

/** The adjustments written, or those that make the refund's money tie out. */
function refundAdjustments(source: Served): Raw[] {
  const id = (index: number) => `gid://shopify/OrderAdjustment/${gidTail(String(source.id))}${index + 1}`;
  if (Array.isArray(source.raw.orderAdjustments)) {
    return recordsOf(source.raw.orderAdjustments).map((adjustment, index) => ({ id: id(index), ...adjustment }));
  }
  return salesOf(source, (sale) => sale.lineType === "ADJUSTMENT").map((sale, index) => ({
    id: id(index),
    reason: "REFUND_DISCREPANCY",
    amountSet: sale.totalAmount,
    taxAmountSet: zeroBag(viewOf(source).currency),
  }));
}

/** A refund may name its transaction by id only; the rest then stands in the order's list. */
function wholeTransaction(source: Served, transaction: Raw): Raw {
  const same = recordsOf(viewOf(source).order.transactions).find((candidate) => candidate.id === transaction.id);
  return { ...same, ...transaction };
}

function transactionFields(): Readonly<Record<string, Derive>> {
  return {
    "OrderTransaction.test": (source) => viewOf(source).order.test ?? false,
    "OrderTransaction.createdAt": (source) => source.raw.processedAt ?? viewOf(source).order.processedAt,
    "OrderTransaction.processedAt": (source) => source.raw.createdAt ?? viewOf(source).order.processedAt,
    "OrderTransaction.order": orderOf,
    "TransactionFee.id": (fee) => {
      const position = recordsOf(fee.parent?.raw.fees).indexOf(fee.raw) + 1;
      return `gid://shopify/TransactionFee/${gidTail(String(fee.parent?.id))}${position}`;
    },
    // A fee of which only the amount is known is all flat fee.
    "TransactionFee.flatFee": ({ raw }) => (raw.rate === undefined ? raw.amount : undefined),
    "TransactionFee.rate": ({ raw }) => (raw.flatFee === undefined || raw.flatFee === raw.amount ? "0.0" : undefined),
    "TransactionFee.taxAmount": noMoney,
  };
}

function shippingFields(): Readonly<Record<string, Derive>> {
  return {
    "ShippingLine.originalPriceSet": (source) => shippingOf(source).original,
    "ShippingLine.discountedPriceSet": (source) => shippingOf(source).discounted,
    "ShippingLine.currentDiscountedPriceSet": (source) => {
      const view = viewOf(source);
      if (view.facts.shipping.length === 1) return view.shippingPrice("current");
      return view.refundedShipping.shop === 0 ? shippingOf(source).discounted : undefined;
    },
    "ShippingLine.taxLines": (source) => {
      const { tax } = shippingOf(source);
      return tax.shop === 0 ? [] : [{ title: "Tax", rate: null, priceSet: tax }];
    },
  };
}

function shippingOf(source: Served): ShippingFacts {
  const shipping = viewOf(source).facts.shipping.find(({ line }) => line === source.raw);
  if (!shipping) throw new DerivationError(`a shipping line of ${viewOf(source).order.id} is none the order lists`);
  return shipping;
}

function saleFields(): Readonly<Record<string, Derive>> {
  const kinds = ["Product", "GiftCard", "Tip", "ShippingLine", "Adjustment", "Duty", "Fee", "AdditionalFee", "Unknown"];
  const afterTaxes: Derive = (source) => {
    const currency = viewOf(source).currency;
    const bag = (field: string) => readBag(source.raw[field], currency);
    return discountAfterTaxes(bag("totalAmount"), bag("totalTaxAmount"), bag("totalDiscountAmountBeforeTaxes"));
  };
  return {
    ...Object.fromEntries(kinds.map((kind) => [`${kind}Sale.totalDiscountAmountAfterTaxes`, afterTaxes])),
    "OrderAgreement.order": orderOf,
    "ShippingLineSale.shippingLine": (source) => viewOf(source).facts.shipping[0]?.line ?? null,
  };
}

function journeyFields(): Readonly<Record<string, Derive>> {
  return {
    "CustomerJourneySummary.customerOrderIndex": customerOrderIndex,
    "CustomerVisit.id": (visit) => {
      const which = visit.parent?.raw.lastVisit === visit.raw ? 2 : 1;
      return `gid://shopify/CustomerVisit/${gidTail(viewOf(visit).order.id)}${which}`;
    },
    "CustomerVisit.source": ({ raw }) =>
      (isRecord(raw.utmParameters) ? raw.utmParameters.source : undefined) ?? "direct",
  };
}

/** The order's place among its customer's orders without test orders, from 0; null without a customer. */
function customerOrderIndex(source: Served): number | null {
  const { order } = viewOf(source);
  if (!order.customer || order.test) return null;
  const { store } = source.serving;
  const at = Date.parse(order.processedAt);
  const earlier = store.orderIdsOf(order.customer.id).filter((id) => {
    const row = store.orders.row(id);
    if (!row || row.test || row.id === order.id) return false;
    return row.processedAt < at || (row.processedAt === at && row.id < order.id);
  });
  return earlier.length;
}

/** What an application took from its line, when its own value is not written. */
function allocatedValue(source: Served): Raw | undefined {
  const bag = findBag(source.parent?.raw.allocatedAmountSet, viewOf(source).currency);
  if (!bag) return undefined;
  return { amount: toDecimal(bag.shop, exponentOf(bag.shopCurrency) ?? 2), currencyCode: bag.shopCurrency };
}
