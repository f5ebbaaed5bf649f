import { CUSTOMER_ID, type MadeLine, type MadeOrder, type MadeReturn, netOf, ORDER_ID } from "./history";
import { amount, bag, gid, instant, reference, text } from "./text";
import { CHANNELS, ORDER_TAGS, PROVINCES, VISITS } from "./trade";

// The lines of the two bulk files of orders, exactly as queries/bulk_orders.graphql and queries/bulk_order_ledger.graphql ask
// for them. They are put together as text: JSON.stringify would take longer than everything that is measured.

/** The order's line of the file of orders and below it those of its line items. */
export function orderLines(order: MadeOrder): string {
  const parent = gid("Order", order.id);
  let lines = `${orderLine(order)}\n`;
  for (const line of order.lines) {
    const back = order.returned?.line === line ? order.returned.quantity : 0;
    lines += `${itemLine(line, line.quantity - back, parent)}\n`;
  }
  return lines;
}

function orderLine(order: MadeOrder): string {
  const { returned } = order;
  const [source, app, channel] = CHANNELS[order.channel] ?? ["web", "Online Store", "Online Store"];
  const refunded = returned ? returned.net + returned.tax : 0;
  const created = instant(order.createdAt);
  const province = order.country === "US" ? (PROVINCES[order.index % PROVINCES.length] ?? null) : null;
  const tag = order.index % 9 === 0 ? text(ORDER_TAGS[order.index % ORDER_TAGS.length] ?? null) : "";
  return (
    `{"id":${gid("Order", order.id)},"name":"#${1001 + order.index}","createdAt":${created},"processedAt":${created},` +
    `"updatedAt":${instant(order.updatedAt)},"cancelledAt":null,"test":false,"edited":false,"sourceName":"${source}",` +
    `"tags":[${tag}],"discountCodes":[${order.code ? text(order.code) : ""}],"currencyCode":"USD",` +
    `"presentmentCurrencyCode":"USD","displayFinancialStatus":"${returned ? "PARTIALLY_REFUNDED" : "PAID"}",` +
    `"displayFulfillmentStatus":"FULFILLED","returnStatus":"${returned ? "RETURNED" : "NO_RETURN"}",` +
    `"paymentGatewayNames":["${order.gateway}"],"app":{"name":"${app}"},"attribution":{"displayName":"${channel}"},` +
    `"customer":${order.customer === null ? "null" : reference("Customer", CUSTOMER_ID + order.customer)},` +
    `"shippingAddress":{"countryCodeV2":"${order.country}","provinceCode":${text(province)}},` +
    `"billingAddress":{"countryCodeV2":"${order.country}"},"currentTotalPriceSet":${bag(order.total - refunded)},` +
    `"totalRefundedSet":${bag(refunded)},"customerJourneySummary":${journey(order)},` +
    `"refunds":[${returned ? refund(returned) : ""}],"transactions":[${transactions(order)}]}`
  );
}

function journey(order: MadeOrder): string {
  return (
    `{"ready":true,"daysToConversion":${order.index % 11},"firstVisit":${visit(order.firstVisit)},` +
    `"lastVisit":${visit(order.lastVisit)}}`
  );
}

function visit(number: number): string {
  const [source, medium, campaign] = VISITS[number] ?? ["direct", null, null];
  const utm = medium === null ? "null" : `{"source":"${source}","medium":${text(medium)},"campaign":${text(campaign)}}`;
  return `{"source":"${source}","landingPage":"https://bench.example/products/mug-${number}?from=${source}","utmParameters":${utm}}`;
}

function refund({ refundId, at, net, tax }: MadeReturn): string {
  return (
    `{"id":${gid("Refund", refundId)},"createdAt":${instant(at)},"processedAt":${instant(at)},` +
    `"totalRefundedSet":${bag(net + tax)}}`
  );
}

