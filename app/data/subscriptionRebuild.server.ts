import { withShopClient } from "~/db.server";
import { lockFacts } from "./facts.server";
import { writeSubscriptions } from "./subscriptionWriter.server";
import { EVERYTHING } from "./touched.server";

/** Writes all subscriptions of a shop anew, as after its rules, its plans or its contracts changed. Safe to run twice and at once. */
export function rebuildSubscriptions(shopId: bigint): Promise<number> {
  return withShopClient(shopId, async (client) => {
    await client.query("SET LOCAL work_mem = '128MB'");
    await lockFacts(client, shopId);
    return writeSubscriptions(client, shopId, EVERYTHING);
  });
}
