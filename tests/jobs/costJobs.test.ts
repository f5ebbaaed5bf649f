import { expect, it } from "vitest";
import { listCostChanges } from "~/data/costChanges.server";
import { saveUnitCosts } from "~/data/costEntries.server";
import { tick } from "~/jobs/clock.server";
import { recost } from "~/jobs/costJobs.server";
import { SWEEPS } from "~/jobs/sweeps.server";
import { insertOrders, insertShop } from "../support/ledger";

it("the clock finds a change of costs whose wake-up was lost, and its job computes the orders anew, also when run twice", async () => {
  const shop = await insertShop();
  const line = { id: 1, sku: "MUG", quantity: 1, price: 1000 };
  await insertOrders(shop, [{ id: 1, at: "2025-01-05T12:00:00Z", lines: [line] }]);
  await saveUnitCosts(shop, [{ subject: { sku: "MUG" }, amount: "4", validFrom: null }], { source: "form" });
  const payloads: string[] = [];
  const sweeps = SWEEPS.filter(({ name }) => name === "recosts");
  await tick(sweeps, ({ job, payload }) => job === recost.name && payloads.push(payload), new Date());
  const own = payloads.filter((payload) => payload.includes(`"${shop}"`));
  expect(own).toHaveLength(1);
  const [payload = ""] = own;
  expect(await Promise.all([recost.perform(payload), recost.perform(payload)])).toEqual([null, null]);
  expect((await listCostChanges(shop, { limit: 2 })).changes).toMatchObject([
    { state: "done", ordersDone: 1, cogsBefore: 0, cogsAfter: 400 },
  ]);
});
