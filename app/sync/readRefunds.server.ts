import type { AdminClient } from "~/shopify/adminClient.server";
import { id, isNode, type Node, object, objects, page, string } from "~/shopify/shape";
import type { OrderStage } from "./stageOrders.server";

const ORDERS_PER_CALL = 25;

/**
 * Reads which refunded units went back on the shelf, of the stage's refunded orders. Bulk operations refuse a connection
 * inside the list of refunds, so these few orders are asked for one page at a time.
 */
export async function readRefundLines(client: AdminClient, stage: OrderStage): Promise<void> {
  const ids = [...stage.refundedOrders].map((orderId) => `gid://shopify/Order/${orderId}`);
  for (let from = 0; from < ids.length; from += ORDERS_PER_CALL) {
    const { data } = await client.request("order_refunds", "OrderRefunds", {
      ids: ids.slice(from, from + ORDERS_PER_CALL),
    });
    if (!isNode(data)) continue;
    // An order deleted meanwhile comes as null; its refunds stay unknown.
    const orders = nullableNodes(data);
    for (const order of orders) {
      for (const refund of objects(order, "refunds")) await readRefund(client, stage, refund);
    }
  }
}

async function readRefund(client: AdminClient, stage: OrderStage, refund: Node): Promise<void> {
  const refundId = id(refund);
  const first = page(refund, "refundLineItems");
  stage.refundLines(refundId, first.nodes, 0);
  let read = first.nodes.length;
  let next = first.next;
  while (next !== null) {
    const { data } = await client.request("order_refunds", "RefundLines", { id: string(refund, "id"), after: next });
    if (!isNode(data) || data.node === null) return;
    const more = page(object(data, "node"), "refundLineItems");
    stage.refundLines(refundId, more.nodes, read);
    read += more.nodes.length;
    next = more.next;
  }
  stage.refundRead(refundId);
}

/** The objects of `nodes(ids:)` that exist. */
export function nullableNodes(data: Node): readonly Node[] {
  return Array.isArray(data.nodes) ? data.nodes.filter(isNode) : [];
}
