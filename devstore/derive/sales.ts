import { type Bag, mapBag, minusBag, mulDiv, negative, sumBags, zeroBag } from "../money";
import type { Gid, RawReference, Sale, SaleAction, SaleLine } from "../store/types";

/** Amounts of a sale; `discount` is as the price is: with tax where prices contain it. */
export interface SaleAmounts {
  readonly total: Bag;
  readonly tax: Bag;
  readonly discountBeforeTaxes: Bag;
  readonly discountAfterTaxes: Bag;
}

/** A derived sale carries, beside the ledger's fields, the object its concrete type points to. */
export interface DerivedSale extends Sale {
  readonly shippingLine?: Readonly<Record<string, unknown>>;
  readonly duty?: Readonly<Record<string, unknown>>;
  readonly additionalFee?: Readonly<Record<string, unknown>>;
}

const saleTypes: Readonly<Record<SaleLine, string>> = {
  ADDITIONAL_FEE: "AdditionalFeeSale",
  ADJUSTMENT: "AdjustmentSale",
  DUTY: "DutySale",
  FEE: "FeeSale",
  GIFT_CARD: "GiftCardSale",
  PRODUCT: "ProductSale",
  SHIPPING: "ShippingLineSale",
  TIP: "TipSale",
  UNKNOWN: "UnknownSale",
};

/** The concrete type of a sale of this kind of line. */
export function saleTypeOf(lineType: SaleLine): string {
  return saleTypes[lineType];
}

/**
 * Amounts of something sold for `price` less `discount`, taxed with `tax`.
 * Prices with tax: the total is price − discount and the discount before taxes leaves its share of the tax out.
 * Prices without: the total adds the tax, and the discount after taxes adds the tax that was not charged on it.
 */
export function amountsOf(
  price: Bag,
  discount: Bag,
  tax: Bag,
  taxesIncluded: boolean,
  rate: number | null,
): SaleAmounts {
  const charged = minusBag(price, discount);
  if (taxesIncluded) {
    const net = minusBag(charged, tax);
    const before = scale(discount, net, charged, rate === null ? 1 : 1 / (1 + rate));
    return { total: charged, tax, discountBeforeTaxes: before, discountAfterTaxes: discount };
  }
  const total = sumBags([charged, tax], price.shopCurrency);
  const after = scale(discount, total, charged, rate === null ? 1 : 1 + rate);
  return { total, tax, discountBeforeTaxes: discount, discountAfterTaxes: after };
}

/** `discount × part ÷ whole` on each side; where nothing was charged, `× otherwise`. */
function scale(discount: Bag, part: Bag, whole: Bag, otherwise: number): Bag {
  const side = (amount: number, numerator: number, denominator: number) => {
    if (amount === 0) return 0;
    return denominator === 0 ? Math.round(amount * otherwise) : mulDiv(amount, numerator, denominator);
  };
  return {
    ...discount,
    shop: side(discount.shop, part.shop, whole.shop),
    presentment: side(discount.presentment, part.presentment, whole.presentment),
  };
}

/** The amounts given back: signs turned. */
export function reversed(amounts: SaleAmounts): SaleAmounts {
  return {
    total: negative(amounts.total),
    tax: negative(amounts.tax),
    discountBeforeTaxes: negative(amounts.discountBeforeTaxes),
    discountAfterTaxes: negative(amounts.discountAfterTaxes),
  };
}

/**
 * The part of `amounts` that units `from`+1 to `to` of `quantity` carry. Taken one after another, the parts of all units
 * add up to the whole exactly.
 */
export function partOf(amounts: SaleAmounts, from: number, to: number, quantity: number): SaleAmounts {
  const part = (bag: Bag) => mapBag(bag, (minor) => mulDiv(minor, to, quantity) - mulDiv(minor, from, quantity));
  return {
    total: part(amounts.total),
    tax: part(amounts.tax),
    discountBeforeTaxes: part(amounts.discountBeforeTaxes),
    discountAfterTaxes: part(amounts.discountAfterTaxes),
  };
}

/** Amounts that are neither taxed nor discounted. */
export function plainAmounts(total: Bag, tax: Bag = zeroBag(total.shopCurrency)): SaleAmounts {
  const none = zeroBag(total.shopCurrency);
  return { total, tax, discountBeforeTaxes: none, discountAfterTaxes: none };
}

/** One line of the ledger. */
export function saleOf(
  id: Gid,
  actionType: SaleAction,
  lineType: SaleLine,
  amounts: SaleAmounts,
  more: { quantity?: number | null; lineItem?: RawReference | null } & Partial<
    Pick<DerivedSale, "shippingLine" | "duty" | "additionalFee">
  > = {},
): DerivedSale {
  const { quantity = null, lineItem = null, ...points } = more;
  return {
    __typename: saleTypes[lineType],
    id,
    actionType,
    lineType,
    quantity,
    totalAmount: amounts.total,
    totalTaxAmount: amounts.tax,
    totalDiscountAmountBeforeTaxes: amounts.discountBeforeTaxes,
    totalDiscountAmountAfterTaxes: amounts.discountAfterTaxes,
    lineItem,
    ...points,
  };
}
