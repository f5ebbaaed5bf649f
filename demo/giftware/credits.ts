import type { Pence } from "../money";
import { type CodeKind, kindOf, skuOf } from "./codes";
import type { SourceRow } from "./columns";
import type { Account } from "./fates";
import { type Order, penceOf, type Refund, refundedOf, type SaleLine } from "./sales";

type Sold = { readonly order: Order; readonly line: SaleLine };

type Shelf = {
  /** Sales of one stock code by one buyer, in time order. */
  readonly sold: ReadonlyMap<string, readonly Sold[]>;
  /** Orders of one buyer, in time order. */
  readonly orders: ReadonlyMap<string, readonly Order[]>;
};

/** Credit rows, or parts of one, that no earlier sale was found for. */
export type Unmatched = { readonly row: SourceRow; readonly quantity: number };

/** What is given back first of one credit note: an amount without goods may not use up the money that goods need. */
const GIVEN_BACK = ["product", "giftCard", "manual", "shipping", "discount"] as const satisfies readonly CodeKind[];

/**
 * Gives every credit row that is not an expense to earlier orders of its buyer, credit note by credit note:
 *
 * - goods: the buyer's earlier sales of the same stock code: the latest at the same price with enough units left; else
 *   the latest with enough left at any price; else spread over them, the latest first;
 * - carriage: the buyer's latest earlier order with enough carriage left, one charged the same amount first; else, for
 *   a customer, as an amount without goods;
 * - `M`: the sale of an `M` line at the same price; else, for a customer, as an amount without goods;
 * - `D`: for a customer, as an amount without goods.
 *
 * An amount without goods goes to the customer's latest earlier order with that much money left. A guest is matched
 * within guests of the same country, and only at the same price. No order gives back more than it took.
 */
export function giveBack(rows: readonly SourceRow[], orders: readonly Order[], account: Account): Unmatched[] {
  const shelf = shelve(orders);
  const unmatched: Unmatched[] = [];
  for (const row of creditRows(rows)) {
    const kind = kindOf(skuOf(row.stockCode));
    const left =
      kind === "shipping"
        ? giveShipping(row, shelf, account)
        : kind === "discount"
          ? giveAmount(row, shelf, account)
          : giveGoods(row, shelf, account, kind === "manual");
    if (left > 0) unmatched.push({ row, quantity: left });
  }
  return unmatched;
}

function creditRows(rows: readonly SourceRow[]): SourceRow[] {
  const notes = new Map<string, SourceRow[]>();
  for (const row of rows) {
    if (row.invoice.startsWith("C")) push(notes, row.invoice, row);
  }
  const ofKind = (note: readonly SourceRow[], kind: CodeKind) =>
    note.filter((row) => kindOf(skuOf(row.stockCode)) === kind);
  return [...notes.values()].flatMap((note) => GIVEN_BACK.flatMap((kind) => ofKind(note, kind)));
}

/** Units that no sale was found for. */
function giveGoods(row: SourceRow, shelf: Shelf, account: Account, isManual: boolean): number {
  const price = penceOf(row.mills);
  const wanted = -row.quantity;
  const needsSamePrice = isManual || row.customer === null;
  const earlier = (shelf.sold.get(`${buyerOf(row)}/${skuOf(row.stockCode)}`) ?? [])
    .filter(({ order, line }) => precedes(order, row) && remaining(line) > 0 && moneyLeft(order) >= price)
    .filter(({ line }) => !needsSamePrice || line.unitPence === price)
    .reverse();
  const enough = earlier.filter((sold) => remaining(sold.line) >= wanted && moneyLeft(sold.order) >= wanted * price);
  const whole = enough.find(({ line }) => line.unitPence === price) ?? enough[0];
  if (whole !== undefined) {
    takeBack(row, whole, wanted);
    account.settle(row, "returned");
    return 0;
  }
  if (earlier.length === 0 && isManual) return giveAmount(row, shelf, account);
  const left = spread(row, earlier, wanted);
  account.settle(row, left === 0 ? "returnedSpread" : left < wanted ? "partlyReturned" : "unmatched");
  return left;
}

