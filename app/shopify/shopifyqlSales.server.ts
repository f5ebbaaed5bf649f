import { exponentOf } from "~/analytics/currencies";
import { type Minor, minor, parseMinor } from "~/analytics/money";
import type { Day } from "~/analytics/period";
import type { ReconciledFigure, ReconciledFigures } from "~/analytics/reconciliation";
import type { AdminClient } from "./adminClient.server";
import { type QlColumn, runReport } from "./shopifyql.server";

/** What a reading of Shopify's sales report is about. */
export interface SalesSpan {
  readonly currency: string;
  /** First and last local day, both included. */
  readonly first: Day;
  readonly last: Day;
}

export interface ShopifyOrder {
  readonly day: Day;
  /** Digits of the order's id; null where the report names orders only. */
  readonly orderId: string | null;
  readonly name: string;
  readonly figures: ReconciledFigures;
}

// Names of 2026-07 first, then those before; what a shop's Shopify does not know at all stays unknown.
const FIGURES: readonly QlColumn<ReconciledFigure>[] = [
  { field: "grossSales", names: ["gross_sales"], required: true },
  { field: "discounts", names: ["discounts"], required: true },
  { field: "salesReversals", names: ["sales_reversals", "returns"], required: true },
  { field: "netSales", names: ["net_sales"], required: true },
  { field: "shipping", names: ["shipping_charges", "shipping"], required: false },
  { field: "duties", names: ["duties"], required: false },
  { field: "fees", names: ["additional_fees"], required: false },
  { field: "tax", names: ["taxes"], required: false },
  { field: "totalSales", names: ["total_sales"], required: true },
  { field: "orders", names: ["orders"], required: true },
];

/** Shopify's figures by month or day, for the parts in which anything was sold or taken back. @throws ShopifyQlRefused */
export async function readSales(
  client: AdminClient,
  { currency, first, last }: SalesSpan,
  grain: "month" | "day",
): Promise<ReadonlyMap<Day, ReconciledFigures>> {
  const rows = await runReport(client, {
    table: "sales",
    figures: FIGURES,
    dimensions: [{ field: "part", names: [grain], required: true }],
    since: first,
    until: last,
  });
  return new Map(rows.map((row) => [dayOf(row.part), figuresOf(row, currency)]));
}

/**
 * Shopify's figures by day and order; null where the report knows orders neither by id nor by name. @throws ShopifyQlRefused
 */
export async function readOrderSales(
  client: AdminClient,
  { currency, first, last }: SalesSpan,
): Promise<ShopifyOrder[] | null> {
  const rows = await runReport(client, {
    table: "sales",
    figures: FIGURES,
    dimensions: [
      { field: "day", names: ["day"], required: true },
      { field: "orderId", names: ["order_id"], required: false },
      { field: "name", names: ["order_name"], required: false },
    ],
    since: first,
    until: last,
  });
  if (rows.some((row) => !row.orderId && !row.name)) return null;
  return rows.map((row) => ({
    day: dayOf(row.day),
    orderId: row.orderId ?? null,
    name: row.name ?? `#${row.orderId ?? ""}`,
    figures: figuresOf(row, currency),
  }));
}

const dayOf = (text: string | null | undefined): Day => (text ?? "").slice(0, 10) as Day;

function figuresOf(
  row: Readonly<Partial<Record<ReconciledFigure, string | null>>>,
  currency: string,
): ReconciledFigures {
  const money = (field: ReconciledFigure): Minor | null => {
    const text = row[field];
    return text === null || text === undefined ? null : parseMinor(text, exponentOf(currency));
  };
  // Shopify writes what is taken away with a minus; our figures are positive and subtracted.
  const taken = (field: ReconciledFigure): Minor | null => {
    const amount = money(field);
    return amount === null ? null : minor(0 - amount);
  };
  return {
    grossSales: money("grossSales"),
    discounts: taken("discounts"),
    salesReversals: taken("salesReversals"),
    netSales: money("netSales"),
    shipping: money("shipping"),
    duties: money("duties"),
    fees: money("fees"),
    tax: money("tax"),
    totalSales: money("totalSales"),
    orders: row.orders === null || row.orders === undefined ? null : Number(row.orders),
  };
}
