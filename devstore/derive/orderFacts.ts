import { allocate, type Bag, mapBag, minusBag, sumBags, zeroBag } from "../money";
import type { Gid, RawLineItem, RawOrder, ShopSettings } from "../store/types";
import { findBag, isRecord, readBag, recordsOf, sumField } from "./amounts";
import { DerivationError } from "./error";

/** A line item as ordered: amounts of the whole quantity, discounts and taxes of the order allocated to it. */
export interface LineFacts {
  readonly line: RawLineItem;
  readonly isGiftCard: boolean;
  /** A line that is the order's tip, not goods. */
  readonly isTip: boolean;
  /** Unit price × quantity; contains tax where prices do. */
  readonly original: Bag;
  /** Discounts on the line itself, without the order's. */
  readonly lineDiscount: Bag;
  /** All discounts, the order's share included. */
  readonly discount: Bag;
  readonly tax: Bag;
}

export interface ShippingFacts {
  readonly line: Readonly<Record<string, unknown>>;
  readonly original: Bag;
  readonly discounted: Bag;
  readonly tax: Bag;
}

export interface OrderFacts {
  readonly order: RawOrder;
  readonly currency: string;
  readonly taxesIncluded: boolean;
  readonly lines: readonly LineFacts[];
  readonly lineById: ReadonlyMap<Gid, LineFacts>;
  readonly shipping: readonly ShippingFacts[];
  /** The order's discount as a whole, allocated to its lines. */
  readonly orderDiscount: Bag;
  readonly tip: Bag;
}

/** What an order's lines and totals say, with everything allocated to its line. @throws DerivationError on a contradiction. */
export function orderFacts(order: RawOrder, shop: ShopSettings): OrderFacts {
  const currency = order.currencyCode ?? shop.currencyCode;
  const taxesIncluded = order.taxesIncluded ?? shop.taxesIncluded;
  const tip = findBag(order.totalTipReceivedSet, currency) ?? zeroBag(currency);
  const tipLine = tipLineOf(order, tip, currency);
  const priced = order.lineItems.map((line) => priceOf(line, currency, line === tipLine));
  const shippingPrices = shippingPricesOf(order, currency);
  const orderDiscount = unallocatedDiscount(order, priced, shippingPrices, currency);
  const discounted = withOrderDiscount(priced, orderDiscount, currency);
  const taxed = withTaxes(order, shop, discounted, shippingPrices, taxesIncluded, currency);
  return {
    order,
    currency,
    taxesIncluded,
    lines: taxed.lines,
    lineById: new Map(taxed.lines.map((line) => [line.line.id, line])),
    shipping: taxed.shipping,
    orderDiscount,
    tip,
  };
}

type Priced = Omit<LineFacts, "tax">;
type ShippingPrice = Omit<ShippingFacts, "tax">;

function priceOf(line: RawLineItem, currency: string, isTip: boolean): Priced {
  const unit = readBag(line.originalUnitPriceSet, currency);
  const original = findBag(line.originalTotalSet, currency) ?? mapBag(unit, (minor) => minor * line.quantity);
  const lineDiscount = writtenDiscount(line, original, currency);
  if (lineDiscount.shop > original.shop) {
    throw new DerivationError(
      `${line.id}: ${lineDiscount.shop} minor units of discount, expected at most its price of ${original.shop}`,
    );
  }
  return { line, isGiftCard: line.isGiftCard === true, isTip, original, lineDiscount, discount: lineDiscount };
}

function writtenDiscount(line: RawLineItem, original: Bag, currency: string): Bag {
  const allocated = sumField(line.discountAllocations, "allocatedAmountSet", currency);
  if (allocated) return allocated;
  const total = findBag(line.totalDiscountSet, currency);
  if (total) return total;
  const after = findBag(line.discountedTotalSet, currency);
  return after ? minusBag(original, after) : zeroBag(currency);
}

/** Shopify books a tip as a line titled "Tip" without a variant; the schema has no other mark for it. */
function tipLineOf(order: RawOrder, tip: Bag, currency: string): RawLineItem | null {
  if (tip.shop === 0) return null;
  const isTip = (line: RawLineItem) =>
    line.title === "Tip" &&
    !line.variant &&
    line.quantity === 1 &&
    readBag(line.originalUnitPriceSet, currency).shop === tip.shop;
  return order.lineItems.find(isTip) ?? null;
}

function shippingPricesOf(order: RawOrder, currency: string): ShippingPrice[] {
  const written = recordsOf(order.shippingLines).filter((line) => line.isRemoved !== true);
  const lines = written.length > 0 || !isRecord(order.shippingLine) ? written : [order.shippingLine];
  if (lines.length > 0) return lines.map((line) => shippingPrice(line, currency));
  const total = findBag(order.totalShippingPriceSet, currency);
  if (!total || total.shop === 0) return [];
  return [
    { line: { title: "Shipping", originalPriceSet: order.totalShippingPriceSet }, original: total, discounted: total },
  ];
}

