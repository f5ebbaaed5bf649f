import { mergeCustomers, STAGED_CUSTOMERS } from "~/data/customerWriter.server";
import { lockFacts, setUpBulk } from "~/data/facts.server";
import { deleteOrders, vanishedOrders } from "~/data/orderDeletion.server";
import { ORDER_STAGING } from "~/data/orderTables.server";
import { mergeOrders, refreshStatistics, type ShopMoney } from "~/data/orderWriter.server";
import { mergeProducts, PRODUCT_STAGING } from "~/data/productWriter.server";
import { mergeSellingPlans, SELLING_PLAN_STAGING } from "~/data/sellingPlanWriter.server";
import type { Shop } from "~/data/shops.server";
import { Staging } from "~/data/staging.server";
import { type FileName, type OpenWindow, windowDone } from "~/data/syncWindows.server";
import { type ShopClient, withShopClient } from "~/db.server";
import type { AdminClient } from "~/shopify/adminClient.server";
import { BulkFileError, type BulkOperation, pollBulk } from "~/shopify/bulk.server";
import { catalogueFiles, orderFiles, readFile } from "./readFile.server";
import { readRefundLines } from "./readRefunds.server";
import { orderStage } from "./stageOrders.server";

/** Another process merged the window, or a new run began: what was just merged is rolled back. */
class WindowTakenError extends Error {}

/**
 * Downloads the files of a ready window and merges them in one transaction together with the note that the window is done:
 * it is merged whole and once, whenever the process ends. Answers the number of root objects; null: another did it.
 * @throws BulkFileError, ShapeError, IntegrityError when a file cannot be trusted
 */
export async function importWindow(client: AdminClient, shop: Shop, window: OpenWindow): Promise<number | null> {
  // Asked anew: a file's address is good for some days only.
  const operations = new Map<FileName, BulkOperation>();
  for (const file of window.files) {
    const operation = file.operationId ? await pollBulk(client, file.operationId) : null;
    if (operation?.status !== "COMPLETED")
      throw new BulkFileError(`${file.file}: the operation is not completed any more`);
    operations.set(file.file as FileName, operation);
  }
  const observedAt = earliest(window).toISOString();
  try {
    const merged = await withShopClient(shop.shopId, async (connection) => {
      await setUpBulk(connection);
      await connection.query("SET LOCAL idle_in_transaction_session_timeout = 0");
      const merged =
        window.kind === "orders"
          ? await importOrders(connection, client, shop, window, operations, observedAt)
          : await importCatalogue(connection, shop, window, operations, observedAt);
      if (!(await windowDone(connection, window, merged, new Date()))) throw new WindowTakenError();
      return merged;
    });
    if (window.kind === "orders") await refreshStatistics(shop.shopId);
    return merged;
  } catch (error) {
    if (error instanceof WindowTakenError) return null;
    throw error;
  }
}

function earliest(window: OpenWindow): Date {
  return new Date(Math.min(...window.files.map((file) => file.askedAt.getTime())));
}

function operationOf(operations: ReadonlyMap<FileName, BulkOperation>, file: FileName): BulkOperation {
  const operation = operations.get(file);
  if (!operation) throw new BulkFileError(`${file}: expected an operation`);
  return operation;
}

async function importOrders(
  connection: ShopClient,
  client: AdminClient,
  shop: Shop,
  window: OpenWindow,
  operations: ReadonlyMap<FileName, BulkOperation>,
  observedAt: string,
): Promise<number> {
  const staging = await Staging.open(connection, ORDER_STAGING);
  const stage = orderStage(staging, shop);
  const handlers = orderFiles(stage);
  const roots = await readFile(operationOf(operations, "orders"), handlers.orders, staging);
  await readFile(operationOf(operations, "ledger"), handlers.ledger, staging);
  await readRefundLines(client, stage);
  await staging.close();
  // Where orders may be deleted too, no other stretch is written at once.
  if (isWhole(window, shop)) await lockFacts(connection, shop.shopId);
  await mergeOrders(connection, shop, observedAt, { isStretch: window.purpose === "backfill" });
  if (isWhole(window, shop)) {
    const vanished = await vanishedOrders(connection, shop.shopId, window.startsAt, window.endsAt, observedAt);
    if (vanished.length > 0) await deleteOrders(connection, shop.shopId, vanished, new Date());
  }
  return roots;
}

/**
 * Whether an order that the reading does not hold is gone: it was stored before, and without read_all_orders an old order is
 * hidden, not gone.
 */
function isWhole(window: OpenWindow, shop: Shop): boolean {
  const readBefore = window.purpose === "repair" || (window.purpose === "backfill" && window.run > 1);
  return readBefore && shop.grantedScopes.includes("read_all_orders");
}

async function importCatalogue(
  connection: ShopClient,
  shop: ShopMoney,
  window: OpenWindow,
  operations: ReadonlyMap<FileName, BulkOperation>,
  observedAt: string,
): Promise<number> {
  const staging = await Staging.open(connection, [STAGED_CUSTOMERS, ...PRODUCT_STAGING, ...SELLING_PLAN_STAGING]);
  const handlers = catalogueFiles(staging, shop);
  const read = async (file: keyof typeof handlers) => {
    const roots = await readFile(operationOf(operations, file), handlers[file], staging);
    await staging.close();
    return roots;
  };
  switch (window.kind) {
    case "customers": {
      const roots = await read("customers");
      await mergeCustomers(connection, shop.shopId, observedAt);
      return roots;
    }
    case "products": {
      const roots = await read("products");
      await mergeProducts(connection, shop, observedAt);
      return roots;
    }
    case "sellingPlans": {
      const roots = await read("sellingPlans");
      await mergeSellingPlans(connection, shop.shopId, observedAt);
      return roots;
    }
    default:
      throw new Error(`window ${window.windowId}: kind ${window.kind} is not known`);
  }
}
