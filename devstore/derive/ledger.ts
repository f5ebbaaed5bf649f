import type { Bag } from "../money";
import { minusBag, negative, sumBags, zeroBag } from "../money";
import type {
  Agreement,
  AgreementReason,
  Gid,
  RawOrder,
  RawRefund,
  Sale,
  SaleAction,
  SaleLine,
  ShopSettings,
} from "../store/types";
import { findBag, gidTail, isRecord, readBag, recordsOf, sumField } from "./amounts";
import { type LineFacts, type OrderFacts, orderFacts, type ShippingFacts } from "./orderFacts";
import {
  amountsOf,
  type DerivedSale,
  partOf,
  plainAmounts,
  reversed,
  type SaleAmounts,
  saleOf,
  saleTypeOf,
} from "./sales";

/**
 * The order's ledger: its agreements as written, or else the one Shopify would have made of it: an ORDER agreement at
 * `processedAt` with a sale for each line item, shipping line, tip, duty and fee, and a REFUND agreement for each refund.
 */
export function ledger(order: RawOrder, shop: ShopSettings): readonly Agreement[] {
  if (Array.isArray(order.agreements) && order.agreements.length > 0) return writtenLedger(order, shop);
  return derivedLedger(orderFacts(order, shop));
}

/** As `ledger`, for facts already at hand. */
export function derivedLedger(facts: OrderFacts): readonly Agreement[] {
  const ids = new LedgerIds(facts.order);
  const placed = orderAgreement(facts, ids);
  const returned = new Map<Gid, number>();
  const refunds = [...(facts.order.refunds ?? [])].sort((a, b) => (refundTime(a) < refundTime(b) ? -1 : 1));
  return [placed, ...refunds.map((refund) => refundAgreement(facts, refund, placed, returned, ids))];
}

/** When a refund counts: when it was processed, else made. */
export function refundTime(refund: RawRefund): string {
  return refund.processedAt ?? refund.createdAt ?? "";
}

function writtenLedger(order: RawOrder, shop: ShopSettings): Agreement[] {
  const currency = order.currencyCode ?? shop.currencyCode;
  return recordsOf(order.agreements).map((agreement) => {
    const reason = String(agreement.reason) as AgreementReason;
    const happenedAt = String(agreement.happenedAt);
    const refund = referenceOf(agreement.refund) ?? (reason === "REFUND" ? refundAt(order, happenedAt) : null);
    return {
      ...agreement,
      // RefundAgreement.refund is non-null in the schema; an agreement whose refund is not told is of a type without it.
      __typename: reason === "REFUND" && refund === null ? agreementTypes.ORDER_EDIT : agreementType(reason),
      id: String(agreement.id),
      happenedAt,
      reason,
      refund,
      sales: recordsOf(agreement.sales).map((sale) => writtenSale(sale, currency)),
    };
  });
}

/** The order's refund of that very moment, for an agreement that does not name its refund. */
function refundAt(order: RawOrder, happenedAt: string): { id: Gid } | null {
  const refund = (order.refunds ?? []).find((one) => Date.parse(refundTime(one)) === Date.parse(happenedAt));
  return refund ? { id: refund.id } : null;
}

const agreementTypes: Readonly<Record<AgreementReason, string>> = {
  ORDER: "OrderAgreement",
  ORDER_EDIT: "OrderEditAgreement",
  REFUND: "RefundAgreement",
  RETURN: "ReturnAgreement",
  UNKNOWN: "OrderEditAgreement",
};

/** The concrete type of an agreement made for this reason. */
export function agreementType(reason: AgreementReason): string {
  return agreementTypes[reason];
}

/** What the concrete types of these lines cannot be without (non-null in the schema). */
const pointsTo: Partial<Readonly<Record<SaleLine, string>>> = {
  ADDITIONAL_FEE: "additionalFee",
  DUTY: "duty",
  GIFT_CARD: "lineItem",
  PRODUCT: "lineItem",
  TIP: "lineItem",
};

