import { type Bag, minusBag, sumBags, zeroBag } from "../money";
import type { Agreement, Gid, RawOrder, RawRefund, Sale, SaleLine, ShopSettings } from "../store/types";
import { findBag, isRecord, recordsOf, sumField } from "./amounts";
import { derivedLedger, ledger, writtenRefund } from "./ledger";
import { type OrderFacts, orderFacts } from "./orderFacts";

/** Everything that is summed of an order, made once and kept with it. */
export class OrderView {
  private cachedFacts: OrderFacts | null = null;
  private cachedLedger: readonly Agreement[] | null = null;
  private cachedCurrent: ReadonlyMap<Gid, number> | null = null;
  private cachedSales: ReadonlyMap<Gid, readonly Sale[]> | null = null;
  private cachedSums: ReadonlyMap<string, Bag> | null = null;

  constructor(
    readonly order: RawOrder,
    readonly shop: ShopSettings,
  ) {}

  get currency(): string {
    return this.order.currencyCode ?? this.shop.currencyCode;
  }

  get facts(): OrderFacts {
    this.cachedFacts ??= orderFacts(this.order, this.shop);
    return this.cachedFacts;
  }

  get ledger(): readonly Agreement[] {
    this.cachedLedger ??= Array.isArray(this.order.agreements)
      ? ledger(this.order, this.shop)
      : derivedLedger(this.facts);
    return this.cachedLedger;
  }

  /** Sum of one amount over the sales of some kinds; `placed` takes what was ordered and edited, `current` also what came back. */
  sum(amount: AmountName, lines: readonly SaleLine[] | "all", when: "placed" | "current"): Bag {
    this.cachedSums ??= sumsOf(this.ledger, this.currency);
    const wanted = lines === "all" ? allLines : lines;
    const bags = wanted.flatMap((line) => {
      const bag = this.cachedSums?.get(`${when}/${line}/${amount}`);
      return bag ? [bag] : [];
    });
    return sumBags(bags, this.currency);
  }

  /** Units of a line that were neither removed nor returned. */
  currentQuantity(line: Gid): number {
    this.cachedCurrent ??= currentQuantities(this.order, this.ledger);
    return this.cachedCurrent.get(line) ?? 0;
  }

  /** Everything the ledger holds of one line. */
  salesOfLine(line: Gid): readonly Sale[] {
    this.cachedSales ??= salesByLine(this.ledger);
    return this.cachedSales.get(line) ?? [];
  }

  /** Prices of goods as the order states them: with tax where prices contain it. */
  subtotal(when: "placed" | "current"): Bag {
    const total = this.sum("totalAmount", goods, when);
    return this.facts.taxesIncluded ? total : minusBag(total, this.sum("totalTaxAmount", goods, when));
  }

  shippingPrice(when: "placed" | "current"): Bag {
    const total = this.sum("totalAmount", ["SHIPPING"], when);
    return this.facts.taxesIncluded ? total : minusBag(total, this.sum("totalTaxAmount", ["SHIPPING"], when));
  }

  discounts(when: "placed" | "current"): Bag {
    const name = this.facts.taxesIncluded ? "totalDiscountAmountAfterTaxes" : "totalDiscountAmountBeforeTaxes";
    return this.sum(name, goods, when);
  }

  /** Charges of one kind without their tax; null when the order never had any. */
  charges(line: "DUTY" | "ADDITIONAL_FEE", when: "placed" | "current"): Bag | null {
    if (!this.ledger.some((agreement) => agreement.sales.some((sale) => sale.lineType === line))) return null;
    return minusBag(this.sum("totalAmount", [line], when), this.sum("totalTaxAmount", [line], when));
  }

  /** Money of successful sales and captures; an order without transactions counts as paid unless its status says otherwise. */
  get received(): Bag {
    const written = findBag(this.order.totalReceivedSet, this.currency);
    if (written) return written;
    if (Array.isArray(this.order.transactions)) {
      return paidIn(this.order, this.currency, (kind) => kind === "SALE" || kind === "CAPTURE");
    }
    const unpaid = ["PENDING", "AUTHORIZED", "VOIDED", "EXPIRED"].includes(String(this.order.displayFinancialStatus));
    return unpaid ? zeroBag(this.currency) : this.total("placed");
  }

  get refunded(): Bag {
    const written = findBag(this.order.totalRefundedSet, this.currency);
    if (written) return written;
    return sumBags(
      (this.order.refunds ?? []).map((refund) => this.refundedBy(refund)),
      this.currency,
    );
  }

