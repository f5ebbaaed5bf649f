import type { ShopClient } from "~/db.server";
import { USED_IN, type UsedSums, usedOf } from "./factSums.server";
import { execute, row, rows, smallRow, smallRows } from "./sql.server";

/** How far a shop's facts agree with its orders. */
export interface FactState {
  /** Orders were stored whose facts are left for later. */
  readonly isUnsettled: boolean;
  /** Orders stored when facts and sums were last made anew; 0: never. */
  readonly settledOrders: number;
}

export async function findFactState(client: ShopClient, shopId: bigint): Promise<FactState> {
  const [state] = await rows<FactState>(
    client,
    `SELECT unsettled AS "isUnsettled", settled_orders AS "settledOrders" FROM fact_state WHERE shop_id = :shopId`,
    { shopId },
  );
  return state ?? { isUnsettled: false, settledOrders: 0 };
}

/** The sums in which any of the shop's facts has anything. */
export async function findUsedSums(client: ShopClient, shopId: bigint): Promise<UsedSums> {
  const { used } = await row<{ used: string[] }>(
    client,
    `SELECT ${USED_IN("order_facts WHERE shop_id = :shopId")} AS used`,
    { shopId },
  );
  return usedOf(used);
}

/** Notes that all facts were made anew, of so many orders, with anything in these sums, and the latest instant of any. */
export async function saveFactState(
  client: ShopClient,
  shopId: bigint,
  settledOrders: number,
  used: UsedSums,
): Promise<void> {
  await execute(
    client,
    `INSERT INTO fact_state (shop_id, unsettled, settled_orders, newest_at, used_sums)
     VALUES (:shopId, false, :settledOrders, ${NEWEST}, :used)
     ON CONFLICT (shop_id) DO UPDATE SET unsettled = false, settled_orders = EXCLUDED.settled_orders,
       newest_at = EXCLUDED.newest_at, used_sums = EXCLUDED.used_sums`,
    { shopId, settledOrders, used },
  );
}

/** Notes that orders were stored whose facts are left for later. Where it stands already nothing is locked, which others wait for. */
export async function noteUnsettled(client: ShopClient, shopId: bigint): Promise<void> {
  if ((await findFactState(client, shopId)).isUnsettled) return;
  await execute(
    client,
    `INSERT INTO fact_state (shop_id, unsettled, settled_orders, used_sums) VALUES (:shopId, true, 0, '{}')
     ON CONFLICT (shop_id) DO UPDATE SET unsettled = true WHERE NOT fact_state.unsettled`,
    { shopId },
  );
}

/** The latest instant among the facts of the last two days of a clock: these are few, and no earlier day holds a later one. */
const newestBy = (day: "event_day" | "order_day"): string => `(
  SELECT max(greatest(f.happened_at, f.counted_from)) FROM order_facts f WHERE f.shop_id = :shopId
    AND f.${day} >= (SELECT max(${day}) FROM order_facts WHERE shop_id = :shopId) - 1)`;

const NEWEST = `greatest(${newestBy("event_day")}, ${newestBy("order_day")})`;

/**
 * Notes that the facts in `fresh_order_facts` are coming, and answers the sums in which these or those that stand have anything.
 * What goes does not make the latest instant earlier: it bounds it then; nor a sum unused.
 */
export async function noteFreshFacts(client: ShopClient, shopId: bigint): Promise<UsedSums> {
  const { used } = await smallRow<{ used: string[] }>(
    client,
    `INSERT INTO fact_state AS s (shop_id, unsettled, settled_orders, newest_at, used_sums)
     SELECT :shopId, false, 0, max(greatest(f.happened_at, f.counted_from)), ${USED_IN("fresh_order_facts")}
     FROM fresh_order_facts f
     ON CONFLICT (shop_id) DO UPDATE SET newest_at = greatest(s.newest_at, EXCLUDED.newest_at),
       used_sums = CASE WHEN s.used_sums @> EXCLUDED.used_sums THEN s.used_sums ELSE s.used_sums || EXCLUDED.used_sums END
     RETURNING used_sums AS used`,
    { shopId },
  );
  return usedOf(used);
}

/** Whether figures as of an instant may be read from the sums, because nothing later is in them, and which sums have anything. */
export async function findSums(
  client: ShopClient,
  shopId: bigint,
  asOf: Date,
): Promise<{ readonly isSummed: boolean; readonly usedSums: UsedSums }> {
  const [state] = await smallRows<{ isSummed: boolean; used: string[] }>(
    client,
    `SELECT coalesce(newest_at <= :asOf, true) AS "isSummed", used_sums AS used FROM fact_state WHERE shop_id = :shopId`,
    { shopId, asOf },
  );
  return { isSummed: state?.isSummed ?? false, usedSums: usedOf(state?.used ?? []) };
}
