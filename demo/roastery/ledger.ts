import { decimal } from "../money";
import { type AgreementNode, gid, type SaleNode } from "../shapes";
import { lineTotal, placedLines } from "./economics";
import type { Line, Order } from "./model";
import { instant, type Numbers, type Shop } from "./numbers";

const TYPES = {
  goods: { __typename: "ProductSale", lineType: "PRODUCT" },
  giftCard: { __typename: "GiftCardSale", lineType: "GIFT_CARD" },
  tip: { __typename: "TipSale", lineType: "TIP" },
} as const;

/** The ledger of an edited order, written out: what was placed, and what the edit added or took out. */
export function agreementsOf(order: Order, numbers: Numbers, shop: Shop): AgreementNode[] {
  if (order.edit === null) return [];
  const { line, kind } = order.edit;
  const placed = placedLines(order).map((own, index) => saleOf(own, "ORDER", numbers, index));
  if (order.isShipped) placed.push(shippingSale(order, numbers));
  return [
    {
      __typename: "OrderAgreement",
      id: gid("SalesAgreement", numbers.transaction(0)),
      happenedAt: instant(order, shop),
      reason: "ORDER",
      sales: placed,
    },
    {
      __typename: "OrderEditAgreement",
      id: gid("SalesAgreement", numbers.transaction(1)),
      happenedAt: instant(order.edit, shop),
      reason: "ORDER_EDIT",
      sales: [saleOf(line, kind === "added" ? "ORDER" : "RETURN", numbers, 9)],
    },
  ];
}

function saleOf(line: Line, actionType: "ORDER" | "RETURN", numbers: Numbers, index: number): SaleNode {
  const signed = (amount: number) => decimal(actionType === "ORDER" || amount === 0 ? amount : -amount);
  return {
    ...TYPES[line.kind],
    id: gid("Sale", numbers.transaction(0) * 10 + index),
    actionType,
    quantity: actionType === "ORDER" ? line.quantity : -line.quantity,
    totalAmount: signed(lineTotal(line)),
    totalTaxAmount: signed(line.tax),
    totalDiscountAmountBeforeTaxes: signed(line.discount),
    totalDiscountAmountAfterTaxes: signed(line.discount + taxOnDiscount(line)),
    lineItem: { id: numbers.line(line) },
  };
}

/** The tax that was not charged because of the discount: its share at the line's own rate. */
function taxOnDiscount(line: Line): number {
  const net = line.unitPrice * line.quantity - line.discount;
  return net === 0 ? 0 : Math.round((line.tax * line.discount) / net);
}

function shippingSale(order: Order, numbers: Numbers): SaleNode {
  return {
    __typename: "ShippingLineSale",
    id: gid("Sale", numbers.transaction(0) * 10 + 8),
    actionType: "ORDER",
    lineType: "SHIPPING",
    quantity: null,
    totalAmount: decimal(order.shipping),
    totalTaxAmount: "0.00",
    totalDiscountAmountBeforeTaxes: "0.00",
    totalDiscountAmountAfterTaxes: "0.00",
  };
}