  /** Money one refund paid back: as written, else the value of what it took back. */
  refundedBy(refund: RawRefund): Bag {
    const written = writtenRefund(refund, this.currency);
    if (written) return written;
    const sales = this.ledger.flatMap((agreement) => (agreement.refund?.id === refund.id ? agreement.sales : []));
    return minusBag(
      zeroBag(this.currency),
      sumBags(
        sales.map((sale) => sale.totalAmount),
        this.currency,
      ),
    );
  }

  get netPayment(): Bag {
    return minusBag(this.received, this.refunded);
  }

  /** Price of the order with taxes, shipping, tips, duties and fees; adjustments of refunds are not part of a price. */
  total(when: "placed" | "current"): Bag {
    return this.sum(
      "totalAmount",
      allLines.filter((line) => line !== "ADJUSTMENT"),
      when,
    );
  }

  tax(when: "placed" | "current"): Bag {
    return this.sum(
      "totalTaxAmount",
      allLines.filter((line) => line !== "ADJUSTMENT"),
      when,
    );
  }

  /** Positive where the merchant paid back less than was returned. */
  get refundDiscrepancy(): Bag {
    return this.sum("totalAmount", ["ADJUSTMENT"], "current");
  }

  get outstanding(): Bag {
    return minusBag(sumBags([this.total("current"), this.refundDiscrepancy], this.currency), this.netPayment);
  }

  get refundedShipping(): Bag {
    const returns = this.ledger.flatMap((agreement) =>
      agreement.sales.filter((sale) => sale.lineType === "SHIPPING" && sale.actionType === "RETURN"),
    );
    return minusBag(
      zeroBag(this.currency),
      sumBags(
        returns.map((sale) => sale.totalAmount),
        this.currency,
      ),
    );
  }
}

type AmountName = "totalAmount" | "totalTaxAmount" | "totalDiscountAmountBeforeTaxes" | "totalDiscountAmountAfterTaxes";

const amountNames: readonly AmountName[] = [
  "totalAmount",
  "totalTaxAmount",
  "totalDiscountAmountBeforeTaxes",
  "totalDiscountAmountAfterTaxes",
];
const goods: readonly SaleLine[] = ["PRODUCT", "GIFT_CARD"];
const allLines: readonly SaleLine[] = [
  "PRODUCT",
  "GIFT_CARD",
  "SHIPPING",
  "TIP",
  "DUTY",
  "FEE",
  "ADDITIONAL_FEE",
  "ADJUSTMENT",
  "UNKNOWN",
];

/** Sums by `when/line/amount`, so that the many totals of an order walk its ledger once. */
function sumsOf(agreements: readonly Agreement[], currency: string): ReadonlyMap<string, Bag> {
  const groups = new Map<string, Bag[]>();
  const put = (key: string, bag: Bag) => {
    const group = groups.get(key);
    if (group) group.push(bag);
    else groups.set(key, [bag]);
  };
  for (const sale of agreements.flatMap((agreement) => agreement.sales)) {
    for (const name of amountNames) {
      put(`current/${sale.lineType}/${name}`, sale[name]);
      if (sale.actionType !== "RETURN") put(`placed/${sale.lineType}/${name}`, sale[name]);
    }
  }
  return new Map([...groups].map(([key, bags]) => [key, sumBags(bags, currency)]));
}

function currentQuantities(order: RawOrder, agreements: readonly Agreement[]): ReadonlyMap<Gid, number> {
  const sold = new Map<Gid, number>();
  const count = (sale: Sale) => {
    if (sale.lineItem) sold.set(sale.lineItem.id, (sold.get(sale.lineItem.id) ?? 0) + (sale.quantity ?? 0));
  };
  for (const agreement of agreements) agreement.sales.forEach(count);
  return new Map(order.lineItems.map((line) => [line.id, sold.get(line.id) ?? line.quantity]));
}

function salesByLine(agreements: readonly Agreement[]): ReadonlyMap<Gid, readonly Sale[]> {
  const byLine = new Map<Gid, Sale[]>();
  for (const sale of agreements.flatMap((agreement) => agreement.sales)) {
    if (!sale.lineItem) continue;
    const sales = byLine.get(sale.lineItem.id);
    if (sales) sales.push(sale);
    else byLine.set(sale.lineItem.id, [sale]);
  }
  return byLine;
}

function paidIn(order: RawOrder, currency: string, counts: (kind: string) => boolean): Bag {
  const paid = recordsOf(order.transactions).filter(
    (transaction) => isRecord(transaction) && transaction.status === "SUCCESS" && counts(String(transaction.kind)),
  );
  return sumField(paid, "amountSet", currency) ?? zeroBag(currency);
}
