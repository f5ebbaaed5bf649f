import type { Day } from "~/analytics/period";
import { type DayNumber, dayNumber } from "~/analytics/subscriptions/calendar";
import type { Contract } from "~/analytics/subscriptions/contracts";
import type { Interval } from "~/analytics/subscriptions/interval";
import type { EndReason, Told } from "~/analytics/subscriptions/subscription";
import { type ShopClient, withShopClient } from "~/db.server";
import type { CsvFault, CsvRows } from "./csvFile.server";
import { execute, rows } from "./sql.server";
import { type ContractFormat, readContractFile, type ToldContract } from "./subscriptionContractFile.server";

/** A contract as it is stored. */
export interface ContractRow {
  readonly contract_id: string;
  readonly customer_id: number;
  readonly format: ContractFormat;
  readonly status: Told["status"];
  readonly started_on: Day | null;
  readonly ended_on: Day | null;
  readonly reason: EndReason | null;
  readonly interval_unit: Interval["unit"] | null;
  readonly interval_count: number | null;
  readonly next_due_on: Day | null;
  readonly quantity: number | null;
  readonly variant_id: number | null;
  readonly product_id: number | null;
  readonly sku: string | null;
  readonly title: string | null;
  readonly imported_on: Day;
}

const optional = (day: Day | null): DayNumber | null => (day === null ? null : dayNumber(day));

export function contractOf(row: ContractRow): Contract {
  return {
    contractId: row.contract_id,
    customerId: row.customer_id,
    status: row.status,
    startedOn: optional(row.started_on),
    endedOn: optional(row.ended_on),
    reason: row.reason,
    interval:
      row.interval_unit === null || row.interval_count === null
        ? null
        : { unit: row.interval_unit, count: row.interval_count },
    nextDue: optional(row.next_due_on),
    quantity: row.quantity,
    variantId: row.variant_id,
    productId: row.product_id,
    sku: row.sku,
    title: row.title,
    importedOn: dayNumber(row.imported_on),
  };
}

/** Imported contracts by person, those of merged records together. */
export async function contractsOfCustomers(
  client: ShopClient,
  shopId: bigint,
  customerIds: readonly number[],
): Promise<Map<number, Contract[]>> {
  const found = await rows<ContractRow & { person: number }>(
    client,
    `SELECT c.*, coalesce(m.into_customer_id, c.customer_id) AS person
     FROM subscription_contracts c
     LEFT JOIN customer_merges m ON m.shop_id = c.shop_id AND m.customer_id = c.customer_id
     WHERE c.shop_id = :shopId AND coalesce(m.into_customer_id, c.customer_id) = ANY(:ids::bigint[])
     ORDER BY c.contract_id`,
    { shopId, ids: customerIds.map(BigInt) },
  );
  const contracts = new Map<number, Contract[]>();
  for (const row of found) contracts.set(row.person, [...(contracts.get(row.person) ?? []), contractOf(row)]);
  return contracts;
}

/** A contract whose customer is known. */
export interface NewContract extends ToldContract {
  readonly customerId: string;
}

/** Reads a file of contracts and looks up whose they are: by the customer's number at Shopify, else by an order of theirs. */
export async function readContracts(
  shopId: bigint,
  text: string,
): Promise<CsvRows<NewContract> & { readonly format: ContractFormat }> {
  const file = readContractFile(text);
  const { customers, orders } = await withShopClient(shopId, (client) => lookUp(client, shopId, file.rows));
  const found: NewContract[] = [];
  const faults: CsvFault[] = [...file.faults];
  const seen = new Set<string>();
  for (const row of file.rows) {
    const known = row.customer !== null && customers.has(row.customer) ? row.customer : null;
    const customerId = known ?? (row.order === null ? null : orders.get(row.order)) ?? null;
    if (customerId === null) {
      const [field, value] = row.customer === null ? ["order", row.order] : ["customer_id", row.customer];
      faults.push({ line: row.line, field, value: value ?? "", rule: row.customer === null ? "order" : "customer" });
    } else if (seen.has(row.contractId)) {
      faults.push({ line: row.line, field: "subscription_id", value: row.contractId, rule: "duplicate" });
    } else {
      seen.add(row.contractId);
      found.push({ ...row, customerId });
    }
  }
  return { ...file, rows: found, faults: faults.sort((left, right) => left.line - right.line) };
}

