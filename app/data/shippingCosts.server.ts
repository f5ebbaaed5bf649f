import { exponentOf } from "~/analytics/currencies";
import { isTooLarge, largestMajor } from "~/analytics/largest";
import { type Minor, parseMinor, toDecimalString } from "~/analytics/money";
import { withShopClient } from "~/db.server";
import { changeCosts } from "./costChanges.server";
import { type CsvFault, type CsvRows, csvLine, readCsv } from "./csvFile.server";
import { execute, rows } from "./sql.server";

/** What sending an order cost, minor units of the shop's currency. */
export interface ShippingCost {
  readonly orderId: bigint;
  readonly amount: Minor;
}

interface ToldCost {
  readonly line: number;
  readonly order: string;
  readonly amount: Minor;
}

/**
 * Reads `order,shipping_cost,currency`: each order by its name ("#1001", also without the mark) or by its id at Shopify. A
 * name that is none of the shop's, or several orders', is a fault.
 */
export async function readShippingCosts(
  shopId: bigint,
  text: string,
  { currency }: { readonly currency: string },
): Promise<CsvRows<ShippingCost>> {
  const exponent = exponentOf(currency);
  const {
    rows: told,
    faults,
    skipped,
  } = readCsv<ToldCost>(
    text,
    ["order", "shipping_cost", "currency"],
    (reader) => {
      const order = reader.text("order");
      if (reader.text("currency") !== currency) reader.fault("currency", "currency");
      const amount = reader.amount("shipping_cost", exponent, largestMajor(currency, "each"));
      if (!/^\d+(\.\d+)?$/.test(amount) || isTooLarge(amount, currency, "each")) return null;
      return { line: reader.line, order, amount: parseMinor(amount, exponent) };
    },
    { keyOf: ({ order }) => order },
  );
  const ids = await ordersCalled(shopId, [...new Set(told.map(({ order }) => order))]);
  const costs: ShippingCost[] = [];
  const unknown: CsvFault[] = [];
  const seen = new Set<bigint>();
  for (const { line, order, amount } of told) {
    const orderId = ids.get(order);
    if (orderId === undefined) unknown.push({ line, field: "order", value: order, rule: "order" });
    else if (seen.has(orderId)) unknown.push({ line, field: "order", value: order, rule: "duplicate" });
    else costs.push({ orderId, amount });
    if (orderId !== undefined) seen.add(orderId);
  }
  return { rows: costs, faults: [...faults, ...unknown].sort((left, right) => left.line - right.line), skipped };
}

/** The one order that goes by each name or id; names of several orders and of none are left out. */
async function ordersCalled(shopId: bigint, names: readonly string[]): Promise<Map<string, bigint>> {
  if (names.length === 0) return new Map();
  const found = await withShopClient(shopId, (client) =>
    rows<{ told: string; orderId: string }>(
      client,
      `WITH told AS (SELECT name FROM unnest(:names::text[]) AS t (name)),
       named AS (
         SELECT t.name, o.order_id
         FROM (SELECT name, name AS alias FROM told UNION SELECT name, '#' || name FROM told) AS t
         JOIN orders o ON o.shop_id = :shopId AND o.name = t.alias
         WHERE o.deleted_at IS NULL
         UNION
         SELECT t.name, o.order_id FROM told t JOIN orders o ON o.shop_id = :shopId
           AND o.order_id = CASE WHEN t.name ~ '^[0-9]{6,18}$' THEN t.name::bigint END
         WHERE o.deleted_at IS NULL
       )
       SELECT name AS told, min(order_id)::text AS "orderId" FROM named GROUP BY name HAVING count(*) = 1`,
      { shopId, names },
    ),
  );
  return new Map(found.map(({ told, orderId }) => [told, BigInt(orderId)]));
}

/** Stores what sending orders cost as one change; one of the same order replaces the one before. */
export function importShippingCosts(
  shopId: bigint,
  costs: readonly ShippingCost[],
  origin: { readonly name?: string | null; readonly by?: string | null } = {},
): Promise<string | null> {
  return changeCosts(shopId, { kind: "shippingCosts", ...origin }, (client) =>
    execute(
      client,
      `INSERT INTO order_shipping_costs AS c (shop_id, order_id, amount)
       SELECT :shopId, order_id, amount FROM unnest(:orders::bigint[], :amounts::bigint[]) AS told (order_id, amount)
       ON CONFLICT (shop_id, order_id) DO UPDATE SET amount = excluded.amount, created_at = excluded.created_at
       WHERE c.amount <> excluded.amount`,
      {
        shopId,
        orders: costs.map(({ orderId }) => orderId),
        amounts: costs.map(({ amount }) => String(amount)),
      },
    ),
  );
}

/** Takes away all imported shipping costs, as one change. */
export const removeShippingCosts = (shopId: bigint, by: string | null): Promise<string | null> =>
  changeCosts(shopId, { kind: "shippingCosts", by }, (client) =>
    execute(client, "DELETE FROM order_shipping_costs WHERE shop_id = :shopId", { shopId }),
  );

interface StoredShippingCost {
  readonly name: string;
  readonly amount: Minor;
}

/** Imported shipping costs by order. */
export const listShippingCosts = (shopId: bigint): Promise<StoredShippingCost[]> =>
  withShopClient(shopId, (client) =>
    rows<StoredShippingCost>(
      client,
      `SELECT coalesce(o.name, c.order_id::text) AS name, c.amount FROM order_shipping_costs c
       LEFT JOIN orders o ON o.shop_id = c.shop_id AND o.order_id = c.order_id
       WHERE c.shop_id = :shopId ORDER BY c.order_id`,
      { shopId },
    ),
  );

/** The file that readShippingCosts reads. */
export const shippingCostsCsv = (
  costs: readonly StoredShippingCost[],
  { currency }: { readonly currency: string },
): string =>
  [
    csvLine(["order", "shipping_cost", "currency"]),
    ...costs.map(({ name, amount }) => csvLine([name, toDecimalString(amount, exponentOf(currency)), currency])),
  ].join("");

/** For how many orders that are shipped the cost is known, and from where. */
export interface ShippingCoverage {
  readonly shipped: number;
  readonly imported: number;
  readonly ruled: number;
  readonly flat: number;
  readonly unknown: number;
}

export function shippingCoverage(shopId: bigint): Promise<ShippingCoverage> {
  return withShopClient(shopId, async (client) => {
    const found = await rows<{ source: string | null; orders: number }>(
      client,
      `SELECT c.shipping_cost_source AS source, count(*) AS orders
       FROM order_facts f
       JOIN orders o ON o.shop_id = f.shop_id AND o.order_id = f.order_id AND NOT o.test AND o.deleted_at IS NULL
       LEFT JOIN order_costs c ON c.shop_id = f.shop_id AND c.order_id = f.order_id
       WHERE f.shop_id = :shopId AND f.shipped_orders = 1 GROUP BY 1`,
      { shopId },
    );
    const of = (source: string | null) => found.find((row) => row.source === source)?.orders ?? 0;
    const counts = { imported: of("import"), ruled: of("rule"), flat: of("flat"), unknown: of(null) };
    return { ...counts, shipped: counts.imported + counts.ruled + counts.flat + counts.unknown };
  });
}
