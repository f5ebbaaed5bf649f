import type { Minor } from "~/analytics/money";
import { type ShopClient, withShopClient } from "~/db.server";
import { applyFacts, deferFacts, lockFacts, settleFacts, settleRecosted } from "./facts.server";
import { execute, row, rows } from "./sql.server";
import { listTouchedOrders } from "./touchedOrders.server";

/** Orders computed anew in one transaction: few enough that a sync or a report waits moments only. */
const SLICE = 500;
/** As many where facts and sums are left for the end: only the costs themselves are written then. */
const WIDE_SLICE = 2000;
/** Below this many orders a change is never wide. */
const FEW_ORDERS = 2000;
/** A change of which a step failed so often in a row is set aside. */
const MOST_FAILURES = 5;

type Step = "none" | "more" | "settle";

interface Change {
  readonly changeId: string;
  readonly state: "pending" | "running";
  /** It touches so many of the shop's orders that making all facts anew at its end is less work than with each slice. */
  readonly wide: boolean;
}

/** The change that a step is of, known as soon as the step has found it. */
interface Found {
  changeId: string | null;
}

/**
 * Does the next step of the shop's oldest change of costs that is not done: lists the orders it touches, or computes some of
 * them anew and adds what they cost before and after to the change. Each step is one transaction; a killed one is as if it
 * had not begun, and two at once do different steps. Where a change touches most orders, figures stay those from before until
 * its last step, but for customers who order in between: theirs are those of the costs so far. Answers whether there may be
 * another step. Throws what a step failed of, until the change has failed so often in a row that it is set aside.
 */
export async function recostSlice(shopId: bigint, orders?: number): Promise<boolean> {
  const found: Found = { changeId: null };
  try {
    const step = await withShopClient(shopId, (client) => nextStep(client, shopId, found, orders));
    if (step !== "settle") return step !== "none";
    await settleRecosted(shopId);
    await withShopClient(shopId, (client) => finish(client, shopId));
  } catch (error) {
    if (found.changeId === null || !(await noteFailure(shopId, found.changeId, error))) throw error;
  }
  // What a history's reading left for later while facts were held, and what a change that was set aside has altered.
  await settleFacts(shopId);
  return true;
}

/** Counts a failure of the change's step; answers whether the change is set aside now. */
function noteFailure(shopId: bigint, changeId: string, error: unknown): Promise<boolean> {
  const failure = error instanceof Error ? error.message : String(error);
  return withShopClient(shopId, async (client) => {
    const [change] = await rows<{ failed: boolean }>(
      client,
      `UPDATE cost_changes SET failures = failures + 1, failure = :failure,
         state = CASE WHEN failures + 1 >= :most THEN 'failed' ELSE state END
       WHERE shop_id = :shopId AND change_id = :changeId::uuid AND state IN ('pending', 'running')
       RETURNING state = 'failed' AS failed`,
      { shopId, changeId, failure: failure.slice(0, 500), most: MOST_FAILURES },
    );
    return change?.failed ?? false;
  });
}

/** Computes anew everything that changes of costs have touched so far; afterwards figures are those of the costs as they stand. */
export async function recostPending(shopId: bigint): Promise<void> {
  while (await recostSlice(shopId)) {
    // Every slice is a transaction of its own.
  }
}

async function nextStep(client: ShopClient, shopId: bigint, found: Found, orders: number | undefined): Promise<Step> {
  await lockFacts(client, shopId);
  const [change] = await rows<Change>(
    client,
    `SELECT change_id AS "changeId", state, wide FROM cost_changes
     WHERE shop_id = :shopId AND state IN ('pending', 'running') ORDER BY created_at, change_id LIMIT 1 FOR UPDATE`,
    { shopId },
  );
  if (!change) return "none";
  found.changeId = change.changeId;
  if (change.state === "pending") await begin(client, shopId, change.changeId);
  else if (!(await recostSome(client, shopId, change, orders))) return "settle";
  return "more";
}

async function begin(client: ShopClient, shopId: bigint, changeId: string): Promise<void> {
  const total = await listTouchedOrders(client, shopId, changeId);
  await execute(
    client,
    `UPDATE cost_changes SET state = CASE WHEN :total::int = 0 THEN 'done' ELSE 'running' END, orders_total = :total,
       done_at = CASE WHEN :total::int = 0 THEN clock_timestamp() END, failures = 0,
       wide = :total::int > :few AND :total::int > (SELECT count(*) FROM orders WHERE shop_id = :shopId) / 2
     WHERE shop_id = :shopId AND change_id = :changeId::uuid`,
    { shopId, changeId, total, few: FEW_ORDERS },
  );
}

