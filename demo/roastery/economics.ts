import type { Pence } from "../money";
import { type FeeRule, feeOf } from "../payments";
import { refundTotal } from "./afterwards";
import { costOn } from "./catalogue";
import type { Line, Order } from "./model";

export const FEE_RULE: FeeRule = { name: "Online, US cards", perMille: 29, flat: 30 };

/** What one day of an order's life adds to the shop's figures. Signed: what comes back is below zero, except `reversals`. */
export type Fact = {
  readonly day: number;
  readonly grossSales: Pence;
  readonly discounts: Pence;
  readonly salesReversals: Pence;
  readonly shipping: Pence;
  readonly tax: Pence;
  readonly tips: Pence;
  readonly giftCards: Pence;
  readonly cogs: Pence;
  readonly paymentFees: Pence;
};

const NOTHING: Omit<Fact, "day"> = {
  grossSales: 0,
  discounts: 0,
  salesReversals: 0,
  shipping: 0,
  tax: 0,
  tips: 0,
  giftCards: 0,
  cogs: 0,
  paymentFees: 0,
};

/** Lines as the buyer first ordered them, without what an edit added. */
export function placedLines(order: Order): readonly Line[] {
  return order.lines.filter((line) => !line.isAdded);
}

/** Price of an order when it was placed: goods after discounts, shipping, tax, tip, gift cards. */
export function orderTotal(order: Order): Pence {
  return placedLines(order).reduce((sum, line) => sum + lineTotal(line), order.shipping);
}

export function lineTotal(line: Line): Pence {
  return line.unitPrice * line.quantity - line.discount + line.tax;
}

/** Everything an order did to the figures: when it was placed, edited and refunded. Test orders do nothing. */
export function factsOf(order: Order): Fact[] {
  if (order.payment === "test") return [];
  const lines = placedLines(order);
  const facts: Fact[] = [
    {
      day: order.day,
      grossSales: goods(lines, (line) => line.unitPrice * line.quantity),
      discounts: goods(lines, (line) => line.discount),
      salesReversals: 0,
      shipping: order.shipping,
      tax: sum(lines, (line) => line.tax),
      tips: sum(lines, (line) => (line.kind === "tip" ? line.unitPrice : 0)),
      giftCards: sum(lines, (line) => (line.kind === "giftCard" ? line.unitPrice * line.quantity : 0)),
      cogs: goods(lines, (line) => costOfUnits(order, line, line.quantity)),
      paymentFees: feeOn(order, orderTotal(order) - order.giftCardPaid),
    },
  ];
  if (order.edit !== null) facts.push(editFact(order, order.edit.kind, order.edit.line));
  if (order.refund !== null) facts.push(refundFact(order, order.refund));
  return facts;
}

function editFact(order: Order, kind: "added" | "removed", line: Line): Fact {
  const cost = costOfUnits(order, line, line.quantity);
  if (kind === "added") {
    const grossSales = line.unitPrice * line.quantity;
    const paymentFees = feeOn(order, lineTotal(line));
    return { ...NOTHING, day: order.day, grossSales, tax: line.tax, cogs: cost, paymentFees };
  }
  const salesReversals = line.unitPrice * line.quantity - line.discount;
  return { ...NOTHING, day: order.day, salesReversals, tax: -line.tax, cogs: -cost };
}

function refundFact(order: Order, refund: NonNullable<Order["refund"]>): Fact {
  const ofKind = (kind: Line["kind"]) => refund.lines.filter(({ line }) => line.kind === kind);
  return {
    ...NOTHING,
    day: refund.day,
    salesReversals: sum(ofKind("goods"), ({ subtotal }) => subtotal) - refund.adjustment,
    shipping: -refund.shipping,
    tax: -sum(refund.lines, ({ tax }) => tax),
    tips: -sum(ofKind("tip"), ({ subtotal }) => subtotal),
    giftCards: -sum(ofKind("giftCard"), ({ subtotal }) => subtotal),
    cogs: -sum(ofKind("goods"), ({ line, quantity, restock }) =>
      restock === "NO_RESTOCK" ? 0 : costOfUnits(order, line, quantity),
    ),
  };
}

/** Money given back for an order so far, by refund or by an edit. */
export function refundedTotal(order: Order): Pence {
  const removed = order.edit?.kind === "removed" ? lineTotal(order.edit.line) : 0;
  return removed + (order.refund === null ? 0 : refundTotal(order.refund));
}

function costOfUnits(order: Order, line: Line, quantity: number): Pence {
  return line.variant === null ? 0 : quantity * costOn(line.variant, order.day);
}

function feeOn(order: Order, cardAmount: Pence): Pence {
  return order.payment === "card" && cardAmount > 0 ? feeOf(cardAmount, FEE_RULE) : 0;
}

function goods(lines: readonly Line[], value: (line: Line) => Pence): Pence {
  return sum(lines, (line) => (line.kind === "goods" ? value(line) : 0));
}

function sum<T>(values: readonly T[], value: (one: T) => Pence): Pence {
  return values.reduce((total, one) => total + value(one), 0);
}
