import { allocate, minor } from "~/analytics/money";
import { subscriptionsOf } from "~/analytics/subscriptions/build";
import { matchContracts } from "~/analytics/subscriptions/contracts";
import { matcherOf } from "~/analytics/subscriptions/recognise";
import type { Subscription } from "~/analytics/subscriptions/subscription";
import type { ShopClient } from "~/db.server";
import { contributionProfit } from "./customerFacts.server";
import { isInOrderSet, orderSetValues } from "./orderSet.server";
import { execute, rows, type SqlValues, smallRows } from "./sql.server";
import { contractsOfCustomers } from "./subscriptionContracts.server";
import { candidateLines, IN_TIME, type LineRow, lineOf, recognitionValues } from "./subscriptionLines.server";
import { rowOf } from "./subscriptionRows.server";
import { getSubscriptionSettings, type SubscriptionSettings } from "./subscriptionSettings.server";
import type { Touched } from "./touched.server";

/** Customers computed and written at a time. */
const BATCH = 4000;

/**
 * Writes `subscriptions` of these customers anew from their orders. To be called with the facts of the same orders, after those:
 * a subscription carries what its orders earned. Answers how many were written.
 */
export async function writeSubscriptions(client: ShopClient, shopId: bigint, touched: Touched): Promise<number> {
  const { isCustomer, customerValues } = touched;
  const settings = await getSubscriptionSettings(client, shopId);
  const values = {
    ...{ shopId, until: "infinity", ...customerValues, ...orderSetValues(touched.orders) },
    ...recognitionValues(settings.recognition),
  };
  await execute(client, `DELETE FROM subscriptions WHERE shop_id = :shopId AND ${isCustomer("customer_id")}`, values);
  // Pages that were kept are of the subscriptions before.
  if (touched.orders === "all")
    await execute(client, "UPDATE fact_state SET unsettled = unsettled WHERE shop_id = :shopId", values);
  if (touched.orders === "all" || "tempTable" in touched.orders)
    return writeMany(client, shopId, touched, values, settings);
  const found = await smallRows<LineRow>(
    client,
    withProfit(candidateLines(isInOrderSet("o.order_id", touched.orders))),
    values,
  );
  return writeCustomers(client, shopId, found, settings);
}

/** The lines with what their orders earned. */
const withProfit = (lines: string) => `
  WITH lines AS MATERIALIZED (${lines}),
  earned AS (
    SELECT f.order_id, sum(${contributionProfit("f")})::bigint AS profit FROM order_facts f
    WHERE f.shop_id = :shopId AND f.order_id IN (SELECT order_id FROM lines) GROUP BY f.order_id
  )
  SELECT l.*, coalesce(e.profit, 0) AS profit FROM lines l LEFT JOIN earned e ON e.order_id = l.order_id
  ORDER BY ${IN_TIME.split(", ")
    .map((column) => `l.${column}`)
    .join(", ")}`;

async function writeMany(
  client: ShopClient,
  shopId: bigint,
  { orders }: Touched,
  values: SqlValues,
  settings: SubscriptionSettings,
): Promise<number> {
  await client.query("DROP TABLE IF EXISTS subscription_lines");
  const sql = withProfit(candidateLines(isInOrderSet("o.order_id", orders)));
  if ((await execute(client, `CREATE TEMP TABLE subscription_lines ON COMMIT DROP AS ${sql}`, values)) === 0) return 0;
  await client.query("CREATE INDEX ON subscription_lines (customer_id)");
  const ends = await rows<{ id: string }>(
    client,
    `SELECT max(customer_id)::text AS id
     FROM (SELECT customer_id, (row_number() OVER (ORDER BY customer_id) - 1) / ${BATCH} AS batch
           FROM (SELECT DISTINCT customer_id FROM subscription_lines) AS c) AS b
     GROUP BY batch ORDER BY max(customer_id)`,
    {},
  );
  let from = String(-(2n ** 62n));
  let written = 0;
  for (const { id } of ends) {
    const some = await rows<LineRow>(
      client,
      `SELECT * FROM subscription_lines WHERE customer_id > :from::bigint AND customer_id <= :id::bigint ORDER BY ${IN_TIME}`,
      { from, id },
    );
    written += await writeCustomers(client, shopId, some, settings);
    from = id;
  }
  await client.query("ANALYZE subscriptions");
  return written;
}

async function writeCustomers(
  client: ShopClient,
  shopId: bigint,
  lines: readonly LineRow[],
  settings: SubscriptionSettings,
): Promise<number> {
  if (lines.length === 0) return 0;
  const customers = byCustomer(lines);
  const contracts = await contractsOfCustomers(client, shopId, [...customers.keys()]);
  const matcher = matcherOf(settings.recognition);
  const found = [...customers].flatMap(([customerId, own]) => {
    const subscriptions = subscriptionsOf(own.map(lineOf), matcher, settings.rules);
    const matched = matchContracts(subscriptions, contracts.get(customerId) ?? []);
    const earned = earnedBy(subscriptions, own);
    return subscriptions.map((one) =>
      rowOf(one, {
        customerId,
        firstCode: own.find((line) => line.order_id === one.charges[0]?.orderId)?.code ?? null,
        contributionProfit: minor(earned.get(one.id) ?? 0),
        contractId: matched.get(one.id)?.contractId ?? null,
      }),
    );
  });
  if (found.length === 0) return 0;
  return execute(client, INSERT, { shopId, rows: JSON.stringify(found) });
}

// The table's own columns give the types.
const INSERT = `
  INSERT INTO subscriptions SELECT p.*
  FROM jsonb_array_elements(:rows::jsonb) AS r
  CROSS JOIN LATERAL jsonb_populate_record(NULL::subscriptions, r || jsonb_build_object('shop_id', :shopId::bigint)) AS p`;

function byCustomer(lines: readonly LineRow[]): Map<number, LineRow[]> {
  const customers = new Map<number, LineRow[]>();
  for (const line of lines) {
    const own = customers.get(line.customer_id);
    if (own) own.push(line);
    else customers.set(line.customer_id, [line]);
  }
  return customers;
}

/** What the orders of each subscription earned; an order that paid several is shared by their price. */
function earnedBy(subscriptions: readonly Subscription[], lines: readonly LineRow[]): Map<number, number> {
  const profits = new Map(lines.map((line) => [line.order_id, line.profit]));
  const shares = new Map<number, { id: number; weight: number }[]>();
  for (const { id, charges } of subscriptions)
    for (const { orderId, unitPrice, quantity } of charges) {
      const own = shares.get(orderId) ?? [];
      own.push({ id, weight: unitPrice * quantity });
      shares.set(orderId, own);
    }
  const earned = new Map<number, number>();
  for (const [orderId, own] of shares) {
    const parts = allocate(
      minor(profits.get(orderId) ?? 0),
      own.map(({ weight }) => weight),
    );
    for (const [index, { id }] of own.entries()) earned.set(id, (earned.get(id) ?? 0) + (parts[index] ?? 0));
  }
  return earned;
}
