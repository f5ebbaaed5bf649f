import fc from "fast-check";
import type { OrderRow, SaleRow, TransactionRow } from "./ledger";

// Any small store: what orders may hold and what may become of them, in whatever order.

const FIRST = Date.UTC(2024, 9, 20);
const HOUR = 3_600_000;
const ZONES = ["America/New_York", "Asia/Tokyo", "Pacific/Chatham", "America/Havana", "Europe/London"];

/** Whole hours over some months, so that many fall on the same instant, on midnights and on changes of the clocks. */
const instant = fc.integer({ min: 0, max: 24 * 170 }).map((hours) => new Date(FIRST + hours * HOUR).toISOString());
const amount = fc.integer({ min: 0, max: 20_000 });

const lineSale = (at: string, line: number): fc.Arbitrary<SaleRow> =>
  fc.record({
    at: fc.constant(at),
    action: fc.constant("ORDER" as const),
    line: fc.constant(line),
    quantity: fc.integer({ min: 1, max: 5 }),
    net: amount,
    discount: fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 500 })),
    tax: fc.integer({ min: 0, max: 900 }),
  });

const change: fc.Arbitrary<SaleRow> = fc.oneof(
  fc.record({
    at: instant,
    action: fc.constant("RETURN" as const),
    line: fc.integer({ min: 1, max: 2 }),
    quantity: fc.integer({ min: -3, max: -1 }),
    net: fc.integer({ min: -9000, max: 0 }),
    discount: fc.integer({ min: -200, max: 0 }),
    tax: fc.integer({ min: -500, max: 0 }),
    restocked: fc.constantFrom(null, 0, 1, 2),
  }),
  fc.record({
    at: instant,
    action: fc.constantFrom("UPDATE" as const, "UNKNOWN" as const),
    line: fc.integer({ min: 1, max: 2 }),
    quantity: fc.constantFrom(null, 0, -1),
    net: fc.integer({ min: -900, max: 900 }),
  }),
  fc.record({
    at: instant,
    action: fc.constantFrom("ORDER" as const, "RETURN" as const),
    type: fc.constantFrom("SHIPPING", "TIP", "GIFT_CARD", "DUTY", "FEE", "ADDITIONAL_FEE", "ADJUSTMENT", "UNKNOWN"),
    net: fc.integer({ min: -900, max: 900 }),
    tax: fc.integer({ min: -100, max: 100 }),
  }),
);

const payment: fc.Arbitrary<TransactionRow> = fc.record({
  kind: fc.constantFrom("SALE", "CAPTURE", "REFUND", "AUTHORIZATION", "VOID"),
  status: fc.constantFrom("SUCCESS", "SUCCESS", "SUCCESS", "FAILURE"),
  test: fc.constantFrom(false, false, false, true),
  gateway: fc.constantFrom("shopify_payments", "paypal", "gift_card"),
  at: instant,
  amount,
  fee: fc.oneof(fc.constant(null), fc.integer({ min: 0, max: 300 })),
});

interface Draft {
  readonly at: string;
  readonly customer: number | null;
  readonly test: boolean;
  readonly deletedAt: string | null;
  readonly channel: string | null;
  readonly country: string | null;
  readonly source: string | null;
  readonly discountCodes: readonly string[];
  readonly sales: readonly SaleRow[];
  readonly transactions: readonly TransactionRow[];
}

const order: fc.Arbitrary<Draft> = instant.chain((at) =>
  fc.record({
    at: fc.constant(at),
    customer: fc.constantFrom(null, 1, 2, 3, 4),
    test: fc.constantFrom(false, false, false, false, true),
    deletedAt: fc.constantFrom(null, null, null, null, at),
    channel: fc.constantFrom(null, "Online Store", "Point of Sale"),
    country: fc.constantFrom(null, "GB", "JP"),
    source: fc.constantFrom(null, "google"),
    discountCodes: fc.constantFrom([], ["WELCOME"], ["AUTUMN", "WELCOME"]),
    sales: fc
      .tuple(lineSale(at, 1), lineSale(at, 2), fc.array(change, { maxLength: 4 }))
      .map(([first, second, changes]) => [first, second, ...changes]),
    transactions: fc.array(payment, { maxLength: 2 }),
  }),
);

/** Lines 1 and 2 of every order are of one of three variants; of one the cost is unknown. */
export const COSTS = new Map([
  [11, "3.335"],
  [12, "7"],
]);
const VARIANTS = [11, 12, 13];

export const store = fc.record({
  zone: fc.constantFrom(...ZONES),
  asOf: instant,
  orders: fc.array(order, { minLength: 1, maxLength: 12 }).map((drafts) =>
    drafts.map((draft, index): OrderRow => {
      const lines = [1, 2].map((line) => ({ line, variant: VARIANTS[(index + line) % 3] ?? 11 }));
      return {
        id: index + 1,
        ...draft,
        lines: lines.map(({ line, variant }) => ({ id: line, variant, product: variant, quantity: 1, price: 1000 })),
      };
    }),
  ),
});
