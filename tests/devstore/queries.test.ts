import { readdirSync, readFileSync } from "node:fs";
import { Kind, NoDeprecatedCustomRule, type OperationDefinitionNode, parse, specifiedRules, validate } from "graphql";
import { describe, expect, test } from "vitest";
import { bulkRefusal, validateBulk } from "../../devstore/bulk/validate";
import { Access } from "../../devstore/graphql/access";
import { requestedCost } from "../../devstore/graphql/cost";
import { adminSchema, apiVersions } from "../../devstore/graphql/schema";
import { gid, lineItem, order, testShop } from "../support/storeFolder";
import { callAdmin, type RunningStore, runningStore } from "./running";

const folder = "app/shopify/queries";
const texts = new Map(
  readdirSync(folder)
    .filter((name) => name.endsWith(".graphql"))
    .map(
      (name) =>
        [
          name,
          readFileSync(`${folder}/${name}`, "utf8")
            .replace(/^\s*#.*$/gm, "")
            .replace("%FILTER%", ""),
        ] as const,
    ),
);
const isBulk = (name: string) => name.startsWith("bulk_") && name !== "bulk_ops.graphql";
const bulkTexts = [...texts].filter(([name]) => isBulk(name));
const liveTexts = [...texts].filter(([name]) => !isBulk(name));

/** The scopes of the app's configuration, without those a merchant may turn on. */
const requiredScopes = ["read_orders", "read_customers", "read_products"];

function operationsOf(text: string): OperationDefinitionNode[] {
  return parse(text).definitions.filter((definition) => definition.kind === Kind.OPERATION_DEFINITION);
}

test("the app's queries are here: bulk ones and live ones", () => {
  expect(bulkTexts.length).toBeGreaterThan(3);
  expect(liveTexts.length).toBeGreaterThan(3);
});

describe.each(apiVersions)("on Admin API %s", (version) => {
  const admin = adminSchema(version);

  test.each([...texts])("%s is valid and uses nothing deprecated", (_, text) => {
    const document = parse(text);
    expect(
      validate(admin.schema, document, [...specifiedRules, NoDeprecatedCustomRule]).map((error) => error.message),
    ).toEqual([]);
  });

  test.each(bulkTexts)("%s keeps to the rules of bulk operations and needs only the required scopes", (_, text) => {
    const query = validateBulk(admin, text);
    if (!("root" in query)) throw new Error(query.join("\n"));
    const shop = { id: "gid://shopify/Shop/1", ...testShop, grantedScopes: requiredScopes, protectedCustomerData: [] };
    expect(bulkRefusal(admin, query, new Access(admin, shop))).toBeNull();
    expect(text).not.toContain("sortKey"); // leaves records out in bulk (estuary/connectors #4679)
  });

  test.each(liveTexts)("%s costs at most 1,000 points, each of its operations", (_, text) => {
    for (const operation of operationsOf(text)) {
      expect(requestedCost(admin.schema, parse(text), operation, {})).toBeLessThanOrEqual(1000);
    }
  });
});

/** A store in which every query of the app finds something. */
function fullStore(): Promise<RunningStore> {
  const refund = {
    id: gid("Refund", 1),
    createdAt: "2026-05-10T00:00:00Z",
    refundLineItems: [{ lineItem: { id: gid("LineItem", 1) }, quantity: 1, restockType: "RETURN" }],
  };
  const lines = [
    lineItem(1, { price: "10.00", product: { id: gid("Product", 1) }, variant: { id: gid("ProductVariant", 1) } }),
  ];
  const sellingPlan = {
    id: gid("SellingPlan", 1),
    name: "Monthly",
    category: "SUBSCRIPTION",
    billingPolicy: { interval: "MONTH", intervalCount: 1 },
  };
  return runningStore({
    shop: {
      grantedScopes: [...requiredScopes, "read_all_orders", "read_reports"],
      protectedCustomerData: ["name", "address", "phone", "email"],
    },
    orders: [order(1, { lines, refunds: [refund] }), order(2, { lines: [lineItem(2, { price: "5.00" })] })],
    products: [
      {
        id: gid("Product", 1),
        title: "Tea",
        variants: [{ id: gid("ProductVariant", 1), price: "10.00" }],
        collections: [{ id: gid("Collection", 1), title: "All" }],
      },
    ],
    sellingPlanGroups: [{ id: gid("SellingPlanGroup", 1), name: "Subscribe", sellingPlans: [sellingPlan] }],
    customers: [
      {
        id: gid("Customer", 1),
        defaultEmailAddress: { emailAddress: "ada@example.com", marketingState: "SUBSCRIBED" },
      },
    ],
  });
}

const ids = [gid("Order", 1), gid("Customer", 1), gid("Product", 1), gid("InventoryItem", 1)];
const idOf: Readonly<Record<string, string>> = {
  RefundLines: gid("Refund", 1),
  BulkPoll: gid("BulkOperation", 1),
  BulkCancel: gid("BulkOperation", 1),
};

describe("the dev store answers", () => {
  test("every live operation of the app without an error", async () => {
    const store = await fullStore();
    for (const [name, text] of liveTexts) {
      for (const operation of operationsOf(text)) {
        const operationName = operation.name?.value ?? "";
        const id = idOf[operationName] ?? gid(operationName.startsWith("Product") ? "Product" : "Order", 1);
        const query =
          operationName === "ShopifyQl" ? "FROM sales SHOW net_sales" : "{ orders { edges { node { id } } } }";
        const variables = { ids, id, q: "", after: null, before: null, query };
        const response = await callAdmin(store.url, store.token, { query: text, operationName, variables });
        const { errors, data } = await response.json();
        expect([name, operationName, errors]).toEqual([name, operationName, undefined]);
        expect(JSON.stringify(data)).not.toBe("{}");
      }
    }
  });

  test.each(bulkTexts)("%s in bulk, with at least one row", async (_, text) => {
    const store = await fullStore();
    const operation = await store.bulk(text);
    expect(operation).toMatchObject({ status: "COMPLETED", errorCode: null });
    expect(await store.rows(operation)).not.toEqual([]);
  });
});
