import { CUSTOMER_ID, countryOf, type History } from "./history";
import { amount, gid, instant, reference, text } from "./text";
import { COUNTRIES, CUSTOMER_TAGS, HISTORY_ENDS, type Product } from "./trade";

const GROUPS = ["CHAMPIONS", "LOYAL", "ACTIVE", "NEW", "PROMISING", "AT_RISK", "DORMANT", "NEEDS_ATTENTION"];
const ENDS = Date.parse(HISTORY_ENDS) / 1000;

/** A customer's line, as queries/bulk_customers.graphql asks for it. */
export function customerLine(history: History, customer: number): string {
  const orders = history.customerOrders[customer] ?? 0;
  const country = COUNTRIES[countryOf(customer)] ?? "US";
  const tags = customer % 8 === 0 ? text(CUSTOMER_TAGS[(customer / 8) % CUSTOMER_TAGS.length] ?? null) : "";
  const seen = instant(ENDS - (customer % 90) * 3_600);
  return (
    `{"id":${gid("Customer", CUSTOMER_ID + customer)},"createdAt":"2022-01-05T10:00:00Z","updatedAt":${seen},` +
    `"state":"ENABLED","tags":[${tags}],"locale":"en","productSubscriberStatus":"NEVER_SUBSCRIBED","numberOfOrders":"${orders}",` +
    `"amountSpent":{"amount":"${amount(history.customerSpent[customer] ?? 0)}","currencyCode":"USD"},` +
    `"productSubscriberStatus":"NEVER_SUBSCRIBED","statistics":{"predictedSpendTier":"MEDIUM","rfmGroup":${text(GROUPS[customer % GROUPS.length] ?? null)}},` +
    `"defaultAddress":{"countryCodeV2":"${country}","provinceCode":null,"city":"Town ${customer % 500}"},` +
    `"defaultEmailAddress":{"marketingState":"${customer % 3 === 0 ? "SUBSCRIBED" : "NOT_SUBSCRIBED"}"}}\n`
  );
}

/** A product's line and below it its variants and its collection, as queries/bulk_products.graphql asks for them. */
export function productLines(product: Product): string {
  const parent = gid("Product", product.id);
  const collection = 8_000_000_000 + (product.id % 20);
  const root =
    `{"id":${parent},"title":"${product.title}","handle":"product-${product.id}","status":"ACTIVE","vendor":"${product.vendor}",` +
    `"productType":"${product.kind}","tags":[],"isGiftCard":false,"createdAt":"2022-01-01T00:00:00Z",` +
    `"updatedAt":"2026-01-01T00:00:00Z"}\n`;
  const variants = product.variants.map(({ id, title, sku, price, cost }) => {
    const unitCost = cost === null ? "null" : `{"amount":"${amount(cost)}","currencyCode":"USD"}`;
    return (
      `{"id":${gid("ProductVariant", id)},"title":"${title}","sku":"${sku}","price":"${amount(price)}","compareAtPrice":null,` +
      `"inventoryItem":{"id":${gid("InventoryItem", id + 1)},"unitCost":${unitCost}},"__parentId":${parent}}\n`
    );
  });
  return `${root}${variants.join("")}{"id":${gid("Collection", collection)},"title":"Collection ${collection % 20}","__parentId":${parent}}\n`;
}

/** A refund as queries/order_refunds.graphql asks for it. */
export function refundAnswer(refundId: number, lineId: number, quantity: number, restocked: boolean): string {
  return (
    `{"id":${gid("Refund", refundId)},"refundLineItems":{"pageInfo":{"hasNextPage":false,"endCursor":null},"nodes":[` +
    `{"id":${gid("RefundLineItem", refundId)},"quantity":${quantity},"restocked":${restocked},` +
    `"restockType":"${restocked ? "RETURN" : "NO_RESTOCK"}","lineItem":${reference("LineItem", lineId)}}]}}`
  );
}
