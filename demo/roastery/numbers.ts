import { addDays, type Day } from "../localTime";
import { gid } from "../shapes";
import type { Line, Moment, Order } from "./model";

export type Shop = {
  /** Local time to instant. */
  readonly at: (day: Day, minute: number) => string;
  readonly firstDay: Day;
};

/** Ids of an order and of what belongs to it: all follow from its place in time. */
export type Numbers = {
  readonly order: number;
  readonly refund: string;
  line(line: Line): string;
  transaction(index: number): number;
};

const FIRST_ORDER = 6_000_000;

export function numbersOf(order: Order, index: number): Numbers {
  const number = FIRST_ORDER + index;
  return {
    order: number,
    refund: gid("Refund", number),
    line: (line) => gid("LineItem", number * 10 + order.lines.indexOf(line)),
    transaction: (part) => number * 10 + part,
  };
}

export function instant(moment: Moment, shop: Shop): string {
  return shop.at(addDays(shop.firstDay, moment.day), moment.minute);
}
