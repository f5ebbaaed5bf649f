import type { ShopClient } from "~/db.server";
import { lockFacts } from "./facts.server";
import { execute } from "./sql.server";
import { stagingTable } from "./staging.server";
import { writeSubscriptions } from "./subscriptionWriter.server";
import { EVERYTHING } from "./touched.server";

export const STAGED_SELLING_PLAN_GROUPS = stagingTable("staged_selling_plan_groups", {
  groupId: "id",
  groupName: "text",
  appId: "text?",
});

export const STAGED_SELLING_PLANS = stagingTable("staged_selling_plans", {
  groupId: "id",
  sellingPlanId: "id",
  name: "text",
  category: "text?",
  interval: "text?",
  intervalCount: "integer?",
});

export const SELLING_PLAN_STAGING = [STAGED_SELLING_PLAN_GROUPS, STAGED_SELLING_PLANS] as const;

/**
 * Stores the staged plans as seen at `seenAt` (ISO text). Plans that Shopify no longer shows stay: their orders still name them.
 * Subscriptions follow: how often they are charged stands in their plans.
 */
export async function mergeSellingPlans(client: ShopClient, shopId: bigint, seenAt: string): Promise<number> {
  await lockFacts(client, shopId);
  const merged = await execute(
    client,
    `INSERT INTO selling_plans (shop_id, selling_plan_id, group_id, group_name, app_id, name, category, "interval",
       interval_count, first_seen_at, last_seen_at)
     SELECT DISTINCT ON (p.selling_plan_id) :shopId, p.selling_plan_id, g.group_id, g.group_name, g.app_id, p.name, p.category,
       p."interval", p.interval_count, :seenAt::timestamptz, :seenAt::timestamptz
     FROM staged_selling_plans p JOIN staged_selling_plan_groups g ON g.group_id = p.group_id
     ORDER BY p.selling_plan_id
     ON CONFLICT (shop_id, selling_plan_id) DO UPDATE SET group_id = EXCLUDED.group_id, group_name = EXCLUDED.group_name,
       app_id = EXCLUDED.app_id, name = EXCLUDED.name, category = EXCLUDED.category, "interval" = EXCLUDED."interval",
       interval_count = EXCLUDED.interval_count, last_seen_at = EXCLUDED.last_seen_at
     WHERE selling_plans.last_seen_at <= EXCLUDED.last_seen_at`,
    { shopId, seenAt },
  );
  if (merged > 0) await writeSubscriptions(client, shopId, EVERYTHING);
  return merged;
}
