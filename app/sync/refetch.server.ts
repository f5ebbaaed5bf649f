import { deleteCustomer, mergeCustomers, STAGED_CUSTOMERS } from "~/data/customerWriter.server";
import { deleteOrders } from "~/data/orderDeletion.server";
import { ORDER_STAGING } from "~/data/orderTables.server";
import { mergeOrders } from "~/data/orderWriter.server";
import { deleteProduct, mergeProducts, PRODUCT_STAGING } from "~/data/productWriter.server";
import type { Shop } from "~/data/shops.server";
import { rows } from "~/data/sql.server";
import { Staging } from "~/data/staging.server";
import { type ShopClient, withShopClient } from "~/db.server";
import type { AdminClient } from "~/shopify/adminClient.server";
import { id, isNode, type Node, object, objects, page, string } from "~/shopify/shape";
import { catalogueFiles } from "./readFile.server";
import { readOrdersById } from "./readOrders.server";
import { nullableNodes, readRefundLines } from "./readRefunds.server";
import { orderStage } from "./stageOrders.server";

const NODES_PER_CALL = 50;
const ORDERS_PER_MERGE = 50;

/** Numbers at the end of gids; what is no gid of a numbered object is left out. */
export const numbersOf = (gids: readonly string[]): bigint[] =>
  gids.flatMap((gid) => {
    const digits = /\/(\d{1,19})$/.exec(gid)?.[1];
    return digits ? [BigInt(digits)] : [];
  });

/**
 * Reads orders again and merges them. What Shopify does not show any more is deleted only where `mayDelete` says that it was
 * told to be: without read_all_orders an old order is hidden, not gone. Answers how many orders Shopify showed.
 */
export async function refetchOrders(
  client: AdminClient,
  shop: Shop,
  gids: readonly string[],
  mayDelete: boolean,
): Promise<number> {
  let found = 0;
  for (let from = 0; from < gids.length; from += ORDERS_PER_MERGE) {
    const some = await refetchSome(client, shop, gids.slice(from, from + ORDERS_PER_MERGE), mayDelete);
    found += some.found;
    await refetchCustomers(client, shop, some.customers, false);
  }
  return found;
}

/** What a reading found, and whose orders they are: a customer's counts change with their orders, their time need not. */
interface Refetched {
  readonly found: number;
  readonly customers: readonly string[];
}

async function refetchSome(
  client: AdminClient,
  shop: Shop,
  gids: readonly string[],
  mayDelete: boolean,
): Promise<Refetched> {
  const observedAt = new Date().toISOString();
  return withShopClient(shop.shopId, async (connection) => {
    await connection.query("SET LOCAL idle_in_transaction_session_timeout = 0");
    const staging = await Staging.open(connection, ORDER_STAGING);
    const stage = orderStage(staging, shop);
    const found = await readOrdersById(client, gids, stage);
    await readRefundLines(client, stage);
    await staging.close();
    await mergeOrders(connection, shop, observedAt);
    const customers = await appliedCustomers(connection);
    const gone = numbersOf(gids).filter((orderId) => !found.has(String(orderId)));
    if (mayDelete && gone.length > 0) {
      await deleteOrders(connection, shop.shopId, gone, new Date());
      customers.push(...(await appliedCustomers(connection)));
    }
    return { found: found.size, customers: [...new Set(customers)] };
  });
}

/** Gids of the customers that the last change of orders concerned; those who were forgotten have none. */
async function appliedCustomers(connection: ShopClient): Promise<string[]> {
  const found = await rows<{ id: string }>(
    connection,
    "SELECT customer_id::text AS id FROM applied_customers WHERE customer_id > 0",
    {},
  );
  return found.map((customer) => `gid://shopify/Customer/${customer.id}`);
}

