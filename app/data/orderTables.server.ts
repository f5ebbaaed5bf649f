import { stagingTable } from "./staging.server";

/** What a reading of orders is copied into before it is merged (orderWriter.server.ts). */
export const STAGED_ORDERS = stagingTable("staged_orders", {
  orderId: "id",
  name: "text",
  createdAt: "instant",
  processedAt: "instant",
  updatedAt: "instant",
  cancelledAt: "instant?",
  test: "boolean",
  edited: "boolean",
  currency: "text",
  presentmentCurrency: "text?",
  customerId: "id?",
  financialStatus: "text?",
  fulfillmentStatus: "text?",
  returnStatus: "text?",
  sourceName: "text?",
  appName: "text?",
  channel: "text?",
  tags: "texts",
  discountCodes: "texts",
  gateways: "texts",
  shippingCountry: "text?",
  shippingProvince: "text?",
  billingCountry: "text?",
  journeyReady: "boolean?",
  daysToConversion: "integer?",
  firstSource: "text?",
  firstMedium: "text?",
  firstCampaign: "text?",
  firstLandingPage: "text?",
  lastSource: "text?",
  lastMedium: "text?",
  lastCampaign: "text?",
  currentTotal: "minor?",
  totalRefunded: "minor?",
});

export const STAGED_LINE_ITEMS = stagingTable("staged_line_items", {
  orderId: "id",
  lineItemId: "id",
  title: "text",
  variantTitle: "text?",
  sku: "text?",
  vendor: "text?",
  productId: "id?",
  variantId: "id?",
  quantity: "integer",
  currentQuantity: "integer",
  isGiftCard: "boolean",
  requiresShipping: "boolean",
  unitPrice: "minor",
  discount: "minor",
  sellingPlanId: "id?",
  sellingPlanName: "text?",
});

export const STAGED_TRANSACTIONS = stagingTable("staged_transactions", {
  orderId: "id",
  transactionId: "id",
  kind: "text",
  status: "text",
  test: "boolean",
  gateway: "text?",
  processedAt: "instant",
  amount: "minor",
  fee: "minor?",
  feeSource: "text?",
  feeCurrency: "text?",
});

export const STAGED_REFUNDS = stagingTable("staged_refunds", {
  orderId: "id",
  refundId: "id",
  processedAt: "instant",
  totalRefunded: "minor",
});

/** Refunds whose lines were read to the end. */
export const STAGED_REFUND_DETAILS = stagingTable("staged_refund_details", { refundId: "id" });

export const STAGED_REFUND_LINES = stagingTable("staged_refund_lines", {
  refundId: "id",
  refundLineItemId: "id",
  lineItemId: "id",
  quantity: "integer",
  restocked: "boolean",
  restockType: "text?",
});

/** The version of an order whose ledger was read; agreements and sales follow. */
export const STAGED_LEDGERS = stagingTable("staged_ledgers", { orderId: "id", updatedAt: "instant" });

export const STAGED_AGREEMENTS = stagingTable("staged_agreements", {
  orderId: "id",
  agreementId: "text",
  reason: "text",
  happenedAt: "instant",
  refundId: "id?",
});

export const STAGED_SALES = stagingTable("staged_sales", {
  agreementId: "text",
  saleId: "text",
  actionType: "text",
  lineType: "text",
  lineItemId: "id?",
  quantity: "integer?",
  net: "minor",
  discount: "minor",
  tax: "minor",
});

export const ORDER_STAGING = [
  STAGED_ORDERS,
  STAGED_LINE_ITEMS,
  STAGED_TRANSACTIONS,
  STAGED_REFUNDS,
  STAGED_REFUND_DETAILS,
  STAGED_REFUND_LINES,
  STAGED_LEDGERS,
  STAGED_AGREEMENTS,
  STAGED_SALES,
] as const;