/** A sale that does not say what its type points to is an UnknownSale of the same line type. */
function writtenSaleType(sale: Readonly<Record<string, unknown>>, lineType: SaleLine): string {
  const field = pointsTo[lineType];
  return field === undefined || isRecord(sale[field]) ? saleTypeOf(lineType) : saleTypeOf("UNKNOWN");
}

function writtenSale(sale: Readonly<Record<string, unknown>>, currency: string): DerivedSale {
  const lineType = String(sale.lineType) as SaleLine;
  const total = readBag(sale.totalAmount, currency);
  const tax = readBag(sale.totalTaxAmount, currency);
  const before = readBag(sale.totalDiscountAmountBeforeTaxes, currency);
  return {
    ...sale,
    __typename: writtenSaleType(sale, lineType),
    id: String(sale.id),
    actionType: String(sale.actionType) as SaleAction,
    lineType,
    quantity: typeof sale.quantity === "number" ? sale.quantity : null,
    totalAmount: total,
    totalTaxAmount: tax,
    totalDiscountAmountBeforeTaxes: before,
    totalDiscountAmountAfterTaxes:
      findBag(sale.totalDiscountAmountAfterTaxes, currency) ?? discountAfterTaxes(total, tax, before),
    lineItem: referenceOf(sale.lineItem),
  };
}

/** A discount written before taxes only: taxed at the rate of the rest of the sale. */
export function discountAfterTaxes(total: Bag, tax: Bag, before: Bag): Bag {
  const net = minusBag(total, tax);
  return amountsOf(sumBags([net, before], net.shopCurrency), before, tax, false, null).discountAfterTaxes;
}

function referenceOf(raw: unknown): { id: Gid } | null {
  return isRecord(raw) && typeof raw.id === "string" ? { id: raw.id } : null;
}

/** Ids for a derived ledger: the order's number and a running one of fixed width, so that no two orders share any. */
class LedgerIds {
  private agreements = 0;
  private sales = 0;
  private readonly tail: string;

  constructor(order: RawOrder) {
    this.tail = gidTail(order.id);
  }

  agreement(): Gid {
    this.agreements += 1;
    return `gid://shopify/SalesAgreement/${this.tail}${String(this.agreements).padStart(3, "0")}`;
  }

  sale(): Gid {
    this.sales += 1;
    return `gid://shopify/Sale/${this.tail}${String(this.sales).padStart(5, "0")}`;
  }
}

function orderAgreement(facts: OrderFacts, ids: LedgerIds): Agreement & { sales: readonly DerivedSale[] } {
  const id = ids.agreement();
  const sales = [
    ...facts.lines.map((line) => lineSale(facts, line, ids)),
    ...facts.shipping.map((shipping) =>
      saleOf(ids.sale(), "ORDER", "SHIPPING", shippingAmounts(facts, shipping), { shippingLine: shipping.line }),
    ),
    ...tipSales(facts, ids),
    ...dutySales(facts, ids),
    ...feeSales(facts, ids),
  ];
  return {
    __typename: "OrderAgreement",
    id,
    happenedAt: facts.order.processedAt,
    reason: "ORDER",
    refund: null,
    sales,
  };
}

function lineSale(facts: OrderFacts, line: LineFacts, ids: LedgerIds): DerivedSale {
  return saleOf(ids.sale(), "ORDER", lineTypeOf(line), lineAmounts(facts, line), {
    quantity: line.line.quantity,
    lineItem: { id: line.line.id },
  });
}

function lineTypeOf(line: LineFacts): SaleLine {
  if (line.isTip) return "TIP";
  return line.isGiftCard ? "GIFT_CARD" : "PRODUCT";
}

/** Amounts of a whole line as ordered. */
export function lineAmounts(facts: OrderFacts, line: LineFacts): SaleAmounts {
  return amountsOf(line.original, line.discount, line.tax, facts.taxesIncluded, rateOf(line.line.taxLines));
}