/** Reads customers again; one that Shopify does not show any more is deleted where `mayDelete` says so. */
export async function refetchCustomers(
  client: AdminClient,
  shop: Shop,
  gids: readonly string[],
  mayDelete: boolean,
): Promise<void> {
  for (let from = 0; from < gids.length; from += NODES_PER_CALL) {
    const seenAt = new Date().toISOString();
    const some = gids.slice(from, from + NODES_PER_CALL);
    const { data } = await client.request("catalogue_by_id", "CustomersById", { ids: some });
    const nodes = isNode(data) ? nullableNodes(data) : [];
    await withShopClient(shop.shopId, async (connection) => {
      const staging = await Staging.open(connection, [STAGED_CUSTOMERS]);
      const { customers } = catalogueFiles(staging, shop);
      for (const node of nodes) customers.root(node);
      await staging.close();
      await mergeCustomers(connection, shop.shopId, seenAt);
      if (mayDelete) await deleteMissing(connection, shop.shopId, some, nodes, deleteCustomer);
    });
  }
}

/** Reads products with all variants and collections again; one that is gone is deleted where `mayDelete` says so. */
export async function refetchProducts(
  client: AdminClient,
  shop: Shop,
  gids: readonly string[],
  mayDelete: boolean,
): Promise<void> {
  for (let from = 0; from < gids.length; from += NODES_PER_CALL) {
    const seenAt = new Date().toISOString();
    const some = gids.slice(from, from + NODES_PER_CALL);
    const { data } = await client.request("catalogue_by_id", "ProductsById", { ids: some });
    const nodes = isNode(data) ? nullableNodes(data) : [];
    const parts = await Promise.all(nodes.map((node) => partsOf(client, node)));
    await withShopClient(shop.shopId, async (connection) => {
      const staging = await Staging.open(connection, PRODUCT_STAGING);
      const { products } = catalogueFiles(staging, shop);
      for (const [index, node] of nodes.entries()) {
        products.root(node);
        for (const part of parts[index] ?? []) products.child(part, string(node, "id"));
      }
      await staging.close();
      await mergeProducts(connection, shop, seenAt);
      if (mayDelete) await deleteMissing(connection, shop.shopId, some, nodes, deleteProduct);
    });
  }
}

async function partsOf(client: AdminClient, product: Node): Promise<Node[]> {
  const variants = await allPages(client, product, "variants", "ProductVariants");
  return [...variants, ...(await allPages(client, product, "collections", "ProductCollections"))];
}

async function allPages(client: AdminClient, product: Node, field: string, operation: string): Promise<Node[]> {
  let part = page(product, field);
  const nodes = [...part.nodes];
  while (part.next !== null) {
    const { data } = await client.request("catalogue_by_id", operation, {
      id: string(product, "id"),
      after: part.next,
    });
    if (!isNode(data) || data.product === null) return nodes;
    part = page(object(data, "product"), field);
    nodes.push(...part.nodes);
  }
  return nodes;
}

/** Products whose inventory items changed: a unit cost is the item's. */
export async function productsOfInventoryItems(client: AdminClient, gids: readonly string[]): Promise<string[]> {
  const products = new Set<string>();
  for (let from = 0; from < gids.length; from += NODES_PER_CALL) {
    const { data } = await client.request("catalogue_by_id", "InventoryProducts", {
      ids: gids.slice(from, from + NODES_PER_CALL),
    });
    for (const item of isNode(data) ? nullableNodes(data) : []) {
      for (const variant of objects(object(item, "variants"), "nodes")) {
        products.add(string(object(variant, "product"), "id"));
      }
    }
  }
  return [...products];
}

async function deleteMissing(
  connection: ShopClient,
  shopId: bigint,
  gids: readonly string[],
  nodes: readonly Node[],
  remove: (connection: ShopClient, shopId: bigint, number: bigint, at: Date) => Promise<boolean>,
): Promise<void> {
  const found = new Set(nodes.map((node) => id(node)));
  for (const number of numbersOf(gids).filter((one) => !found.has(String(one)))) {
    await remove(connection, shopId, number, new Date());
  }
}