/** Answers whether there was anything left to do. */
async function recostSome(
  client: ShopClient,
  shopId: bigint,
  { changeId, wide }: Change,
  limit = wide ? WIDE_SLICE : SLICE,
): Promise<boolean> {
  const taken = await rows<{ orderId: string }>(
    client,
    // By a bound, not a list: of a table that was filled just now the planner knows nothing, and loops through it for each row.
    `DELETE FROM cost_change_orders WHERE shop_id = :shopId AND change_id = :changeId::uuid AND order_id <= (
       SELECT max(order_id) FROM (
         SELECT order_id FROM cost_change_orders WHERE shop_id = :shopId AND change_id = :changeId::uuid
         ORDER BY order_id LIMIT :limit) AS first)
     RETURNING order_id::text AS "orderId"`,
    { shopId, changeId, limit },
  );
  const orders = taken.map(({ orderId }) => BigInt(orderId));
  if (orders.length === 0) return false;
  const before = await moneyOf(client, shopId, orders);
  if (wide) await deferFacts(client, shopId, orders, orders);
  else await applyFacts(client, shopId, orders);
  const after = await moneyOf(client, shopId, orders);
  await execute(
    client,
    `UPDATE cost_changes SET orders_done = orders_done + :done, cogs_before = cogs_before + :cogsBefore,
       cogs_after = cogs_after + :cogsAfter, profit_before = profit_before + :profitBefore,
       profit_after = profit_after + :profitAfter, failures = 0,
       state = CASE WHEN :ends THEN 'done' ELSE state END, done_at = CASE WHEN :ends THEN clock_timestamp() END
     WHERE shop_id = :shopId AND change_id = :changeId::uuid`,
    {
      shopId,
      changeId,
      ends: !wide && orders.length < limit,
      done: orders.length,
      cogsBefore: before.cogs,
      cogsAfter: after.cogs,
      profitBefore: before.profit,
      profitAfter: after.profit,
    },
  );
  return true;
}

/** Closes the change whose orders are all done. */
const finish = (client: ShopClient, shopId: bigint) =>
  execute(
    client,
    `UPDATE cost_changes c SET state = 'done', done_at = clock_timestamp()
     WHERE c.shop_id = :shopId AND c.state = 'running'
       AND NOT EXISTS (SELECT FROM cost_change_orders o WHERE o.shop_id = c.shop_id AND o.change_id = c.change_id)`,
    { shopId },
  );

/** Known product cost, and contribution profit as far as costs are known, of the orders that figures count. */
function moneyOf(client: ShopClient, shopId: bigint, orders: readonly bigint[]) {
  return row<{ cogs: Minor; profit: Minor }>(
    client,
    `WITH counted AS (
       SELECT o.order_id FROM orders o JOIN shops s ON s.shop_id = o.shop_id AND s.currency = o.currency
       WHERE o.shop_id = :shopId AND o.order_id = ANY(:orders::bigint[]) AND NOT o.test AND o.deleted_at IS NULL
     ),
     sold AS (
       SELECT coalesce(sum(net) FILTER (WHERE line_type IN ('PRODUCT', 'ADJUSTMENT', 'SHIPPING')), 0) AS revenue,
              coalesce(sum(cost) FILTER (WHERE line_type = 'PRODUCT'), 0) AS cogs
       FROM sales JOIN counted USING (order_id) WHERE shop_id = :shopId
     ),
     own AS (
       SELECT coalesce(sum(coalesce(shipping_cost, 0) + coalesce(handling_cost, 0) + coalesce(packaging_cost, 0)
                           + coalesce(duties_cost, 0)), 0) AS costs
       FROM order_costs JOIN counted USING (order_id) WHERE shop_id = :shopId
     ),
     paid AS (
       SELECT coalesce(sum(fee), 0) AS fees FROM transactions JOIN counted USING (order_id)
       WHERE shop_id = :shopId AND status = 'SUCCESS' AND NOT test AND kind IN ('SALE', 'CAPTURE', 'REFUND')
     )
     SELECT cogs::bigint, (revenue - cogs - costs - fees)::bigint AS profit FROM sold, own, paid`,
    { shopId, orders },
  );
}