function shippingAmounts(facts: OrderFacts, shipping: ShippingFacts): SaleAmounts {
  const discount = minusBag(shipping.original, shipping.discounted);
  return amountsOf(shipping.original, discount, shipping.tax, facts.taxesIncluded, rateOf(shipping.line.taxLines));
}

/** The tax rate written on tax lines, or null when none of them states one. */
function rateOf(taxLines: unknown): number | null {
  const rates = recordsOf(taxLines).flatMap(({ rate }) => (typeof rate === "number" ? [rate] : []));
  return rates.length === 0 ? null : rates.reduce((sum, rate) => sum + rate, 0);
}

/** A tip without a line of its own gets the line Shopify would have made for it. */
function tipSales(facts: OrderFacts, ids: LedgerIds): DerivedSale[] {
  if (facts.tip.shop === 0 || facts.lines.some((line) => line.isTip)) return [];
  // Ids of Shopify are 64 bits wide, however long the order's own is.
  const number = BigInt.asUintN(63, BigInt(`${gidTail(facts.order.id)}00000`));
  const lineItem = { id: `gid://shopify/LineItem/${number}` };
  return [saleOf(ids.sale(), "ORDER", "TIP", plainAmounts(facts.tip), { quantity: 1, lineItem })];
}

function dutySales(facts: OrderFacts, ids: LedgerIds): DerivedSale[] {
  return facts.lines.flatMap((line) =>
    recordsOf(line.line.duties).map((duty) => chargeSale(facts, duty, "DUTY", ids, { duty })),
  );
}

function feeSales(facts: OrderFacts, ids: LedgerIds): DerivedSale[] {
  return recordsOf(facts.order.additionalFees).map((fee) =>
    chargeSale(facts, fee, "ADDITIONAL_FEE", ids, { additionalFee: fee }),
  );
}

/** A duty or fee: its price and the taxes on it. */
function chargeSale(
  facts: OrderFacts,
  charge: Readonly<Record<string, unknown>>,
  lineType: "DUTY" | "ADDITIONAL_FEE",
  ids: LedgerIds,
  points: Pick<DerivedSale, "duty" | "additionalFee">,
): DerivedSale {
  const none = zeroBag(facts.currency);
  const price = readBag(charge.price, facts.currency);
  const tax = sumField(charge.taxLines, "priceSet", facts.currency) ?? none;
  return saleOf(ids.sale(), "ORDER", lineType, amountsOf(price, none, tax, facts.taxesIncluded, null), points);
}

function refundAgreement(
  facts: OrderFacts,
  refund: RawRefund,
  placed: Agreement & { sales: readonly DerivedSale[] },
  returned: Map<Gid, number>,
  ids: LedgerIds,
): Agreement {
  const id = ids.agreement();
  const sales: DerivedSale[] = [
    ...recordsOf(refund.refundLineItems).map((line) => returnSale(facts, line, returned, ids)),
    ...recordsOf(refund.refundShippingLines).map((line) => shippingReturn(facts, line, ids)),
    ...recordsOf(refund.duties).map((duty) => dutyReturn(facts, duty, placed, ids)),
  ];
  sales.push(...adjustments(facts, refund, sales, ids));
  const happenedAt = refundTime(refund);
  return { __typename: "RefundAgreement", id, happenedAt, reason: "REFUND", refund: { id: refund.id }, sales };
}

function returnSale(
  facts: OrderFacts,
  refundLine: Readonly<Record<string, unknown>>,
  returned: Map<Gid, number>,
  ids: LedgerIds,
): DerivedSale {
  const lineId = referenceOf(refundLine.lineItem)?.id ?? "";
  const line = facts.lineById.get(lineId);
  if (!line) throw new RangeError(`${facts.order.id}: a refund names ${lineId}, which is none of its line items`);
  const quantity = Number(refundLine.quantity);
  const before = returned.get(lineId) ?? 0;
  returned.set(lineId, before + quantity);
  const share = partOf(lineAmounts(facts, line), before, before + quantity, line.line.quantity);
  const tax = findBag(refundLine.totalTaxSet, facts.currency) ?? share.tax;
  const subtotal = findBag(refundLine.subtotalSet, facts.currency);
  const total = subtotal
    ? withTax(facts, subtotal, tax)
    : sumBags([minusBag(share.total, share.tax), tax], facts.currency);
  return saleOf(ids.sale(), "RETURN", lineTypeOf(line), reversed({ ...share, tax, total }), {
    quantity: -quantity,
    lineItem: { id: lineId },
  });
}

