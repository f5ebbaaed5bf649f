import { isRecord, readBag, recordsOf } from "../../derive/amounts";
import { DerivationError } from "../../derive/error";
import type { LineFacts } from "../../derive/orderFacts";
import { type Bag, exponentOf, minusBag, sumBags, toDecimal, zeroBag } from "../../money";
import type { Served } from "../serving";
import type { Derive } from "./index";
import { perUnit, viewOf } from "./order";

type Raw = Readonly<Record<string, unknown>>;

export const lineItemDefaults: Readonly<Record<string, unknown>> = {
  "LineItem.isGiftCard": false,
  "LineItem.taxable": true,
  "LineItem.restockable": true,
  "LineItem.merchantEditable": true,
  "LineItem.customAttributes": [],
  "LineItem.duties": [],
};

export const lineItemFields: Readonly<Record<string, Derive>> = {
  "LineItem.name": ({ raw }) =>
    typeof raw.variantTitle === "string" ? `${raw.title} - ${raw.variantTitle}` : raw.title,
  "LineItem.sku": ({ raw, serving }) =>
    isRecord(raw.variant) ? (serving.store.variant(String(raw.variant.id))?.variant.sku ?? null) : null,
  "LineItem.requiresShipping": (source) => source.raw.isGiftCard !== true,
  "LineItem.currentQuantity": (source) => viewOf(source).currentQuantity(String(source.id)),
  "LineItem.refundableQuantity": (source) => viewOf(source).currentQuantity(String(source.id)),
  "LineItem.originalTotalSet": (source) => lineFacts(source).original,
  "LineItem.totalDiscountSet": (source) => discountsOf(source, ({ ofOrder }) => !ofOrder),
  "LineItem.discountedUnitPriceSet": (source) =>
    perUnit(discountedTotal(source, false), lineFacts(source).line.quantity),
  "LineItem.discountedUnitPriceAfterAllDiscountsSet": (source) => {
    const line = lineFacts(source);
    return perUnit(minusBag(line.original, line.discount), line.line.quantity);
  },
  "LineItem.priceAfterAllDiscountsBeforeTaxesSet": currentNet,
  "LineItem.taxLines": (source) => {
    const { tax } = lineFacts(source);
    return tax.shop === 0 ? [] : [{ title: "Tax", rate: null, priceSet: tax }];
  },
  "LineItem.discountAllocations": allocations,
};

export const lineItemComputed: Readonly<Record<string, Derive>> = {
  "LineItem.discountedTotalSet": (source, args) => {
    const written = source.raw.discountedTotalSet;
    const withCodes = args.withCodeDiscounts === true;
    return written !== undefined && !withCodes ? written : discountedTotal(source, withCodes);
  },
};

function lineFacts(source: Served): LineFacts {
  const line = viewOf(source).facts.lineById.get(String(source.id));
  if (!line) throw new DerivationError(`LineItem ${source.id}: is none of the line items of its order`);
  return line;
}

/** What kind of discount an allocation comes from: given by a code, spread over the whole order, or neither. */
interface DiscountKind {
  readonly byCode: boolean;
  readonly ofOrder: boolean;
}

function kindOf(application: unknown): DiscountKind {
  if (!isRecord(application)) return { byCode: false, ofOrder: false };
  return {
    byCode: application.__typename === "DiscountCodeApplication" || "code" in application,
    ofOrder: application.allocationMethod === "ACROSS" || application.targetSelection === "ALL",
  };
}

function discountsOf(source: Served, counts: (kind: DiscountKind) => boolean): Bag {
  const line = lineFacts(source);
  const { currency } = viewOf(source);
  if (!Array.isArray(line.line.discountAllocations)) return line.lineDiscount;
  const counted = recordsOf(line.line.discountAllocations).filter(({ discountApplication }) =>
    counts(kindOf(discountApplication)),
  );
  return sumBags(
    counted.map((allocation) => readBag(allocation.allocatedAmountSet, currency)),
    currency,
  );
}

function discountedTotal(source: Served, withCodes: boolean): Bag {
  const given = discountsOf(source, ({ byCode, ofOrder }) => (byCode ? withCodes : !ofOrder));
  return minusBag(lineFacts(source).original, given);
}

/** Price of the units that were neither removed nor returned, after discounts, without tax. */
function currentNet(source: Served): Bag {
  const view = viewOf(source);
  const sales = view.salesOfLine(String(source.id));
  const total = sumBags(
    sales.map((sale) => sale.totalAmount),
    view.currency,
  );
  return minusBag(
    total,
    sumBags(
      sales.map((sale) => sale.totalTaxAmount),
      view.currency,
    ),
  );
}

/** The line's share of a discount that the order states only as a whole. */
function allocations(source: Served): Raw[] {
  const { discount, lineDiscount } = lineFacts(source);
  const view = viewOf(source);
  const parts: Raw[] = [];
  if (lineDiscount.shop !== 0) parts.push(allocation(lineDiscount, lineDiscount, 0, "EACH", "EXPLICIT"));
  const share = minusBag(discount, lineDiscount);
  if (share.shop !== 0) parts.push(allocation(share, view.facts.orderDiscount, parts.length, "ACROSS", "ALL"));
  return parts;
}

function allocation(amount: Bag, whole: Bag, index: number, allocationMethod: string, targetSelection: string): Raw {
  return {
    allocatedAmountSet: amount,
    discountApplication: {
      __typename: "ManualDiscountApplication",
      index,
      title: "Discount",
      description: null,
      allocationMethod,
      targetSelection,
      targetType: "LINE_ITEM",
      value: { amount: decimalOf(whole), currencyCode: whole.shopCurrency },
    },
  };
}

function decimalOf(bag: Bag): string {
  return toDecimal(bag.shop, exponentOf(bag.shopCurrency) ?? 2);
}

/** Nothing, in the order's currency. */
export function noMoney(source: Served): Bag {
  return zeroBag(source.view?.currency ?? source.serving.store.shop.currencyCode);
}
