import type { AdminClient } from "~/shopify/adminClient.server";
import { boolean, id, isNode, type Node, object, objectOrNull, objects, page, string } from "~/shopify/shape";
import { agreementId } from "~/shopify/toLedger";
import { nullableNodes } from "./readRefunds.server";
import type { OrderStage } from "./stageOrders.server";

/** Orders asked for in one call; the cost does not grow with them, the answer does. */
export const ORDERS_PER_CALL = 10;

/** Reads orders by their gids, with all lines and the whole ledger, into the stage. Answers the ids that exist. */
export async function readOrdersById(
  client: AdminClient,
  gids: readonly string[],
  stage: OrderStage,
): Promise<Set<string>> {
  const found = new Set<string>();
  for (let from = 0; from < gids.length; from += ORDERS_PER_CALL) {
    const { data } = await client.request("orders_by_id", "OrdersById", {
      ids: gids.slice(from, from + ORDERS_PER_CALL),
    });
    if (!isNode(data)) continue;
    for (const order of nullableNodes(data)) {
      found.add(id(order));
      stage.order(order);
      await readLines(client, stage, order);
      await readLedger(client, stage, order);
    }
  }
  return found;
}

async function readLines(client: AdminClient, stage: OrderStage, order: Node): Promise<void> {
  let part = page(order, "lineItems");
  for (;;) {
    for (const node of part.nodes) stage.lineItem(node, id(order));
    if (part.next === null) return;
    part = page(await askOrder(client, "OrderLines", { id: string(order, "id"), after: part.next }), "lineItems");
  }
}

async function readLedger(client: AdminClient, stage: OrderStage, order: Node): Promise<void> {
  stage.ledger(order);
  const gid = string(order, "id");
  let connection = object(order, "agreements");
  let before: string | null = null;
  for (;;) {
    for (const edge of objects(connection, "edges")) {
      await readAgreement(client, stage, order, object(edge, "node"), before);
      before = string(edge, "cursor");
    }
    const info = object(connection, "pageInfo");
    if (!boolean(info, "hasNextPage")) return;
    const after = string(info, "endCursor");
    connection = object(await askOrder(client, "OrderAgreements", { id: gid, after }), "agreements");
  }
}

/** `before` is the cursor of the agreement ahead of this one: an agreement is no node that could be asked for by its id. */
async function readAgreement(
  client: AdminClient,
  stage: OrderStage,
  order: Node,
  agreement: Node,
  before: string | null,
) {
  stage.agreement(agreement, id(order));
  const key = agreementId(string(agreement, "id"));
  let part = page(agreement, "sales");
  for (;;) {
    for (const node of part.nodes) stage.sale(node, key);
    if (part.next === null) return;
    const more = await askOrder(client, "AgreementSales", { id: string(order, "id"), before, after: part.next });
    const [edge] = objects(object(more, "agreements"), "edges");
    const same = edge ? object(edge, "node") : null;
    if (same === null || string(same, "id") !== string(agreement, "id")) throw new OrderMovedError(string(order, "id"));
    part = page(same, "sales");
  }
}

/** An order that changed or vanished between two pages of it; it is read again from the start. */
export class OrderMovedError extends Error {
  override readonly name = "OrderMovedError";
  constructor(gid: string) {
    super(`${gid} changed while it was read`);
  }
}

async function askOrder(
  client: AdminClient,
  operation: string,
  variables: Readonly<Record<string, unknown>>,
): Promise<Node> {
  const { data } = await client.request("orders_by_id", operation, variables);
  const order = isNode(data) ? objectOrNull(data, "order") : null;
  if (order === null) throw new OrderMovedError(String(variables.id));
  return order;
}
