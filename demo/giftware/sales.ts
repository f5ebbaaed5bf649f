import type { Pence } from "../money";
import { kindOf, skuOf } from "./codes";
import type { SourceRow } from "./columns";
import type { Account } from "./fates";

export type SaleLine = {
  readonly row: SourceRow;
  readonly sku: string;
  readonly kind: "product" | "giftCard" | "custom";
  readonly unitPence: Pence;
  /** Units given back so far. */
  returned: number;
};

export type ReturnedLine = { readonly line: SaleLine; quantity: number };

/** What one credit note does to one order. */
export type Refund = {
  readonly creditNote: string;
  readonly minute: number;
  readonly lines: ReturnedLine[];
  shipping: Pence;
  /** Money given back by this refund, in all. */
  credited: Pence;
};

export type Order = {
  readonly invoice: string;
  readonly minute: number;
  readonly customer: number | null;
  readonly country: string;
  readonly lines: readonly SaleLine[];
  readonly shipping: Pence;
  /** Code of the first carriage row, null without any. */
  readonly shippingCode: string | null;
  readonly total: Pence;
  readonly refunds: Refund[];
};

/** Thousandths to pence, halves up. Only four rows of the source have thousandths. */
export function penceOf(mills: number): Pence {
  return Math.floor((mills + 5) / 10);
}

export function refundedOf(order: Order): Pence {
  return order.refunds.reduce((sum, refund) => sum + refund.credited, 0);
}

/** Sales invoices: everything but credit notes, grouped by invoice number, in the file's order. */
export function salesInvoices(rows: readonly SourceRow[]): SourceRow[][] {
  const byInvoice = new Map<string, SourceRow[]>();
  for (const row of rows) {
    if (row.invoice.startsWith("C")) continue;
    const own = byInvoice.get(row.invoice);
    if (own === undefined) byInvoice.set(row.invoice, [row]);
    else own.push(row);
  }
  return [...byInvoice.values()];
}

/**
 * Makes orders of sales invoices and settles their rows.
 * An invoice of a guest on which nothing has a price records a stock adjustment, and so does every row with a negative quantity.
 * `setOff` are rows that cancel each other (see `expenses.ts`).
 */
export function ordersOf(rows: readonly SourceRow[], setOff: ReadonlySet<SourceRow>, account: Account): Order[] {
  return salesInvoices(rows).flatMap((invoice) => {
    const open = invoice.filter((row) => !setOff.has(row));
    const isSale = open.some((row) => row.customer !== null || row.mills > 0);
    const sold = open.filter((row) => isSale && row.quantity > 0);
    for (const row of open) {
      if (!sold.includes(row)) account.settle(row, "stockAdjustment");
    }
    return sold.length === 0 ? [] : [orderOf(sold, account)];
  });
}

function orderOf(sold: readonly SourceRow[], account: Account): Order {
  const [first] = sold;
  if (first === undefined) throw new Error("an order needs a row");
  const carriage = sold.filter((row) => kindOf(skuOf(row.stockCode)) === "shipping");
  for (const row of carriage) account.settle(row, "shipping");
  const lines = sold.filter((row) => !carriage.includes(row)).map((row) => lineOf(row, account));
  const shipping = carriage.reduce((sum, row) => sum + row.quantity * penceOf(row.mills), 0);
  const goods = lines.reduce((sum, line) => sum + line.row.quantity * line.unitPence, 0);
  return {
    invoice: first.invoice,
    minute: sold.reduce((earliest, row) => Math.min(earliest, row.minute), first.minute),
    customer: first.customer,
    country: first.country,
    lines,
    shipping,
    shippingCode: carriage[0]?.stockCode ?? null,
    total: goods + shipping,
    refunds: [],
  };
}

function lineOf(row: SourceRow, account: Account): SaleLine {
  const sku = skuOf(row.stockCode);
  const code = kindOf(sku);
  const kind = code === "product" || code === "giftCard" ? code : "custom";
  account.settle(row, row.mills === 0 ? "free" : kind);
  return { row, sku, kind, unitPence: penceOf(row.mills), returned: 0 };
}
