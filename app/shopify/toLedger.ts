import { minor } from "~/analytics/money";
import { type ReadAmount, shopMoney } from "./amount";
import { idAmong, instant, integerOrNull, type Node, reference, string } from "./shape";

/** The version of an order whose ledger follows. */
export function toLedger(node: Node, orderId: string) {
  return { orderId, updatedAt: instant(node, "updatedAt") };
}

/** The id of an agreement, whose gid may carry the name of any of the agreement types. */
export const agreementId = (gid: string): string => idAmong(gid, "SalesAgreement");

/** One dated change of an order: placement, edit, refund, return. */
export function toAgreement(node: Node, orderId: string) {
  return {
    orderId,
    agreementId: agreementId(string(node, "id")),
    reason: string(node, "reason"),
    happenedAt: instant(node, "happenedAt"),
    refundId: reference(node, "refund"),
  };
}

/** One signed line of the ledger: net is total − tax, discount before taxes. */
export function toSale(node: Node, agreementId: string, read: ReadAmount) {
  const tax = shopMoney(node, "totalTaxAmount", read);
  return {
    agreementId,
    saleId: idAmong(string(node, "id"), "Sale"),
    actionType: string(node, "actionType"),
    lineType: string(node, "lineType"),
    lineItemId: reference(node, "lineItem"),
    quantity: integerOrNull(node, "quantity"),
    net: minor(shopMoney(node, "totalAmount", read) - tax),
    discount: shopMoney(node, "totalDiscountAmountBeforeTaxes", read),
    tax,
  };
}
