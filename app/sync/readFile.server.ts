import { exponentOf } from "~/analytics/currencies";
import { STAGED_CUSTOMERS } from "~/data/customerWriter.server";
import type { ShopMoney } from "~/data/orderWriter.server";
import { STAGED_COLLECTIONS, STAGED_PRODUCTS, STAGED_VARIANTS } from "~/data/productWriter.server";
import { STAGED_SELLING_PLAN_GROUPS, STAGED_SELLING_PLANS } from "~/data/sellingPlanWriter.server";
import type { Staging } from "~/data/staging.server";
import type { FileName } from "~/data/syncWindows.server";
import { amountReader } from "~/shopify/amount";
import { BulkFileError, type BulkOperation, bulkLines } from "~/shopify/bulk.server";
import { id, isNode, type Node, ShapeError, string, typeOfGid } from "~/shopify/shape";
import { toCustomer } from "~/shopify/toCustomer";
import { agreementId } from "~/shopify/toLedger";
import { toCollection, toProduct, toSellingPlan, toSellingPlanGroup, toVariant } from "~/shopify/toProduct";
import type { OrderStage } from "./stageOrders.server";

/** What happens with each line of a bulk file: root objects, and objects below a parent named by its gid. */
interface LineHandler {
  root(node: Node): void;
  child(node: Node, parent: string): void;
}

/** Handlers of the files of orders. */
export function orderFiles(stage: OrderStage): Readonly<Record<"orders" | "ledger", LineHandler>> {
  return {
    orders: {
      root: stage.order,
      child: (node, parent) => stage.lineItem(node, tailOf(node, parent, "Order")),
    },
    ledger: {
      root: stage.ledger,
      child: (node, parent) =>
        typeOfGid(parent) === "Order"
          ? stage.agreement(node, tailOf(node, parent, "Order"))
          : stage.sale(node, agreementId(parent)),
    },
  };
}

/** Handlers of the other files. */
export function catalogueFiles(
  staging: Staging,
  shop: ShopMoney,
): Readonly<Record<Exclude<FileName, "orders" | "ledger">, LineHandler>> {
  const read = amountReader(exponentOf(shop.currency));
  return {
    customers: {
      root: (node) => staging.add(STAGED_CUSTOMERS, toCustomer(node, shop.currency, read)),
      child: unexpectedChild,
    },
    products: {
      root: (node) => staging.add(STAGED_PRODUCTS, toProduct(node)),
      child: (node, parent) => {
        const productId = tailOf(node, parent, "Product");
        if (typeOfGid(string(node, "id")) === "Collection")
          staging.add(STAGED_COLLECTIONS, toCollection(node, productId));
        else staging.add(STAGED_VARIANTS, toVariant(node, productId, read));
      },
    },
    sellingPlans: {
      root: (node) => staging.add(STAGED_SELLING_PLAN_GROUPS, toSellingPlanGroup(node)),
      child: (node, parent) =>
        staging.add(STAGED_SELLING_PLANS, toSellingPlan(node, tailOf(node, parent, "SellingPlanGroup"))),
    },
  };
}

function unexpectedChild(node: Node): never {
  throw new ShapeError(node, "__parentId", "nothing: a root object");
}

function tailOf(node: Node, parent: string, type: string): string {
  if (typeOfGid(parent) !== type) throw new ShapeError(node, "__parentId", `the gid of a ${type}`);
  return id({ id: parent });
}

/**
 * Reads an operation's file into the staging tables and holds it against the counts Shopify gives for it: a file that lost
 * a line is never merged. Answers the number of root objects.
 * @throws BulkFileError, ShapeError
 */
export async function readFile(operation: BulkOperation, handler: LineHandler, staging: Staging): Promise<number> {
  let lines = 0;
  let roots = 0;
  if (operation.url !== null) {
    for await (const batch of bulkLines(operation.url)) {
      for (const line of batch) {
        const node = parseLine(line, lines + 1);
        lines += 1;
        const parent = node.__parentId;
        if (parent === undefined) {
          roots += 1;
          handler.root(node);
        } else {
          handler.child(node, string(node, "__parentId"));
        }
      }
      await staging.flushIfFull();
    }
  }
  if (lines !== operation.objectCount || roots !== operation.rootObjectCount) {
    const expected = `${operation.objectCount} objects, ${operation.rootObjectCount} of them roots`;
    throw new BulkFileError(`bulk file holds ${lines} objects, ${roots} of them roots: expected ${expected}`);
  }
  return roots;
}

function parseLine(line: string, number: number): Node {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    throw new BulkFileError(`bulk file, line ${number}: expected JSON`);
  }
  if (!isNode(value)) throw new BulkFileError(`bulk file, line ${number}: expected an object`);
  return value;
}
