import { decimal, type Pence } from "../money";
import { millsOf } from "./expenses";
import { FATES, type Fate } from "./fates";
import { type Order, penceOf } from "./sales";
import type { Year } from "./year";

const MEANINGS: Readonly<Record<Fate, string>> = {
  product: "line of an order: a product",
  free: "line of an order at no price (given along)",
  giftCard: "line of an order: a gift card (`gift_0001_…`)",
  custom: "line of an order that is no product (`M`, bank charges passed on, one sample sold)",
  shipping: "carriage of an order (`POST`, `DOT`, `C2`), summed into its shipping line",
  returned: "credit, given back on one line of an earlier order",
  returnedSpread: "credit, spread over lines of several earlier sales",
  partlyReturned: "credit, given back in part; the rest found no sale and is left out",
  shippingRefunded: "credit of carriage, given back on an earlier order's carriage",
  adjusted: "credit as an amount without goods on an earlier order (`D`, `M`, carriage)",
  unmatched: "credit that found no earlier sale or order: left out",
  expense: "what the retailer paid (`AMAZONFEE`, `BANK CHARGES`, `CRUK`, `S`, `B`): `expenses.csv`",
  setOff: "two rows that cancel each other (`AMAZONFEE`, `S`, `B`)",
  stockAdjustment: "stock counted up or down at no price: no sale",
};

/** What became of every row, and how the source's sum becomes the store's sales. Markdown; throws if anything does not add up. */
export function accountOf(year: Year): string {
  return `${rowTable(year)}\n\n${invoiceTable(year)}\n\n${moneyTable(year)}\n\n${matchTable(year)}`;
}

function rowTable(year: Year): string {
  const counts = new Map<Fate, { rows: number; mills: number }>(FATES.map((fate) => [fate, { rows: 0, mills: 0 }]));
  for (const row of year.rows) {
    const count = counts.get(year.account.of(row));
    if (count === undefined) throw new Error(`row ${row.row}: its fate is not in the table`);
    count.rows += 1;
    count.mills += millsOf(row);
  }
  const sum = [...counts.values()].reduce((total, { rows, mills }) => ({
    rows: total.rows + rows,
    mills: total.mills + mills,
  }));
  mustEqual("rows in the table", sum.rows, year.rows.length);
  return table(
    ["what became of it", "rows", "Quantity × UnitPrice, £"],
    [
      ...FATES.map((fate) => {
        const { rows, mills } = counts.get(fate) ?? { rows: 0, mills: 0 };
        return [MEANINGS[fate], whole(rows), pounds(mills)];
      }),
      ["**all rows of the source**", `**${whole(sum.rows)}**`, `**${pounds(sum.mills)}**`],
    ],
  );
}

type InvoiceFate = "order" | "refund" | "expense" | "setOff" | "stock" | "leftOut";

const INVOICE_MEANINGS: Readonly<Record<InvoiceFate, string>> = {
  order: "an order",
  refund: "a credit note given back, wholly or in part, on earlier orders",
  expense: "only expenses",
  setOff: "only rows that cancel each other",
  stock: "only stock counted up or down",
  leftOut: "a credit note that found no earlier sale at all",
};

/** The first that applies, in this order. */
const INVOICE_RULES: readonly (readonly [InvoiceFate, ReadonlySet<Fate>])[] = [
  ["order", new Set<Fate>(["product", "free", "giftCard", "custom", "shipping"])],
  ["refund", new Set<Fate>(["returned", "returnedSpread", "partlyReturned", "shippingRefunded", "adjusted"])],
  ["expense", new Set<Fate>(["expense"])],
  ["setOff", new Set<Fate>(["setOff"])],
  ["stock", new Set<Fate>(["stockAdjustment"])],
  ["leftOut", new Set<Fate>(["unmatched"])],
];

function invoiceTable(year: Year): string {
  const fates = new Map<string, Set<Fate>>();
  for (const row of year.rows) {
    const own = fates.get(row.invoice) ?? new Set();
    fates.set(row.invoice, own.add(year.account.of(row)));
  }
  const counts = new Map<InvoiceFate, number>();
  for (const [invoice, own] of fates) {
    const rule = INVOICE_RULES.find(([, members]) => [...own].some((fate) => members.has(fate)));
    if (rule === undefined) throw new Error(`invoice ${invoice}: no rule says what became of it`);
    counts.set(rule[0], (counts.get(rule[0]) ?? 0) + 1);
  }
  mustEqual("orders", counts.get("order") ?? 0, year.orders.length);
  return table(
    ["invoice number became", "invoices"],
    [
      ...INVOICE_RULES.map(([fate]) => [INVOICE_MEANINGS[fate], whole(counts.get(fate) ?? 0)]),
      ["**all invoice numbers of the source**", `**${whole(fates.size)}**`],
    ],
  );
}

