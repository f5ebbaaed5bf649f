import { type Day, day } from "~/analytics/period";
import { INTERVAL_UNITS, type Interval, intervalOfName } from "~/analytics/subscriptions/interval";
import type { EndReason, Told } from "~/analytics/subscriptions/subscription";
import { type CsvFault, type CsvRows, type LineReader, readRows } from "./csvFile.server";
import { readTable } from "./csvTable.server";

/** Whose file it is, known by its header; "plain" is any other with our own column names. */
export const CONTRACT_FORMATS = ["recharge", "loop", "skio", "shopify", "plain"] as const;
export type ContractFormat = (typeof CONTRACT_FORMATS)[number];

/** A row of a file of contracts, before its customer is looked up. */
export interface ToldContract {
  readonly line: number;
  readonly contractId: string;
  /** Number of the customer at Shopify, and the name or number of an order: one of them is told. */
  readonly customer: string | null;
  readonly order: string | null;
  readonly status: Told["status"];
  readonly startedOn: Day | null;
  readonly endedOn: Day | null;
  readonly reason: EndReason | null;
  readonly reasonText: string | null;
  readonly interval: Interval | null;
  readonly nextDueOn: Day | null;
  readonly quantity: number | null;
  readonly variantId: string | null;
  readonly productId: string | null;
  readonly sku: string | null;
  readonly title: string | null;
}

// Names of columns in the exports of Recharge (Subscriptions), Loop, Skio and Shopify Subscriptions, in small letters with
// every mark as "_"; the first that the file has counts.
const COLUMNS = {
  contract: ["subscription_id", "contract_id", "handle", "subscriptionid", "subscription_contract_id", "id"],
  customer: [
    ...["shopify_customer_id", "customer_shopify_id", "external_customer_id_ecommerce", "external_customer_id"],
    ...["platform_customer_id", "customerplatformid", "customer_id", "customerid"],
  ],
  order: [
    ...["origin_order", "origin_order_name", "original_order_name", "origin_order_id", "original_order", "first_order"],
    ...["first_order_name", "shopify_order_id", "order_name", "order_id", "originorderplatformnumber"],
  ],
  status: ["status", "subscription_status", "state"],
  context: ["statuscontext", "status_context"],
  started: [
    "created_at",
    "subscription_created_at",
    "createdat",
    "created",
    "start_date",
    "started_on",
    "contract_created_at",
  ],
  ended: [
    ...["cancelled_at", "canceled_at", "subscription_cancelled_at", "cancelledat", "cancellation_date", "cancelled_on"],
    ...["ended_on", "end_date", "paused_at", "paused_on", "pausedat"],
  ],
  reason: ["cancellation_reason", "cancel_reason", "cancelled_reason", "cancellationreason", "cancelreason", "reason"],
  unit: [
    ...["charge_interval_unit", "order_interval_unit", "interval_unit", "cadence_interval", "billing_interval"],
    ...["billing_interval_type", "billing_policy_interval", "billingpolicyinterval", "interval"],
  ],
  count: [
    ...["charge_interval_frequency", "order_interval_frequency", "cadence_interval_count", "billing_interval_count"],
    ...["billing_policy_interval_count", "billingpolicyintervalcount", "interval_count"],
  ],
  nextDue: [
    ...[
      "next_charge_date",
      "next_charge_scheduled_at",
      "upcoming_billing_date",
      "next_billing_date",
      "nextbillingdate",
    ],
    ...["next_order_date", "next_due"],
  ],
  quantity: ["quantity", "line_quantity", "subscriptionlinequantity"],
  variant: [
    ...["shopify_variant_id", "external_variant_id_ecommerce", "external_variant_id", "line_variant_id"],
    ...["variant_shopify_id", "productvariantplatformid", "variant_id"],
  ],
  product: [
    "shopify_product_id",
    "external_product_id_ecommerce",
    "external_product_id",
    "product_shopify_id",
    "product_id",
  ],
  sku: ["sku", "line_sku", "variant_sku"],
  title: ["product_title", "line_title", "product_name", "subscriptionlinetitle", "title"],
} as const;
type Column = keyof typeof COLUMNS;

const plain = (name: string): string =>
  name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "_")
    .replace(/^_|_$/g, "");

/** Reads a file of contracts; each line with a fault is named with line, column, value and rule, and gives no row. */
export function readContractFile(text: string): CsvRows<ToldContract> & { readonly format: ContractFormat } {
  const table = readTable(text, (names) => columnOf(names, "contract") !== null && columnOf(names, "status") !== null);
  const { header } = table;
  const named = Object.fromEntries(
    (Object.keys(COLUMNS) as Column[]).map((column) => [column, columnOf(header, column)]),
  ) as Record<Column, string | null>;
  const format = formatOf(header.map(plain));
  if (table.malformed === null) {
    const missing = (["contract", "status"] as const).filter((column) => named[column] === null);
    if (named.customer === null && named.order === null) missing.push("contract");
    if (missing.length > 0)
      return { rows: [], faults: missing.map((column) => missingColumn(column, table)), skipped: [], format };
  }
  const seen = new Map<string, { first: ToldContract; lines: number }>();
  const read = (line: LineReader) => readLine(line, named, seen);
  return { ...readRows(table, [], read), format };
}

