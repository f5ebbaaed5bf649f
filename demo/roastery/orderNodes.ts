import { decimal, type Pence } from "../money";
import { payment, repayment } from "../payments";
import {
  type DiscountAllocation,
  gid,
  type LineNode,
  type OrderNode,
  type RefundNode,
  reference,
  type ShippingLineNode,
  type TaxLine,
  type TransactionNode,
} from "../shapes";
import { journeyOf } from "../visits";
import { refundTotal } from "./afterwards";
import { FEE_RULE, lineTotal, orderTotal, refundedTotal } from "./economics";
import { agreementsOf } from "./ledger";
import type { Line, Order, Refund } from "./model";
import { instant, type Numbers, numbersOf, type Shop } from "./numbers";
import { PLANS } from "./parameters";

const HOST = "roastery.example";
const CURRENCY = "USD";

/** An order in the Admin API's shape. `index`: its place in time among all orders, from 0. */
export function orderNode(order: Order, index: number, orderIndex: number | null, shop: Shop): OrderNode {
  const numbers = numbersOf(order, index);
  const at = instant(order, shop);
  const transactions = transactionsOf(order, numbers, shop);
  return {
    id: gid("Order", numbers.order),
    name: `#${1001 + index}`,
    createdAt: at,
    processedAt: at,
    ...(order.cancelled === null
      ? {}
      : { cancelledAt: instant(order.cancelled, shop), cancelReason: order.cancelled.reason }),
    ...(order.payment === "test" ? { test: true as const } : {}),
    ...(order.edit === null ? {} : { edited: true as const }),
    sourceName: order.source,
    ...tagsOf(order),
    ...(order.code === null ? {} : { discountCodes: [order.code.code] }),
    displayFinancialStatus: financialStatus(order),
    customer: order.customer === null ? null : reference("Customer", order.customer.number),
    shippingAddress: order.isShipped ? { countryCodeV2: "US", provinceCode: order.buyer.state.code } : null,
    ...(order.isShipped ? { shippingLine: shippingLine(order, numbers) } : {}),
    ...tipOf(order),
    lineItems: order.lines.map((line) => lineNode(order, line, numbers)),
    transactions,
    ...refundsOf(order, numbers, transactions, shop),
    ...(order.edit === null ? {} : { agreements: agreementsOf(order, numbers, shop) }),
    ...(order.route === null
      ? {}
      : { customerJourneySummary: journeyNode(order, order.route, orderIndex, numbers, shop) }),
  };
}

function tagsOf(order: Order): { tags?: readonly string[] } {
  if (order.source === "subscription_contract") return { tags: ["Subscription", "Subscription Recurring Order"] };
  return order.lines.some((line) => line.plan !== null) ? { tags: ["Subscription", "Subscription First Order"] } : {};
}

function tipOf(order: Order): { totalTipReceivedSet?: string } {
  const tip = order.lines.find((line) => line.kind === "tip");
  return tip === undefined ? {} : { totalTipReceivedSet: decimal(tip.unitPrice) };
}

function financialStatus(order: Order): OrderNode["displayFinancialStatus"] {
  if (order.payment === "pending") return "PENDING";
  const refunded = refundedTotal(order);
  if (refunded === 0) return "PAID";
  const added = order.edit?.kind === "added" ? lineTotal(order.edit.line) : 0;
  return refunded >= orderTotal(order) + added ? "REFUNDED" : "PARTIALLY_REFUNDED";
}

function lineNode(order: Order, line: Line, numbers: Numbers): LineNode {
  const { variant } = line;
  const isLinked = variant !== null && !variant.isDeleted;
  return {
    id: numbers.line(line),
    title: line.title,
    ...(variant === null || variant.title === "Default Title" ? {} : { variantTitle: variant.title }),
    quantity: line.quantity,
    originalUnitPriceSet: decimal(line.unitPrice),
    product: isLinked ? reference("Product", variant.productNumber) : null,
    variant: isLinked ? reference("ProductVariant", variant.number) : null,
    sku: variant?.sku ?? null,
    ...(line.kind === "giftCard" ? { isGiftCard: true as const } : {}),
    ...(line.kind === "goods" ? {} : { requiresShipping: false as const, taxable: false }),
    ...(line.plan === null ? {} : { sellingPlan: sellingPlanOf(line.plan) }),
    ...(line.discount === 0 ? {} : { discountAllocations: [allocation(order, line.discount)] }),
    ...(line.tax === 0 ? {} : { taxLines: [taxLine(order, line.tax)] }),
  };
}

function sellingPlanOf(plan: NonNullable<Line["plan"]>): NonNullable<LineNode["sellingPlan"]> {
  return { name: PLANS[plan].name, sellingPlanId: gid("SellingPlan", PLANS[plan].number) };
}

function allocation(order: Order, amount: Pence): DiscountAllocation {
  return {
    allocatedAmountSet: decimal(amount),
    discountApplication: {
      __typename: "DiscountCodeApplication",
      code: order.code?.code ?? "",
      index: 0,
      targetType: "LINE_ITEM",
      allocationMethod: "ACROSS",
      targetSelection: "ALL",
      value: { __typename: "PricingPercentageValue", percentage: order.code?.percent ?? 0 },
    },
  };
}

function taxLine(order: Order, amount: Pence): TaxLine {
  const { code, ratePer100k } = order.buyer.state;
  return { title: `${code} State Tax`, rate: ratePer100k / 100_000, priceSet: decimal(amount) };
}

