import { describe, expect, it } from "vitest";
import { day } from "~/analytics/period";
import { readContractFile } from "~/data/subscriptionContractFile.server";
import {
  importContracts,
  listContractImports,
  readContracts,
  removeContracts,
} from "~/data/subscriptionContracts.server";
import { rebuildSubscriptions } from "~/data/subscriptionRebuild.server";
import { withShopClient } from "~/db.server";
import { subscriptionListReport, subscriptionStory } from "~/reports/subscriptionLists.server";
import { mrrReport } from "~/reports/subscriptionReport.server";
import { insertOrders, insertShop } from "../support/ledger";

async function subscribedShop(): Promise<bigint> {
  const shop = await insertShop();
  await withShopClient(shop, (client) =>
    client.query(
      `INSERT INTO selling_plans (shop_id, selling_plan_id, group_id, group_name, name, category, "interval", interval_count,
         first_seen_at, last_seen_at) VALUES ($1, 1, 1, 'Coffee', 'Monthly', 'SUBSCRIPTION', 'MONTH', 1, '2024-01-01Z', '2024-01-01Z')`,
      [String(shop)],
    ),
  );
  const line = (id: number) => [{ id, product: 5, variant: 50, sku: "COF", quantity: 1, price: 1500, sellingPlan: 1 }];
  await insertOrders(shop, [
    { id: 1, at: "2025-01-15T10:00:00Z", customer: 7, sourceName: "web", lines: line(10) },
    { id: 2, at: "2025-02-15T10:00:00Z", customer: 7, sourceName: "subscription_contract", lines: line(20) },
    { id: 3, at: "2025-02-20T10:00:00Z", customer: 8, sourceName: "web", lines: line(30) },
  ]);
  return shop;
}

const AS_OF = new Date("2025-03-05T12:00:00Z");
const origin = { format: "recharge", fileName: "export.csv", importedOn: day("2025-03-05") } as const;

describe("files of contracts", () => {
  it("of Recharge, Skio, Loop and Shopify Subscriptions are known by their headers, days and reasons read", () => {
    const recharge = readContractFile(
      "subscription_id,shopify_customer_id,status,created_at,cancelled_at,cancellation_reason,order_interval_unit,order_interval_frequency,shopify_variant_id,address_id\n" +
        "991,7,CANCELLED,2025-01-15T10:00:00,2025-02-20 08:00:00,Max charge attempts: card declined,month,1,50,4\n",
    );
    expect(recharge.format).toBe("recharge");
    expect(recharge.rows).toMatchObject([
      {
        ...{ contractId: "991", customer: "7", status: "ended", startedOn: "2025-01-15", endedOn: "2025-02-20" },
        ...{ reason: "paymentFailed", interval: { unit: "month", count: 1 }, variantId: "50" },
      },
    ]);
    const shopify = readContractFile(
      "handle,upcoming_billing_date,customer_id,status,cadence_interval,cadence_interval_count,line_variant_id,line_quantity\n" +
        "a1,2025-04-01T00:00:00Z,gid://shopify/Customer/7,ACTIVE,WEEK,2,50,1\na1,,,,,,60,3\n",
    );
    expect(shopify.format).toBe("shopify");
    expect(
      shopify.rows.map(({ contractId, variantId, quantity, interval }) => [contractId, variantId, quantity, interval]),
    ).toEqual([
      ["a1", "50", 1, { unit: "week", count: 2 }],
      ["a1#2", "60", 3, { unit: "week", count: 2 }],
    ]);
    const skio =
      "subscriptionId,customer_id,status,statusContext,subscriptionLineQuantity\n5,7,FAILED,DUNNING,1\n6,7,CANCELLED,CHURNED,1\n";
    expect(readContractFile(skio)).toMatchObject({
      format: "skio",
      rows: [{ status: "active" }, { reason: "paymentFailed" }],
    });
    const loop =
      "Subscription Shopify ID,Subscription ID,Customer ID,Status,Billing interval,Billing interval count,Paused at\n1,77,7,PAUSED,MONTH,2,2025-02-01\n";
    expect(readContractFile(loop)).toMatchObject({
      format: "loop",
      rows: [{ contractId: "77", status: "paused", endedOn: "2025-02-01", interval: { unit: "month", count: 2 } }],
    });
  });

  it("bad rows are named with line, column, value and rule, and good ones stand", async () => {
    const shop = await subscribedShop();
    const file = await readContracts(
      shop,
      "subscription_id,customer_id,status,cancelled_at\n1,7,cancelled,2025-02-20\n2,999,active,\n3,7,sleeping,\n4,7,cancelled,20/02/2025\n",
    );
    expect(file.rows.map(({ contractId }) => contractId)).toEqual(["1"]);
    expect(file.faults).toEqual([
      { line: 3, field: "customer_id", value: "999", rule: "customer" },
      { line: 4, field: "status", value: "sleeping", rule: "status" },
      { line: 5, field: "cancelled_at", value: "20/02/2025", rule: "day" },
    ]);
  });

  it("an order's name tells the customer where the file has no number of theirs; columns that are missing are named", async () => {
    const shop = await subscribedShop();
    const file = await readContracts(shop, "subscription_id,original_order_name,status\n1,#3,active\n2,#77,active\n");
    expect(file.rows.map(({ customerId }) => customerId)).toEqual(["8"]);
    expect(file.faults).toEqual([{ line: 3, field: "order", value: "#77", rule: "order" }]);
    expect(readContractFile("id,name\n1,x\n").faults.map(({ rule }) => rule)).toContain("columns");
  });
});

