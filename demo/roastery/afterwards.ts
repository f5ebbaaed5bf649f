import { type Pence, shareOf } from "../money";
import { type Random, randomOf } from "../random";
import { addedLine } from "./baskets";
import type { Line, Order, Refund, ReturnedLine } from "./model";
import { SEED } from "./parameters";

const RESTOCKING_FEE = 500;

/** Draws, per mille and in this order, of what happens to an order after it was placed. */
export const AFTERWARDS = {
  web: { cancelled: 6, partRefunded: 34, refunded: 12, goodwill: 5, restockingFee: 4, lineAdded: 5, unitsRemoved: 5 },
  subscription_contract: {
    cancelled: 0,
    partRefunded: 5,
    refunded: 4,
    goodwill: 4,
    restockingFee: 0,
    lineAdded: 0,
    unitsRemoved: 0,
  },
} as const;

/** Lets an order be cancelled, returned or edited, as far as it happens by `lastDay`. */
export function happenTo(order: Order, lastDay: number): void {
  if (order.payment !== "card") return;
  const random = randomOf(SEED, "after", order.key);
  const draw = random.below(1000);
  const [kind] = Object.entries(AFTERWARDS[order.source]).reduce<readonly [string | null, number]>(
    ([found, from], [name, width]) => [found ?? (draw >= from && draw < from + width ? name : null), from + width],
    [null, 0],
  );
  if (kind === null) return;
  if (kind === "cancelled") cancel(order, random, lastDay);
  else if (kind === "lineAdded" || kind === "unitsRemoved") edit(order, random, kind);
  else giveBack(order, random, kind, lastDay);
}

/** Money that a refund gives back. */
export function refundTotal(refund: Refund): Pence {
  const goods = refund.lines.reduce((sum, line) => sum + line.subtotal + line.tax, 0);
  return goods + refund.shipping - refund.adjustment;
}

/** The same day or the next: everything is given back, tip and gift card included. */
function cancel(order: Order, random: Random, lastDay: number): void {
  const day = order.day + (random.chance(600) ? 0 : 1);
  const minute = day === order.day ? Math.min(1439, order.minute + random.between(5, 120)) : random.between(480, 1000);
  const reason = random.pick({ CUSTOMER: 60, FRAUD: 20, INVENTORY: 20 });
  if (day > lastDay) return;
  order.cancelled = { day, minute, reason };
  const lines = order.lines.map((line) =>
    returned(line, line.quantity, line.kind === "goods" ? "CANCEL" : "NO_RESTOCK"),
  );
  order.refund = { day, minute, lines, shipping: order.shipping, adjustment: 0 };
}

function giveBack(order: Order, random: Random, kind: string, lastDay: number): void {
  const when = { day: order.day + random.between(3, 50), minute: random.between(540, 1079) };
  const refund = { ...when, ...refundOf(order, random, kind) };
  if (refund.day <= lastDay && refundTotal(refund) > 0) order.refund = refund;
}

function refundOf(order: Order, random: Random, kind: string): Pick<Refund, "lines" | "shipping" | "adjustment"> {
  const goods = order.lines.filter((line) => line.kind === "goods");
  const restock = random.chance(650) ? "RETURN" : "NO_RESTOCK";
  const all = goods.map((line) => returned(line, line.quantity, restock));
  if (kind === "refunded") return { lines: all, shipping: order.shipping, adjustment: 0 };
  if (kind === "restockingFee") {
    const value = all.reduce((sum, line) => sum + line.subtotal, 0);
    return { lines: all, shipping: 0, adjustment: value > RESTOCKING_FEE ? RESTOCKING_FEE : 0 };
  }
  const [first] = goods;
  if (first === undefined) return { lines: [], shipping: 0, adjustment: 0 };
  const value = first.unitPrice * first.quantity - first.discount;
  if (kind === "goodwill") return { lines: [], shipping: 0, adjustment: -shareOf(value, 20, 100) };
  return { lines: [returned(first, Math.ceil(first.quantity / 2), restock)], shipping: 0, adjustment: 0 };
}

/** Units of a line with their share of its discount and tax, halves up. */
function returned(line: Line, quantity: number, restock: ReturnedLine["restock"]): ReturnedLine {
  const net = line.unitPrice * line.quantity - line.discount;
  return {
    line,
    quantity,
    restock,
    subtotal: shareOf(net, quantity, line.quantity),
    tax: shareOf(line.tax, quantity, line.quantity),
  };
}

function edit(order: Order, random: Random, kind: "lineAdded" | "unitsRemoved"): void {
  const minute = order.minute + random.between(10, 90);
  const goods = order.lines.filter((line) => line.kind === "goods");
  if (minute > 1439) return;
  if (kind === "lineAdded") {
    const line = addedLine(random, order.buyer, order.day);
    if (goods.some(({ variant }) => variant === line.variant)) return;
    order.lines.push(line);
    order.edit = { day: order.day, minute, kind: "added", line };
    return;
  }
  const last = goods.at(-1);
  if (goods.length < 2 || last === undefined) return;
  order.edit = { day: order.day, minute, kind: "removed", line: last };
}
