import { type ShopClient, withShopClient } from "~/db.server";
import { applyFacts, lockFacts } from "./facts.server";
import { execute, rows } from "./sql.server";

/** Two customer records that are one person: `customerId` is counted with `intoCustomerId` from then on. */
export interface CustomerPair {
  readonly customerId: bigint;
  readonly intoCustomerId: bigint;
}

export interface CustomerMerge {
  readonly customerId: string;
  readonly intoCustomerId: string;
  readonly source: string;
  readonly mergedAt: Date;
}

/** Why two records cannot be counted as one person. */
export type MergeFault = "same" | "unknown" | "merged";

/** Thrown with the pair that cannot be merged, and why. */
export class MergeError extends Error {
  override readonly name = "MergeError";
  constructor(
    readonly pair: CustomerPair,
    readonly fault: MergeFault,
  ) {
    super(`customers ${pair.customerId} and ${pair.intoCustomerId}: ${FAULTS[fault]}`);
  }
}

const FAULTS: Readonly<Record<MergeFault, string>> = {
  same: "expected two different customers",
  unknown: "expected customers of this shop that were not deleted",
  merged: "expected customers that are not counted as one person already",
};

/**
 * Counts the first record of each pair with the second, with everything that was counted with the first before; where the
 * second is itself counted with a third, with that. Order numbers, cohorts and facts of the people concerned follow in the
 * same transaction. @throws MergeError on the first pair that cannot be merged; nothing is changed then.
 */
export function mergeCustomers(
  shopId: bigint,
  pairs: readonly CustomerPair[],
  source: "form" | "import",
): Promise<void> {
  return withShopClient(shopId, async (client) => {
    await lockFacts(client, shopId);
    for (const pair of pairs) await mergeOne(client, shopId, pair, source);
    await settle(client, shopId, pairs.flatMap(idsOf));
  });
}

/** As mergeCustomers for a list of which some cannot be merged: those are left out. Answers how many were merged. */
export function mergeWhatCan(
  shopId: bigint,
  pairs: readonly CustomerPair[],
  source: "form" | "import",
): Promise<number> {
  return withShopClient(shopId, async (client) => {
    await lockFacts(client, shopId);
    const merged: CustomerPair[] = [];
    for (const pair of pairs) {
      try {
        await mergeOne(client, shopId, pair, source);
        merged.push(pair);
      } catch (error) {
        if (!(error instanceof MergeError)) throw error;
      }
    }
    if (merged.length > 0) await settle(client, shopId, merged.flatMap(idsOf));
    return merged.length;
  });
}

const idsOf = ({ customerId, intoCustomerId }: CustomerPair): bigint[] => [customerId, intoCustomerId];

async function mergeOne(client: ShopClient, shopId: bigint, pair: CustomerPair, source: string): Promise<void> {
  const { customerId, intoCustomerId } = pair;
  if (customerId === intoCustomerId) throw new MergeError(pair, "same");
  const found = await rows<{ id: string; person: string }>(
    client,
    `SELECT c.customer_id::text AS id, coalesce(m.into_customer_id, c.customer_id)::text AS person
     FROM customers c LEFT JOIN customer_merges m ON m.shop_id = c.shop_id AND m.customer_id = c.customer_id
     WHERE c.shop_id = :shopId AND c.customer_id = ANY(:ids::bigint[]) AND c.deleted_at IS NULL`,
    { shopId, ids: [customerId, intoCustomerId] },
  );
  const personOf = (id: bigint) => found.find((one) => one.id === String(id))?.person;
  const [person, into] = [personOf(customerId), personOf(intoCustomerId)];
  if (person === undefined || into === undefined) throw new MergeError(pair, "unknown");
  if (person === into) throw new MergeError(pair, "merged");
  const values = { shopId, person, into, source };
  await execute(
    client,
    "UPDATE customer_merges SET into_customer_id = :into::bigint WHERE shop_id = :shopId AND into_customer_id = :person::bigint",
    values,
  );
  await execute(
    client,
    `INSERT INTO customer_merges (shop_id, customer_id, into_customer_id, source)
     VALUES (:shopId, :person::bigint, :into::bigint, :source)`,
    values,
  );
}

/** Counts a record by itself again. Answers whether it was merged. */
export function unmergeCustomer(shopId: bigint, customerId: bigint): Promise<boolean> {
  return withShopClient(shopId, async (client) => {
    await lockFacts(client, shopId);
    const [merge] = await rows<{ into: string }>(
      client,
      `DELETE FROM customer_merges WHERE shop_id = :shopId AND customer_id = :customerId
       RETURNING into_customer_id::text AS into`,
      { shopId, customerId },
    );
    if (!merge) return false;
    await settle(client, shopId, [customerId, BigInt(merge.into)]);
    return true;
  });
}

/** Numbers and sums the orders of these customers, and of all records counted with them, anew. */
async function settle(client: ShopClient, shopId: bigint, customerIds: readonly bigint[]): Promise<void> {
  const orders = await rows<{ id: string }>(
    client,
    `SELECT o.order_id::text AS id FROM orders o
     LEFT JOIN customer_merges m ON m.shop_id = o.shop_id AND m.customer_id = o.customer_id
     WHERE o.shop_id = :shopId AND (o.customer_id = ANY(:ids::bigint[]) OR m.into_customer_id = ANY(:ids::bigint[]))`,
    { shopId, ids: customerIds },
  );
  await applyFacts(
    client,
    shopId,
    orders.map(({ id }) => BigInt(id)),
  );
}

/** All merges, the newest first. */
export function listMerges(client: ShopClient, shopId: bigint): Promise<CustomerMerge[]> {
  return rows<CustomerMerge>(
    client,
    `SELECT customer_id::text AS "customerId", into_customer_id::text AS "intoCustomerId", source, merged_at AS "mergedAt"
     FROM customer_merges WHERE shop_id = :shopId ORDER BY merged_at DESC, customer_id`,
    { shopId },
  );
}