const missingColumn = (column: Column, table: { headerLine: number; header: readonly string[] }): CsvFault => ({
  line: table.headerLine,
  field: column === "contract" ? "subscription_id, customer_id" : COLUMNS[column][0],
  value: table.header.join(","),
  rule: "columns",
});

function columnOf(header: readonly string[], column: Column): string | null {
  for (const known of COLUMNS[column]) {
    const found = header.find((name) => plain(name) === known);
    if (found !== undefined) return found;
  }
  return null;
}

function formatOf(header: readonly string[]): ContractFormat {
  const has = (...names: string[]) => names.some((name) => header.includes(name));
  if (has("handle") && has("upcoming_billing_date", "cadence_interval")) return "shopify";
  if (has("statuscontext", "subscriptionlinequantity", "subscriptionlineprice")) return "skio";
  if (has("charge_interval_frequency", "order_interval_frequency", "address_id", "purchase_item_id")) return "recharge";
  if (header.some((name) => name.startsWith("loop")) || has("subscription_shopify_id", "billing_interval_type"))
    return "loop";
  return "plain";
}

function readLine(
  line: LineReader,
  named: Readonly<Record<Column, string | null>>,
  seen: Map<string, { first: ToldContract; lines: number }>,
): ToldContract | null {
  const text = (column: Column) => {
    const name = named[column];
    return name === null ? null : line.optionalText(name);
  };
  const contract = numberOf(line.text(named.contract ?? ""));
  if (contract === "") return null;
  const before = seen.get(contract);
  const item = {
    quantity: countOf(text("quantity")),
    variantId: digitsOf(text("variant")),
    productId: digitsOf(text("product")),
    sku: text("sku"),
    title: text("title"),
  };
  // Further lines of one contract tell only what is in it.
  if (before !== undefined && text("status") === null) {
    before.lines += 1;
    return { ...before.first, ...item, line: line.line, contractId: `${contract}#${before.lines}` };
  }
  const status = statusOf(text("status"));
  if (status === null) line.fault(named.status ?? "", text("status") === null ? "missing" : "status");
  const customer = digitsOf(text("customer"));
  const order = text("order");
  if (customer === null && order === null) line.fault(named.customer ?? named.order ?? "", "missing");
  const dayIn = (column: Column) => dayOf(line, named[column]);
  const reasonText = text("reason") ?? text("context");
  const told: ToldContract = {
    line: line.line,
    contractId: before === undefined ? contract : `${contract}#${before.lines + 1}`,
    customer,
    order,
    status: status ?? "active",
    startedOn: dayIn("started"),
    endedOn: dayIn("ended"),
    reason:
      status === "ended" ? reasonOf(text("status") ?? "", `${text("reason") ?? ""} ${text("context") ?? ""}`) : null,
    reasonText,
    interval: intervalOf(text("count"), text("unit")),
    nextDueOn: dayIn("nextDue"),
    ...item,
  };
  if (before !== undefined) before.lines += 1;
  else seen.set(contract, { first: told, lines: 1 });
  return told;
}

/** The digits at the end of a gid, or the number itself. */
const numberOf = (text: string): string => /gid:\/\/shopify\/\w+\/(\d+)/.exec(text)?.[1] ?? text;

function digitsOf(text: string | null): string | null {
  const number = text === null ? "" : numberOf(text.replace(/^'/, ""));
  return /^\d{1,18}$/.test(number) ? number : null;
}

const countOf = (text: string | null): number | null => (text !== null && /^\d{1,6}$/.test(text) ? Number(text) : null);

function statusOf(text: string | null): Told["status"] | null {
  const word = text?.toLowerCase() ?? "";
  // A charge that failed is tried again: until the app gives up, the subscription runs.
  if (/^(active|live|failed|dunning|past.?due|skipped|onetime)$/.test(word)) return "active";
  if (/^paused?$/.test(word)) return "paused";
  if (/^(cancell?ed|expired|inactive|churned|ended|stale)$/.test(word)) return "ended";
  return null;
}

function reasonOf(status: string, told: string): EndReason {
  if (/expired/i.test(status)) return "expired";
  if (/payment|declin|dunning|churned|failed|card|max.*(retr|attempt)/i.test(told)) return "paymentFailed";
  return "cancelled";
}

function intervalOf(count: string | null, unit: string | null): Interval | null {
  if (unit === null) return null;
  const word = unit.toLowerCase().replace(/s$/, "");
  const known = INTERVAL_UNITS.find((one) => one === word);
  if (known === undefined) return intervalOfName(unit);
  const number = countOf(count ?? "1");
  return number === null || number < 1 ? null : { unit: known, count: number };
}

/** A day, or an instant that begins with one. */
function dayOf(line: LineReader, column: string | null): Day | null {
  const text = column === null ? null : line.optionalText(column);
  if (column === null || text === null || /^(null|none|n\/a|-)$/i.test(text)) return null;
  try {
    return day(/^(\d{4}-\d{2}-\d{2})(?:[T ].*)?$/.exec(text)?.[1] ?? text);
  } catch {
    line.fault(column, "day");
    return null;
  }
}