function shippingLine(order: Order, numbers: Numbers): ShippingLineNode {
  const price = decimal(order.shipping);
  const title = order.shipping === 0 ? "Free shipping" : "Standard";
  return {
    id: gid("ShippingLine", numbers.order),
    title,
    code: title,
    originalPriceSet: price,
    discountedPriceSet: price,
  };
}

function transactionsOf(order: Order, numbers: Numbers, shop: Shop): TransactionNode[] {
  if (order.payment === "pending") return [];
  const at = instant(order, shop);
  const card = orderTotal(order) - order.giftCardPaid;
  const sales = card > 0 ? [cardPayment(numbers.transaction(0), card, at)] : [];
  if (order.payment === "test")
    return sales.map((sale) => ({ ...sale, test: true as const, gateway: "bogus", fees: [] }));
  if (order.giftCardPaid > 0) {
    sales.push({ ...cardPayment(numbers.transaction(1), order.giftCardPaid, at), gateway: "gift_card", fees: [] });
  }
  if (order.edit?.kind === "added") {
    const amount = lineTotal(order.edit.line);
    if (amount > 0) sales.push(cardPayment(numbers.transaction(2), amount, instant(order.edit, shop)));
  }
  return [...sales, ...repayments(order, card, numbers, shop)];
}

function cardPayment(number: number, amount: Pence, at: string): TransactionNode {
  return payment({ number, amount, at, currency: CURRENCY, rule: FEE_RULE });
}

/** Money back to the card as far as it paid, the rest to the gift card. */
function repayments(order: Order, card: Pence, numbers: Numbers, shop: Shop): TransactionNode[] {
  const when = order.refund ?? (order.edit?.kind === "removed" ? order.edit : null);
  const amount = refundedTotal(order);
  if (when === null || amount === 0) return [];
  const at = instant(when, shop);
  const toCard = Math.min(amount, card);
  const parts: TransactionNode[] = [];
  if (toCard > 0)
    parts.push(
      repayment({
        number: numbers.transaction(3),
        amount: toCard,
        at,
        sale: gid("OrderTransaction", numbers.transaction(0)),
      }),
    );
  if (amount > toCard) {
    const sale = gid("OrderTransaction", numbers.transaction(1));
    parts.push({
      ...repayment({ number: numbers.transaction(4), amount: amount - toCard, at, sale }),
      gateway: "gift_card",
    });
  }
  return parts;
}

function refundsOf(
  order: Order,
  numbers: Numbers,
  transactions: readonly TransactionNode[],
  shop: Shop,
): { refunds?: readonly RefundNode[] } {
  const paidBack = transactions.filter(({ kind }) => kind === "REFUND");
  if (order.refund !== null) return { refunds: [refundNode(order, order.refund, numbers, paidBack, shop)] };
  if (order.edit?.kind !== "removed") return {};
  const at = instant(order.edit, shop);
  return {
    refunds: [
      {
        id: numbers.refund,
        createdAt: at,
        processedAt: at,
        note: "Units taken out of the order",
        totalRefundedSet: decimal(refundedTotal(order)),
        refundLineItems: [],
        orderAdjustments: [],
        transactions: paidBack,
      },
    ],
  };
}

function refundNode(
  order: Order,
  refund: Refund,
  numbers: Numbers,
  transactions: readonly TransactionNode[],
  shop: Shop,
): RefundNode {
  const at = instant(refund, shop);
  return {
    id: numbers.refund,
    createdAt: at,
    processedAt: at,
    note: order.cancelled === null ? null : "Order cancelled",
    totalRefundedSet: decimal(refundTotal(refund)),
    refundLineItems: refund.lines.map(({ line, quantity, restock, subtotal, tax }, index) => ({
      id: gid("RefundLineItem", numbers.order * 10 + index),
      quantity,
      restockType: restock,
      restocked: restock !== "NO_RESTOCK",
      lineItem: { id: numbers.line(line) },
      priceSet: decimal(line.unitPrice),
      subtotalSet: decimal(subtotal),
      totalTaxSet: decimal(tax),
    })),
    ...(refund.shipping === 0 ? {} : { refundShippingLines: [refundShipping(order, refund, numbers)] }),
    orderAdjustments: refund.adjustment === 0 ? [] : [adjustment(refund, numbers)],
    transactions,
  };
}

function refundShipping(order: Order, refund: Refund, numbers: Numbers) {
  return {
    id: gid("RefundShippingLine", numbers.order),
    shippingLine: shippingLine(order, numbers),
    subtotalAmountSet: decimal(refund.shipping),
    taxAmountSet: "0.00",
  };
}

function adjustment(refund: Refund, numbers: Numbers) {
  return {
    id: gid("OrderAdjustment", numbers.order),
    reason: "REFUND_DISCREPANCY" as const,
    amountSet: decimal(refund.adjustment),
    taxAmountSet: "0.00",
  };
}

function journeyNode(
  order: Order,
  route: NonNullable<Order["route"]>,
  orderIndex: number | null,
  numbers: Numbers,
  shop: Shop,
) {
  return journeyOf({
    orderNumber: numbers.order,
    host: HOST,
    customerOrderIndex: orderIndex,
    days: route.days,
    first: {
      channel: route.first,
      at: instant({ day: order.day - route.days, minute: order.minute - route.minutes }, shop),
    },
    last: { channel: route.last, at: instant({ day: order.day, minute: order.minute - route.minutes }, shop) },
  });
}