describe("an imported contract", () => {
  it("overrules what was inferred of its subscription alone, and says where it comes from", async () => {
    const shop = await subscribedShop();
    const before = await subscriptionListReport(shop, { state: "all", asOf: AS_OF });
    expect(before.counts).toMatchObject({ active: 2, ended: 0 });
    const { rows } = await readContracts(
      shop,
      "subscription_id,customer_id,status,created_at,cancelled_at,cancellation_reason,sku\n991,7,cancelled,2025-01-15,2025-02-20,Too much coffee,COF\n",
    );
    await importContracts(shop, rows, origin);
    await rebuildSubscriptions(shop);
    const after = await subscriptionListReport(shop, { state: "all", asOf: AS_OF });
    expect(after.rows.map(({ customerId, state, basis }) => [customerId, state, basis])).toEqual([
      ["gid://shopify/Customer/7", "ended", "imported"],
      ["gid://shopify/Customer/8", "active", "observed"],
    ]);
    expect(after.rows[0]).toMatchObject({ endedOn: "2025-02-20", reason: "cancelled", mrr: 0 });
    const story = await subscriptionStory(shop, { subscriptionId: "10", asOf: AS_OF });
    expect(story?.contract).toEqual({ fileName: "export.csv", line: 2, reasonText: "Too much coffee" });
    expect(story?.events.at(-1)).toMatchObject({ kind: "end", day: "2025-02-20", to: "cancelled", basis: "imported" });
    const imports = await withShopClient(shop, (client) => listContractImports(client, shop));
    expect(imports).toMatchObject([{ fileName: "export.csv", contracts: 1, unmatched: 0 }]);
    await removeContracts(shop, "export.csv");
    await rebuildSubscriptions(shop);
    expect((await subscriptionListReport(shop, { state: "all", asOf: AS_OF })).counts).toMatchObject({ active: 2 });
  });
});

describe("the report of MRR", () => {
  it("is of the day it is asked for: earlier days know nothing of later charges", async () => {
    const shop = await subscribedShop();
    const now = await mrrReport(shop, { asOf: AS_OF });
    expect(now.months.map(({ month, opening, new: begun, closing }) => [month, opening, begun, closing])).toEqual([
      ["2025-01", 0, 1500, 1500],
      ["2025-02", 1500, 1500, 3000],
      ["2025-03", 3000, 0, 3000],
    ]);
    expect(now.metrics).toMatchObject({ mrr: { value: 3000 }, arr: { value: 36_000 }, subscribers: { value: 2 } });
    const then = await mrrReport(shop, { asOf: new Date("2025-01-31T12:00:00Z") });
    expect(then.months.map(({ month, closing }) => [month, closing])).toEqual([["2025-01", 1500]]);
    expect(then.headline.activeSubscriptions).toBe(1);
  });

  it("tells what each switch would make of it, and marks the one that is set", async () => {
    const shop = await subscribedShop();
    const { effects } = await mrrReport(shop, { asOf: new Date("2025-06-01T12:00:00Z") });
    const set = effects.filter(({ isSet }) => isSet).map(({ choice }) => `${choice.switch} ${choice.value}`);
    expect(set).toEqual([
      "paused excluded",
      "discounts recurring",
      "sameMonth dropped",
      "endsOn halfway",
      "graceDays 7",
    ]);
    expect(effects.every(({ mrr }) => mrr === 0)).toBe(true);
  });
});
