import { exponentOf } from "~/analytics/currencies";
import {
  STAGED_AGREEMENTS,
  STAGED_LEDGERS,
  STAGED_LINE_ITEMS,
  STAGED_ORDERS,
  STAGED_REFUND_DETAILS,
  STAGED_REFUND_LINES,
  STAGED_REFUNDS,
  STAGED_SALES,
  STAGED_TRANSACTIONS,
} from "~/data/orderTables.server";
import type { ShopMoney } from "~/data/orderWriter.server";
import type { Staging } from "~/data/staging.server";
import { amountReader } from "~/shopify/amount";
import { id, type Node, objects } from "~/shopify/shape";
import { toAgreement, toLedger, toSale } from "~/shopify/toLedger";
import { toLineItem, toOrder, toRefund, toRefundLineItem, toTransaction } from "~/shopify/toOrder";

/** Puts what Shopify answers of orders into the staging tables, whichever way it was read. */
export interface OrderStage {
  /** An order with its lists of refunds and transactions. */
  order(node: Node): void;
  lineItem(node: Node, orderId: string): void;
  ledger(node: Node): void;
  agreement(node: Node, orderId: string): void;
  sale(node: Node, agreement: string): void;
  /** One page of a refund's lines; `place` is that of the first in the refund. */
  refundLines(refundId: string, nodes: readonly Node[], place: number): void;
  /** All lines of the refund were read. */
  refundRead(refundId: string): void;
  /** Orders whose refunds have lines to be read. */
  readonly refundedOrders: ReadonlySet<string>;
}

export function orderStage(staging: Staging, shop: ShopMoney): OrderStage {
  const read = amountReader(exponentOf(shop.currency));
  const refundedOrders = new Set<string>();
  return {
    refundedOrders,
    order: (node) => {
      const order = toOrder(node);
      staging.add(STAGED_ORDERS, order);
      // Of an order in another currency only the order itself is kept: its parts would be summed with the others.
      if (order.currency !== shop.currency) return;
      for (const refund of objects(node, "refunds")) {
        staging.add(STAGED_REFUNDS, toRefund(refund, order.orderId, read));
        refundedOrders.add(order.orderId);
      }
      for (const transaction of objects(node, "transactions")) {
        staging.add(STAGED_TRANSACTIONS, toTransaction(transaction, order.orderId, shop.currency, read));
      }
    },
    lineItem: (node, orderId) => staging.add(STAGED_LINE_ITEMS, toLineItem(node, orderId, read)),
    ledger: (node) => staging.add(STAGED_LEDGERS, toLedger(node, id(node))),
    agreement: (node, orderId) => staging.add(STAGED_AGREEMENTS, toAgreement(node, orderId)),
    sale: (node, agreement) => staging.add(STAGED_SALES, toSale(node, agreement, read)),
    refundLines: (refundId, nodes, place) => {
      for (const [index, node] of nodes.entries()) {
        staging.add(STAGED_REFUND_LINES, toRefundLineItem(node, refundId, place + index));
      }
    },
    refundRead: (refundId) => staging.add(STAGED_REFUND_DETAILS, { refundId }),
  };
}