function transactions(order: MadeOrder): string {
  const paid = transaction(order, 0, "SALE", order.createdAt, order.total);
  if (!order.returned) return paid;
  const { at, net, tax } = order.returned;
  return `${paid},${transaction(order, 1, "REFUND", at, net + tax)}`;
}

function transaction(order: MadeOrder, number: number, kind: string, at: number, paid: number): string {
  const fee = Math.floor(paid / 34) + 30;
  const told = order.gateway === "shopify_payments" && kind === "SALE";
  const fees = told ? `{"amount":{"amount":"${amount(fee)}","currencyCode":"USD"}}` : "";
  return (
    `{"id":${gid("OrderTransaction", ORDER_ID * 2 + order.index * 2 + number)},"kind":"${kind}","status":"SUCCESS",` +
    `"test":false,"gateway":"${order.gateway}","processedAt":${instant(at)},"createdAt":${instant(at)},` +
    `"amountSet":${bag(paid)},"fees":[${fees}]}`
  );
}

function itemLine({ id, product, variant, quantity, discount }: MadeLine, kept: number, parent: string): string {
  const allocations = discount > 0 ? `{"allocatedAmountSet":${bag(discount)}}` : "";
  return (
    `{"id":${gid("LineItem", id)},"title":"${product.title}","variantTitle":"${variant.title}","sku":"${variant.sku}",` +
    `"vendor":"${product.vendor}","quantity":${quantity},"currentQuantity":${kept},"isGiftCard":false,` +
    `"requiresShipping":true,"product":${reference("Product", product.id)},` +
    `"variant":${reference("ProductVariant", variant.id)},"sellingPlan":null,"originalUnitPriceSet":${bag(variant.price)},` +
    `"discountAllocations":[${allocations}],"__parentId":${parent}}`
  );
}

/** The order's line of the ledger file and below it its agreements with their sales. */
export function ledgerLines(order: MadeOrder): string {
  const { id, returned } = order;
  const parent = gid("Order", id);
  const placed = gid("SalesAgreement", id * 10 + 1);
  let lines = `{"id":${parent},"updatedAt":${instant(order.updatedAt)}}\n`;
  lines += `{"id":${placed},"happenedAt":${instant(order.createdAt)},"reason":"ORDER","__parentId":${parent}}\n`;
  let number = id * 100;
  for (const line of order.lines) {
    const item = `,"lineItem":${reference("LineItem", line.id)}`;
    number += 1;
    lines += sale(number, "ORDER", "PRODUCT", line.quantity, netOf(line), line.discount, line.tax, item, placed);
  }
  if (order.shipping > 0) {
    lines += sale(number + 1, "ORDER", "SHIPPING", null, order.shipping, 0, order.shippingTax, "", placed);
  }
  return returned ? lines + returnLines(order, returned, parent) : lines;
}

function returnLines({ id }: MadeOrder, returned: MadeReturn, parent: string): string {
  const { refundId, at, line, quantity, net, tax, discount } = returned;
  const agreement = gid("SalesAgreement", id * 10 + 2);
  const item = `,"lineItem":${reference("LineItem", line.id)}`;
  return (
    `{"id":${agreement},"happenedAt":${instant(at)},"reason":"REFUND","refund":${reference("Refund", refundId)},` +
    `"__parentId":${parent}}\n` +
    sale(id * 100 + 50, "RETURN", "PRODUCT", -quantity, -net, -discount, -tax, item, agreement)
  );
}

function sale(
  number: number,
  action: string,
  type: string,
  quantity: number | null,
  net: number,
  discount: number,
  tax: number,
  item: string,
  parent: string,
): string {
  return (
    `{"id":${gid("Sale", number)},"actionType":"${action}","lineType":"${type}","quantity":${quantity},` +
    `"totalAmount":${bag(net + tax)},"totalDiscountAmountBeforeTaxes":${bag(discount)},"totalTaxAmount":${bag(tax)}` +
    `${item},"__parentId":${parent}}\n`
  );
}