/** The store's own sums, from its orders and refunds, and what leads from them to the source's sum. */
export function bridgeOf(year: Year) {
  const lines = (isGiftCard: boolean) =>
    sum(
      year.orders.flatMap((order) =>
        order.lines
          .filter((line) => (line.kind === "giftCard") === isGiftCard)
          .map((line) => line.row.quantity * line.unitPence),
      ),
    );
  const refunds = year.orders.flatMap((order) => order.refunds);
  const grossSales = lines(false);
  const salesReversals = sum(refunds.map((refund) => refund.credited - refund.shipping));
  const shippingCharged = sum(year.orders.map((order) => order.shipping));
  const shippingRefunded = sum(refunds.map((refund) => refund.shipping));
  return {
    grossSales,
    salesReversals,
    netSales: grossSales - salesReversals,
    giftCards: lines(true),
    shippingCharged,
    shippingRefunded,
    expenses: sum(year.expenses.map((row) => penceOf(-millsOf(row)))),
    leftOut: sum(year.unmatched.map(({ row, quantity }) => quantity * penceOf(row.mills))),
    /** Thousandths of a pound that rounding to the penny takes away. */
    roundingMills: sum(
      year.orders.flatMap((order) =>
        order.lines.map((line) => line.row.quantity * (line.row.mills - 10 * line.unitPence)),
      ),
    ),
    sourceMills: sum(year.rows.map(millsOf)),
  };
}

function moneyTable(year: Year): string {
  const b = bridgeOf(year);
  const reached = b.netSales + b.shippingCharged - b.shippingRefunded + b.giftCards - b.expenses - b.leftOut;
  mustEqual("the bridge in thousandths", reached * 10 + b.roundingMills, b.sourceMills);
  return table(
    ["from the store to the source", "£"],
    [
      ["gross sales of the store (products and lines that are no product)", decimal(b.grossSales)],
      ["− sales reversals (goods and amounts given back)", decimal(-b.salesReversals)],
      ["**= net sales of the store**", `**${decimal(b.netSales)}**`],
      ["+ shipping charged", decimal(b.shippingCharged)],
      ["− shipping refunded", decimal(-b.shippingRefunded)],
      ["+ gift cards sold", decimal(b.giftCards)],
      ["− expenses the source shows", decimal(-b.expenses)],
      ["− credits that found no sale and are left out", decimal(-b.leftOut)],
      ["+ thousandths lost by rounding prices to the penny", pounds(b.roundingMills)],
      ["**= Σ Quantity × UnitPrice of the source**", `**${pounds(b.sourceMills)}**`],
    ],
  );
}

function matchTable(year: Year): string {
  const credits = year.rows.filter(
    (row) => row.invoice.startsWith("C") && !["expense", "setOff"].includes(year.account.of(row)),
  );
  const missed = credits.filter((row) => year.account.of(row) === "unmatched");
  const shareOfCredits = (rows: number) => `${((100 * rows) / credits.length).toFixed(1)}%`;
  const refunds = year.orders.flatMap((order: Order) => order.refunds);
  const discrepant = refunds.filter(
    (refund) =>
      refund.credited !== refund.shipping + sum(refund.lines.map(({ line, quantity }) => quantity * line.unitPence)),
  );
  return table(
    ["matching", ""],
    [
      ["credit rows to match (credit notes without expenses)", whole(credits.length)],
      ["of them left out entirely", `${whole(missed.length)} (${shareOfCredits(missed.length)})`],
      ["… of customers", whole(missed.filter((row) => row.customer !== null).length)],
      ["… of guests", whole(missed.filter((row) => row.customer === null).length)],
      ["orders with a refund", whole(year.orders.filter((order) => order.refunds.length > 0).length)],
      ["refunds", whole(refunds.length)],
      ["refunds with an amount beside goods and carriage (order adjustment)", whole(discrepant.length)],
      [
        "orders of carriage alone, given a line that costs nothing",
        whole(year.orders.filter((order) => order.lines.length === 0).length),
      ],
      ["rows whose price is rounded to the penny", whole(year.rows.filter((row) => row.mills % 10 !== 0).length)],
      ["orders of guests", whole(year.orders.filter((order) => order.customer === null).length)],
    ],
  );
}

function table(header: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
  return [line(header), line(header.map((_, index) => (index === 0 ? "---" : "---:"))), ...rows.map(line)].join("\n");
}

function sum(values: readonly Pence[]): Pence {
  return values.reduce((total, value) => total + value, 0);
}

function whole(count: number): string {
  return count.toLocaleString("en-GB");
}

/** Thousandths of a pound, as pounds with three decimals. */
function pounds(mills: number): string {
  const digits = String(Math.abs(mills)).padStart(4, "0");
  return `${mills < 0 ? "-" : ""}${digits.slice(0, -3)}.${digits.slice(-3)}`;
}

function mustEqual(what: string, found: number, expected: number): void {
  if (found !== expected) throw new Error(`${what}: ${found}, expected ${expected}`);
}