function shippingPrice(line: Readonly<Record<string, unknown>>, currency: string): ShippingPrice {
  const discounted = findBag(line.discountedPriceSet, currency);
  const original = findBag(line.originalPriceSet, currency) ?? discounted ?? zeroBag(currency);
  if (discounted) return { line, original, discounted };
  const allocated = sumField(line.discountAllocations, "allocatedAmountSet", currency) ?? zeroBag(currency);
  return { line, original, discounted: minusBag(original, allocated) };
}

/** What the order gave away beyond what its lines say: the part that is still to be allocated to them. */
function unallocatedDiscount(
  order: RawOrder,
  lines: readonly Priced[],
  shipping: readonly ShippingPrice[],
  currency: string,
): Bag {
  const none = zeroBag(currency);
  const total = findBag(order.totalDiscountsSet, currency);
  if (!total) {
    const hasAllocations = lines.some((priced) => priced.line.discountAllocations !== undefined);
    return hasAllocations ? none : (findBag(order.cartDiscountAmountSet, currency) ?? none);
  }
  const onLines = sumBags(
    lines.map((priced) => priced.lineDiscount),
    currency,
  );
  const rest = minusBag(total, onLines);
  const onShipping = sumBags(
    shipping.map(({ original, discounted }) => minusBag(original, discounted)),
    currency,
  );
  if (rest.shop === 0 || rest.shop === onShipping.shop) return none;
  if (rest.shop < 0) {
    throw new DerivationError(
      `${order.id}: totalDiscountsSet is ${total.shop}, expected at least the ${onLines.shop} minor units allocated to its lines`,
    );
  }
  return rest;
}

/** Discounts of the order do not reach gift cards and tips. */
function withOrderDiscount(lines: readonly Priced[], discount: Bag, currency: string): Priced[] {
  if (discount.shop === 0 && discount.presentment === 0) return [...lines];
  const bearing = lines.filter((priced) => !priced.isGiftCard && !priced.isTip);
  const parts = allocateBag(discount, (bearing.length > 0 ? bearing : lines).map(netOf));
  let next = 0;
  return lines.map((priced) => {
    if (bearing.length > 0 && !bearing.includes(priced)) return priced;
    const part = parts[next++];
    return part ? { ...priced, discount: sumBags([priced.discount, part], currency) } : priced;
  });
}

function netOf(priced: Priced): Bag {
  return minusBag(priced.original, priced.discount);
}

/** A bag split by weights, each side by its own largest remainders. */
export function allocateBag(amount: Bag, weights: readonly Bag[]): Bag[] {
  const shop = allocate(
    amount.shop,
    weights.map((weight) => weight.shop),
  );
  const presentment = allocate(
    amount.presentment,
    weights.map((weight) => weight.presentment),
  );
  return weights.map((_, index) => ({ ...amount, shop: shop[index] ?? 0, presentment: presentment[index] ?? 0 }));
}

/** Taxes as written on the lines; what only the order states is allocated to the lines that state none. */
function withTaxes(
  order: RawOrder,
  shop: ShopSettings,
  lines: readonly Priced[],
  shipping: readonly ShippingPrice[],
  taxesIncluded: boolean,
  currency: string,
): { lines: LineFacts[]; shipping: ShippingFacts[] } {
  const none = zeroBag(currency);
  const lineTaxes = lines.map((priced) => sumField(priced.line.taxLines, "priceSet", currency));
  const shippingTaxes = shipping.map((price) => sumField(price.line.taxLines, "priceSet", currency));
  const written = [...lineTaxes, ...shippingTaxes].filter((tax) => tax !== null);
  const total = findBag(order.totalTaxSet, currency) ?? sumField(order.taxLines, "priceSet", currency);
  const rest = total ? minusBag(total, sumBags(written, currency)) : none;
  const taxable = (priced: Priced, index: number) =>
    lineTaxes[index] === null && priced.line.taxable !== false && !priced.isGiftCard && !priced.isTip;
  const taxesShipping = shop.taxShipping === true;
  const weights = [
    ...lines.map((priced, index) => (taxable(priced, index) ? netOf(priced) : none)),
    ...shipping.map((price, index) => (shippingTaxes[index] === null && taxesShipping ? price.discounted : none)),
  ];
  const parts = rest.shop === 0 ? [] : taxParts(order, rest, weights, taxesIncluded);
  return {
    lines: lines.map((priced, index) => ({ ...priced, tax: lineTaxes[index] ?? parts[index] ?? none })),
    shipping: shipping.map((price, index) => ({
      ...price,
      tax: shippingTaxes[index] ?? parts[lines.length + index] ?? none,
    })),
  };
}

function taxParts(order: RawOrder, rest: Bag, weights: readonly Bag[], taxesIncluded: boolean): Bag[] {
  if (!weights.some((weight) => weight.shop > 0)) {
    const what = taxesIncluded ? "included tax" : "tax";
    throw new DerivationError(`${order.id}: ${rest.shop} minor units of ${what} belong to none of its lines`);
  }
  return allocateBag(rest, weights);
}
