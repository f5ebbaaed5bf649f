import { GraphQLError } from "graphql";
import { exactCount } from "./count";
import {
  customerItems,
  inventoryItemItems,
  orderItems,
  productItems,
  sellingPlanGroupItems,
  variantItems,
} from "./lists";
import { findNode } from "./nodes";
import { type Items, Served, type Serving } from "./serving";

type Args = Readonly<Record<string, unknown>>;

/** Gives the value of a root query field. */
export type RootReader = (serving: Serving, args: Args) => unknown;

/** Connections at the root, by field; also what a bulk query may start from. */
export const rootLists: Readonly<Record<string, (serving: Serving, args: Args) => Items>> = {
  orders: (serving, args) => orderItems(serving, args, "QueryRoot.orders"),
  products: (serving, args) => productItems(serving, args, "QueryRoot.products"),
  customers: (serving, args) => customerItems(serving, args, "QueryRoot.customers"),
  productVariants: (serving, args) => variantItems(serving, args, "QueryRoot.productVariants"),
  inventoryItems: (serving, args) => inventoryItemItems(serving, args, "QueryRoot.inventoryItems"),
  sellingPlanGroups: (serving, args) => sellingPlanGroupItems(serving, args, "QueryRoot.sellingPlanGroups"),
};

/** Root query fields the dev store answers, beside those of bulk operations and ShopifyQL. */
export const rootFields: Readonly<Record<string, RootReader>> = {
  ...rootLists,
  order: (serving, args) => nodeById(serving, args.id, "Order"),
  product: (serving, args) => nodeById(serving, args.id, "Product"),
  customer: (serving, args) => nodeById(serving, args.id, "Customer"),
  productVariant: (serving, args) => nodeById(serving, args.id, "ProductVariant"),
  inventoryItem: (serving, args) => nodeById(serving, args.id, "InventoryItem"),
  sellingPlanGroup: (serving, args) => nodeById(serving, args.id, "SellingPlanGroup"),
  node: (serving, args) => nodeById(serving, args.id, null),
  nodes: (serving, args) => nodesById(serving, args.ids),
  shop: (serving) => new Served(serving, "Shop", serving.store.shop),
  ordersCount: (serving, args) => exactCount(orderItems(serving, args, "QueryRoot.ordersCount").length, args.limit),
  productsCount: (serving, args) =>
    exactCount(productItems(serving, args, "QueryRoot.productsCount").length, args.limit),
  customersCount: (serving, args) =>
    exactCount(customerItems(serving, args, "QueryRoot.customersCount").length, args.limit),
  productVariantsCount: (serving, args) =>
    exactCount(variantItems(serving, args, "QueryRoot.productVariantsCount").length, args.limit),
  currentAppInstallation: (serving) =>
    new Served(serving, "AppInstallation", {
      id: "gid://shopify/AppInstallation/1",
      accessScopes: serving.store.shop.grantedScopes.map((handle) => ({
        handle,
        description: handle.replaceAll("_", " "),
      })),
      activeSubscriptions: [],
    }),
};

const idListLimit = 250;

function nodesById(serving: Serving, ids: unknown): (Served | null)[] {
  if (!Array.isArray(ids)) return [];
  if (ids.length > idListLimit) {
    throw new GraphQLError(
      `The input array size of ${ids.length} is greater than the maximum allowed of ${idListLimit}.`,
      {
        extensions: { code: "MAX_INPUT_SIZE_EXCEEDED" },
      },
    );
  }
  return ids.map((id) => nodeById(serving, id, null));
}

/** The node of a gid, null when there is none; `expected` is the type the field answers with. */
function nodeById(serving: Serving, id: unknown, expected: string | null): Served | null {
  const type = /^gid:\/\/shopify\/(\w+)\/[^/]+$/.exec(String(id))?.[1];
  if (type === undefined) {
    throw new GraphQLError(`Invalid global id '${id}'`, { extensions: { code: "argumentLiteralsIncompatible" } });
  }
  if (expected !== null && type !== expected) return null;
  const find = findNode[type];
  if (!find) throw new GraphQLError(`the dev store cannot look up a ${type} by its id (${id})`);
  return find(serving, String(id));
}