async function lookUp(client: ShopClient, shopId: bigint, told: readonly ToldContract[]) {
  const customers = await rows<{ id: string }>(
    client,
    `SELECT DISTINCT customer_id::text AS id FROM orders WHERE shop_id = :shopId AND customer_id = ANY(:ids::bigint[])`,
    { shopId, ids: [...new Set(told.flatMap(({ customer }) => (customer === null ? [] : [customer])))].map(BigInt) },
  );
  const names = [...new Set(told.flatMap(({ order }) => (order === null ? [] : [order])))];
  const orders = await rows<{ name: string; id: string }>(
    client,
    `SELECT t.name, min(o.customer_id)::text AS id FROM unnest(:names::text[]) AS t (name)
     JOIN orders o ON o.shop_id = :shopId AND o.deleted_at IS NULL AND o.customer_id IS NOT NULL
       AND (o.name IN (t.name, '#' || t.name) OR o.order_id = CASE WHEN t.name ~ '^[0-9]{6,18}$' THEN t.name::bigint END)
     GROUP BY t.name HAVING count(*) = 1`,
    { shopId, names },
  );
  return {
    customers: new Set(customers.map(({ id }) => id)),
    orders: new Map(orders.map(({ name, id }) => [name, id])),
  };
}

/** Where imported contracts come from. */
export interface ContractOrigin {
  readonly format: ContractFormat;
  readonly fileName: string;
  /** Local day of the import. */
  readonly importedOn: Day;
}

/**
 * Stores contracts; one of the same id replaces the one before. The subscriptions follow in `rebuildSubscriptions`. Answers how
 * many were stored.
 */
export function importContracts(
  shopId: bigint,
  contracts: readonly NewContract[],
  origin: ContractOrigin,
): Promise<number> {
  const list = contracts.map((one) => ({
    contract_id: one.contractId,
    customer_id: one.customerId,
    format: origin.format,
    status: one.status,
    started_on: one.startedOn,
    ended_on: one.status === "active" ? null : one.endedOn,
    reason: one.reason,
    reason_text: one.reasonText,
    interval_unit: one.interval?.unit ?? null,
    interval_count: one.interval?.count ?? null,
    next_due_on: one.status === "active" ? one.nextDueOn : null,
    quantity: one.quantity,
    variant_id: one.variantId,
    product_id: one.productId,
    sku: one.sku,
    title: one.title,
    file_name: origin.fileName,
    file_line: one.line,
    imported_on: origin.importedOn,
  }));
  return withShopClient(shopId, (client) =>
    execute(
      client,
      `WITH told AS (
         SELECT p.* FROM jsonb_array_elements(:list::jsonb) AS r
         CROSS JOIN LATERAL jsonb_populate_record(NULL::subscription_contracts,
           r || jsonb_build_object('shop_id', :shopId::bigint, 'imported_at', now())) AS p)
       INSERT INTO subscription_contracts SELECT * FROM told
       ON CONFLICT (shop_id, contract_id) DO UPDATE SET
         ${CHANGED.map((column) => `${column} = EXCLUDED.${column}`).join(", ")}`,
      { shopId, list: JSON.stringify(list) },
    ),
  );
}

const CHANGED = [
  ...["customer_id", "format", "status", "started_on", "ended_on", "reason", "reason_text", "interval_unit"],
  ...[
    "interval_count",
    "next_due_on",
    "quantity",
    "variant_id",
    "product_id",
    "sku",
    "title",
    "file_name",
    "file_line",
  ],
  ...["imported_on", "imported_at"],
];

/** Takes away every imported contract of a file, or all of them. Answers how many. */
export function removeContracts(shopId: bigint, fileName: string | null): Promise<number> {
  return withShopClient(shopId, (client) =>
    execute(
      client,
      "DELETE FROM subscription_contracts WHERE shop_id = :shopId AND (:fileName::text IS NULL OR file_name = :fileName)",
      { shopId, fileName },
    ),
  );
}

/** What was imported, by file: how many contracts, and how many of them no subscription was found for. */
export interface ContractImport {
  readonly fileName: string;
  readonly format: ContractFormat;
  readonly importedOn: Day;
  readonly contracts: number;
  readonly unmatched: number;
}

export function listContractImports(client: ShopClient, shopId: bigint): Promise<ContractImport[]> {
  return rows<ContractImport>(
    client,
    `SELECT c.file_name AS "fileName", c.format, max(c.imported_on) AS "importedOn", count(*) AS contracts,
       count(*) FILTER (WHERE s.subscription_id IS NULL) AS unmatched
     FROM subscription_contracts c
     LEFT JOIN subscriptions s ON s.shop_id = c.shop_id AND s.contract_id = c.contract_id
     WHERE c.shop_id = :shopId GROUP BY c.file_name, c.format ORDER BY max(c.imported_at) DESC, c.file_name`,
    { shopId },
  );
}