function spread(row: SourceRow, latestFirst: readonly Sold[], wanted: number): number {
  const price = penceOf(row.mills);
  let left = wanted;
  for (const sold of latestFirst) {
    const affordable = price === 0 ? left : Math.floor(moneyLeft(sold.order) / price);
    const units = Math.min(left, remaining(sold.line), affordable);
    if (units > 0) takeBack(row, sold, units);
    left -= Math.max(units, 0);
  }
  return left;
}

function giveShipping(row: SourceRow, shelf: Shelf, account: Account): number {
  const amount = -row.quantity * penceOf(row.mills);
  const earlier = (shelf.orders.get(buyerOf(row)) ?? [])
    .filter((order) => precedes(order, row) && shippingLeft(order) >= amount && moneyLeft(order) >= amount)
    .reverse();
  const order = earlier.find((candidate) => candidate.shipping === amount) ?? earlier[0];
  if (order === undefined) return giveAmount(row, shelf, account);
  const refund = refundOf(order, row);
  refund.shipping += amount;
  refund.credited += amount;
  account.settle(row, "shippingRefunded");
  return 0;
}

function giveAmount(row: SourceRow, shelf: Shelf, account: Account): number {
  const amount = -row.quantity * penceOf(row.mills);
  const order = (shelf.orders.get(buyerOf(row)) ?? []).findLast(
    (candidate) => precedes(candidate, row) && moneyLeft(candidate) >= amount,
  );
  if (order === undefined || row.customer === null) {
    account.settle(row, "unmatched");
    return -row.quantity;
  }
  refundOf(order, row).credited += amount;
  account.settle(row, "adjusted");
  return 0;
}

function takeBack(row: SourceRow, sold: Sold, quantity: number): void {
  const refund = refundOf(sold.order, row);
  const again = refund.lines.find(({ line }) => line === sold.line);
  if (again === undefined) refund.lines.push({ line: sold.line, quantity });
  else again.quantity += quantity;
  refund.credited += quantity * penceOf(row.mills);
  sold.line.returned += quantity;
}

function refundOf(order: Order, row: SourceRow): Refund {
  const open = order.refunds.find((refund) => refund.creditNote === row.invoice);
  if (open !== undefined) return open;
  const refund: Refund = { creditNote: row.invoice, minute: row.minute, lines: [], shipping: 0, credited: 0 };
  order.refunds.push(refund);
  return refund;
}

function shelve(orders: readonly Order[]): Shelf {
  const sold = new Map<string, Sold[]>();
  const ofBuyer = new Map<string, Order[]>();
  for (const order of orders) {
    const buyer = buyerOf(order);
    push(ofBuyer, buyer, order);
    for (const line of order.lines) push(sold, `${buyer}/${line.sku}`, { order, line });
  }
  return { sold, orders: ofBuyer };
}

function push<T>(lists: Map<string, T[]>, key: string, value: T): void {
  const list = lists.get(key);
  if (list === undefined) lists.set(key, [value]);
  else list.push(value);
}

/** A customer, or all guests of one country together: the source tells them no further apart. */
function buyerOf(party: { readonly customer: number | null; readonly country: string }): string {
  return party.customer === null ? `guest ${party.country}` : String(party.customer);
}

function precedes(order: Order, credit: SourceRow): boolean {
  return order.minute <= credit.minute && (order.lines[0]?.row.row ?? 0) < credit.row;
}

function remaining(line: SaleLine): number {
  return line.row.quantity - line.returned;
}

function moneyLeft(order: Order): Pence {
  return order.total - refundedOf(order);
}

function shippingLeft(order: Order): Pence {
  return order.shipping - order.refunds.reduce((sum, refund) => sum + refund.shipping, 0);
}
