import { describe, expect, test } from "vitest";
import { bulkRefusal, validateBulk } from "../../devstore/bulk/validate";
import { Access } from "../../devstore/graphql/access";
import { adminSchema } from "../../devstore/graphql/schema";
import { testShop } from "../support/storeFolder";

const admin = adminSchema("2026-07");

/** Shopify's messages for a query; none when it may run. */
function messages(query: string): readonly string[] {
  const found = validateBulk(admin, query);
  return "root" in found ? [] : found;
}

const nodes = (fields: string) => `{ products { edges { node { ${fields} } } } }`;
const inner = (connection: string, fields = "id") => `${connection} { edges { node { ${fields} } } }`;

describe("a bulk query", () => {
  test("has one top-level connection", () => {
    expect(messages(nodes("id title"))).toEqual([]);
    expect(messages("{ shop { name } }")).toEqual(["Bulk queries must contain at least one connection."]);
    expect(messages(`{ ${inner("products")} ${inner("orders")} }`)).toEqual([
      "Bulk queries must have exactly one top-level field, and it must be a connection.",
    ]);
  });

  test("has no top-level node or nodes", () => {
    expect(messages('{ node(id: "gid://shopify/Product/1") { id } }')).toEqual([
      "Bulk queries cannot contain a top level `node` field.",
      "Bulk queries must contain at least one connection.",
    ]);
    expect(messages('{ nodes(ids: ["gid://shopify/Product/1"]) { id } }')[0]).toBe(
      "Bulk queries cannot contain a top level `nodes` field.",
    );
  });

  test("has five connections at most", () => {
    const five = nodes(
      `id ${inner("variants")} ${inner("collections")} ${inner("media")} ${inner("sellingPlanGroups")}`,
    );
    expect(messages(five)).toEqual([]);
    const six = nodes(
      `id ${inner("variants")} ${inner("collections")} ${inner("media")} ${inner("sellingPlanGroups")} ${inner("metafields")}`,
    );
    expect(messages(six)).toEqual(["Bulk queries cannot contain more than 5 connections."]);
  });

  test("nests two levels at most", () => {
    const two = `{ ${inner("orders", `id ${inner("agreements", `id ${inner("sales")}`)}`)} }`;
    expect(messages(two)).toEqual([]);
    const three = nodes(`id ${inner("variants", `id ${inner("sellingPlanGroups", `id ${inner("sellingPlans")}`)}`)}`);
    expect(messages(three)).toEqual(["Bulk queries cannot contain connections with a nesting depth greater than 2."]);
  });

  test("selects connections by edges and node, not by nodes", () => {
    expect(messages("{ products { nodes { id } } }")).toEqual([
      "All connection fields in a bulk query must select their contents using 'edges' > 'node', e.g: 'products { edges { node {'. Selecting via 'nodes' is not supported. Invalid connection fields: 'products'.",
    ]);
    expect(messages("{ products { pageInfo { hasNextPage } } }")[0]).toContain("Invalid connection fields: 'products'");
  });

  test("selects the id of each parent of a nested connection, without an alias", () => {
    const message =
      "The parent 'node' field for a nested connection must select the 'id' field without an alias and must be of 'ID' return type. Connection fields without 'id': products.";
    expect(messages(nodes(`title ${inner("variants")}`))).toEqual([message]);
    expect(messages(nodes(`gid: id ${inner("variants")}`))).toEqual([message]);
    expect(
      messages(`{ products { edges { node { ...P } } } } fragment P on Product { id ${inner("variants")} }`),
    ).toEqual([]);
  });

  test("has no connection within a list", () => {
    expect(messages(`{ ${inner("orders", `id refunds { id ${inner("refundLineItems")} }`)} }`)).toEqual([
      "Queries that contain a connection field within a list field are not currently supported.",
    ]);
  });

  test("has 65,535 bytes at most", () => {
    const padded = (bytes: number) => nodes("id").padEnd(bytes, " ");
    expect(messages(padded(65_535))).toEqual([]);
    expect(messages(padded(65_536))).toEqual(["Query is too large"]);
  });

  test("has its values written into it, not as variables", () => {
    expect(messages("query ($q: String) { products(query: $q) { edges { node { id } } } }")).toEqual([
      "Invalid bulk query: variables are not supported, write their values into the query",
    ]);
  });

  test("is one query, not a mutation", () => {
    expect(
      messages('mutation { tagsAdd(id: "gid://shopify/Product/1", tags: []) { userErrors { message } } }'),
    ).toEqual(["Invalid operation type. Only `query` operations are supported."]);
    expect(messages(`query A ${nodes("id")} query B ${nodes("id")}`)).toEqual([
      "Invalid bulk query: exactly one operation is supported",
    ]);
  });

  test("is valid against the schema", () => {
    expect(messages(nodes("id titel"))[0]).toContain(
      'Invalid bulk query: Cannot query field "titel" on type "Product"',
    );
    expect(messages("{ products {")[0]).toContain("Invalid bulk query: Syntax Error");
  });

  test("breaking several rules is told all of them", () => {
    expect(messages(`{ products { nodes { title ${inner("variants")} } } }`)).toHaveLength(2);
  });

  test("with its own first, after and page info is no error: they are ignored", () => {
    expect(messages("{ products(first: 5) { pageInfo { hasNextPage } edges { cursor node { id } } } }")).toEqual([]);
  });
});

test("one field anywhere in the query that the app may not read denies the whole operation", () => {
  const refused = (query: string, scopes: readonly string[]) => {
    const found = validateBulk(admin, query);
    if (!("root" in found)) throw new Error(found.join());
    const shop = { id: "gid://shopify/Shop/1", ...testShop, grantedScopes: scopes, protectedCustomerData: [] };
    return bulkRefusal(admin, found, new Access(admin, shop))?.requiredAccess ?? null;
  };
  const query = `{ ${inner("orders", `id ${inner("lineItems", "id product { id }")}`)} }`;
  expect(refused(query, ["read_orders", "read_products"])).toBeNull();
  expect(refused(query, ["read_orders"])).toContain("read_products");
  expect(refused(`{ ${inner("orders", "id publication { id }")} }`, ["read_orders"])).toContain("read_publications");
  expect(refused(`{ ${inner("customers", "id firstName")} }`, ["read_customers"])).toContain(
    "protected customer data: name",
  );
  const inFragment = `{ ${inner("orders", "id ...F")} } fragment F on Order { customer { id } }`;
  expect(refused(inFragment, ["read_orders"])).toContain("read_customers");
});
