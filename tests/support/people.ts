import fc from "fast-check";
import { highValueVerdict } from "~/analytics/customers";
import { grouped } from "~/analytics/grouped";
import { type LifecycleRules, type PersonHistory, stageStarts } from "~/analytics/lifecycle";
import { type Day, daysBetween, localDay } from "~/analytics/period";
import type { OrderRow } from "./ledger";

// Stores of a few customers who come back often, or never: what lists and stages are made from.

const FIRST = Date.UTC(2024, 0, 5, 6);
const DAY = 86_400_000;

const draft = fc.record({
  customer: fc.integer({ min: 1, max: 6 }),
  at: fc.integer({ min: 0, max: 24 * 420 }),
  price: fc.integer({ min: 100, max: 9000 }),
  discount: fc.constantFrom(0, 0, 0, 50),
  quantity: fc.integer({ min: 1, max: 3 }),
  product: fc.integer({ min: 1, max: 3 }),
  country: fc.constantFrom("GB", "JP", null),
  codes: fc.constantFrom<readonly string[]>([], ["WELCOME"]),
});

/** Orders of six customers over fourteen months, an hour being the finest step, so that some fall on one instant. */
export const busyOrders = fc.array(draft, { minLength: 1, maxLength: 30 }).map((drafts) =>
  drafts.map(
    (of, index): OrderRow => ({
      id: index + 1,
      at: new Date(FIRST + of.at * (DAY / 24)).toISOString(),
      customer: of.customer,
      country: of.country,
      discountCodes: of.codes,
      lines: [
        {
          id: index + 1,
          product: of.product,
          variant: of.product,
          quantity: of.quantity,
          price: of.price,
          discount: of.discount,
        },
      ],
    }),
  ),
);

/** The instant `hours` after the first possible order. */
export const instantAfter = (hours: number): Date => new Date(FIRST + hours * (DAY / 24));

export interface PersonByHand {
  readonly customerId: string;
  readonly history: PersonHistory;
  readonly days: readonly Day[];
  readonly orderedValue: number;
  readonly fullPriceValue: number;
}

/** The persons of the orders up to `asOf`, computed order by order. */
export function personsOf(orders: readonly OrderRow[], asOf: Date, zone: string): PersonByHand[] {
  const until = orders
    .filter((order) => order.at <= asOf.toISOString() && order.customer)
    .sort((left, right) => left.at.localeCompare(right.at) || left.id - right.id);
  return [...grouped(until, ({ customer }) => String(customer))].map(([customerId, own]) => {
    const valued = own.map((order) => {
      const lines = order.lines ?? [];
      const worth = (of: typeof lines) =>
        of.reduce((total, { price, quantity, discount }) => total + price * quantity - (discount ?? 0), 0);
      return {
        day: localDay(new Date(order.at), zone),
        orderedValue: worth(lines),
        fullPriceValue: worth(lines.filter(({ discount }) => !discount)),
      };
    });
    const earliest = orders.filter(({ customer }) => String(customer) === customerId)[0]?.at ?? "";
    return {
      customerId,
      // The fixture makes a customer's record with the first of their orders that is inserted.
      history: { knownSince: localDay(new Date(earliest), zone), orders: valued },
      days: valued.map(({ day }) => day),
      orderedValue: valued.reduce((total, { orderedValue }) => total + orderedValue, 0),
      fullPriceValue: valued.reduce((total, { fullPriceValue }) => total + fullPriceValue, 0),
    };
  });
}

/** A person put to the three tests on a day. */
export function verdictOf(of: PersonByHand, rules: LifecycleRules, on: Day) {
  const ordersInWindow = of.days.filter((day) => daysBetween(day, on) < rules.highValue.windowDays).length;
  const { orderedValue, fullPriceValue } = of;
  const purchases = { orders: of.days.length, ordersInWindow, orderedValue, fullPriceValue };
  return highValueVerdict(purchases as Parameters<typeof highValueVerdict>[0], rules.highValue, rules.medianOrderValue);
}

export const startsOf = (of: PersonByHand, rules: LifecycleRules, on: Day) => stageStarts(of.history, rules, on);