function withTax(facts: OrderFacts, amount: Bag, tax: Bag): Bag {
  return facts.taxesIncluded ? amount : sumBags([amount, tax], facts.currency);
}

/** Shipping given back, with its share of the shipping's tax and discount. */
function shippingReturn(facts: OrderFacts, line: Readonly<Record<string, unknown>>, ids: LedgerIds): DerivedSale {
  const wanted = referenceOf(line.shippingLine)?.id;
  const shipping = facts.shipping.find((candidate) => candidate.line.id === wanted) ?? facts.shipping[0];
  const subtotal = readBag(line.subtotalAmountSet, facts.currency);
  const whole = shipping?.discounted.shop ?? 0;
  const share =
    shipping && whole > 0 ? partOf(shippingAmounts(facts, shipping), 0, subtotal.shop, whole) : plainAmounts(subtotal);
  const tax = findBag(line.taxAmountSet, facts.currency) ?? share.tax;
  return saleOf(ids.sale(), "RETURN", "SHIPPING", reversed({ ...share, tax, total: withTax(facts, subtotal, tax) }), {
    shippingLine: shipping?.line ?? { title: "Shipping", originalPriceSet: line.subtotalAmountSet },
  });
}

function dutyReturn(
  facts: OrderFacts,
  refundDuty: Readonly<Record<string, unknown>>,
  placed: { sales: readonly DerivedSale[] },
  ids: LedgerIds,
): DerivedSale {
  const wanted = referenceOf(refundDuty.originalDuty)?.id;
  const charged = placed.sales.filter((sale) => sale.lineType === "DUTY");
  const duty = (charged.find((sale) => sale.duty?.id === wanted) ?? charged[0])?.duty;
  if (!duty) throw new RangeError(`${facts.order.id}: a refund gives back a duty that was never charged`);
  return saleOf(ids.sale(), "RETURN", "DUTY", reversed(plainAmounts(readBag(refundDuty.amountSet, facts.currency))), {
    duty,
  });
}

/** The adjustments written on the refund; where none are, the difference between what went back and what was paid back. */
function adjustments(facts: OrderFacts, refund: RawRefund, sales: readonly Sale[], ids: LedgerIds): DerivedSale[] {
  const { currency } = facts;
  if (Array.isArray(refund.orderAdjustments)) {
    return recordsOf(refund.orderAdjustments).map((adjustment) => {
      const tax = findBag(adjustment.taxAmountSet, currency) ?? zeroBag(currency);
      const total = sumBags([readBag(adjustment.amountSet, currency), tax], currency);
      return saleOf(ids.sale(), "RETURN", "ADJUSTMENT", plainAmounts(total, tax));
    });
  }
  const paid = writtenRefund(refund, currency);
  if (!paid) return [];
  const given = sumBags(
    sales.map((sale) => sale.totalAmount),
    currency,
  );
  const difference = minusBag(negative(paid), given);
  return difference.shop === 0 ? [] : [saleOf(ids.sale(), "RETURN", "ADJUSTMENT", plainAmounts(difference))];
}

/** Money a refund paid back, as it or its transactions state it; null when neither does. */
export function writtenRefund(refund: RawRefund, currency: string): Bag | null {
  const total = findBag(refund.totalRefundedSet, currency);
  if (total || !Array.isArray(refund.transactions)) return total;
  const paid = recordsOf(refund.transactions).filter(({ kind, status }) => kind === "REFUND" && status === "SUCCESS");
  return sumField(paid, "amountSet", currency);
}
