import type { Shop } from "~/data/shops.server";
import type { Problem } from "~/data/syncState.server";
import { allWindows } from "~/data/syncWindows.server";
import { withShop } from "~/db.server";
import { problem } from "./problems";

/** What stands in the way although Shopify answers: an empty or hidden history, windows that cannot be read. */
export async function standingProblems(shop: Shop, run: number): Promise<Problem[]> {
  const windows = await allWindows(shop.shopId, run);
  const failed = windows
    .filter(({ state }) => state === "failed")
    .map(({ kind, startsAt, endsAt, error }) =>
      problem.windowFailed(startsAt?.toISOString() ?? "", endsAt?.toISOString() ?? "", `${kind}: ${error ?? ""}`),
    );
  const limited = shop.grantedScopes.includes("read_all_orders") ? [] : [problem.historyLimited()];
  const done = windows.every(({ state }) => state === "done");
  return [...failed, ...limited, ...(done ? await emptiness(shop, limited.length > 0) : [])];
}

async function emptiness(shop: Shop, limited: boolean): Promise<Problem[]> {
  const { shopId } = shop;
  return withShop(shopId, async (tx) => {
    if ((await tx.order.count({ where: { shopId } })) > 0) return [];
    const buyers = await tx.customer.count({ where: { shopId, numberOfOrders: { gt: 0 } } });
    return [limited && buyers > 0 ? problem.ordersHidden() : problem.storeEmpty()];
  });
}
