import { exponentOf, toDecimal } from "../money";
import type { Store } from "../store/store";
import type {
  Agreement,
  Change,
  RawCustomer,
  RawOrder,
  RawProduct,
  RawRefund,
  RawVariant,
  ShopSettings,
} from "../store/types";
import { field, listOf, numericId, protectedText, restAmount, restEnum, restTags, restTime, text } from "./shapes";

export type Payload = Readonly<Record<string, unknown>>;

/** One webhook that a change gives rise to. */
export interface Notice {
  readonly topic: string;
  readonly payload: Payload;
}

/**
 * Webhooks of one change of the store, REST-shaped as Shopify sends them: snake_case, numeric ids, times in the shop's
 * zone. An order with a new refund also reports the refund; a product whose cost changed, the inventory item.
 */
export function noticesOf(change: Change, store: Store): Notice[] {
  const main = { topic: change.topic, payload: payloadOf(change, store) };
  if (change.topic.endsWith("/delete")) return [main];
  if (change.topic.startsWith("orders/")) return [main, ...newRefunds(change, store)];
  if (change.topic.startsWith("products/")) return [main, ...newCosts(change, store)];
  return [main];
}

function payloadOf(change: Change, store: Store): Payload {
  const { topic, gid, node } = change;
  const { shop } = store;
  if (topic.endsWith("/delete")) return deletion(topic, gid);
  switch (topic.split("/")[0]) {
    case "orders": {
      const order = store.order(gid);
      return order ? orderPayload(order, store) : { id: numericId(gid), admin_graphql_api_id: gid };
    }
    case "customers":
      return customerPayload(store.customer(gid) ?? { ...node, createdAt: "", updatedAt: "" }, shop);
    case "products": {
      const product = store.product(gid);
      return product ? productPayload(product, shop) : { id: numericId(gid), admin_graphql_api_id: gid };
    }
    case "bulk_operations":
      return bulkPayload(change);
    case "app":
      return topic === "app/scopes_update" ? scopesPayload(change, store) : shopPayload(shop);
    case "shop":
      return shopPayload(shop);
    default:
      return { id: numericId(gid), admin_graphql_api_id: gid, updated_at: restTime(node.updatedAt, shop) };
  }
}

function deletion(topic: string, gid: string): Payload {
  const id = numericId(gid);
  return topic === "customers/delete" ? { id, phone: null, addresses: [], admin_graphql_api_id: gid } : { id };
}

/** Sum of everything that ever happened to an order, or of its placement alone; a REST decimal string. */
function total(
  agreements: readonly Agreement[],
  of: (sale: Agreement["sales"][number]) => number,
  currency: string,
): string {
  const minor = agreements.flatMap((agreement) => agreement.sales).reduce((sum, sale) => sum + of(sale), 0);
  const exponent = exponentOf(currency) ?? 2;
  const [whole = "0", fraction = ""] = toDecimal(minor, exponent).split(".");
  return exponent === 0 ? whole : `${whole}.${fraction.padEnd(exponent, "0")}`;
}

function orderPayload(order: RawOrder, store: Store): Payload {
  const { shop } = store;
  const currency = order.currencyCode ?? shop.currencyCode;
  const all = store.ledgerOf(order);
  const placed = all.filter((agreement) => agreement.reason === "ORDER");
  const sum = (of: readonly Agreement[], figure: "totalAmount" | "totalTaxAmount" | "totalDiscountAmountAfterTaxes") =>
    total(of, (sale) => sale[figure].shop, currency);
  return {
    id: numericId(order.id),
    admin_graphql_api_id: order.id,
    name: order.name,
    number: Number(/\d+/.exec(order.name)?.[0] ?? 0),
    created_at: restTime(order.createdAt, shop),
    processed_at: restTime(order.processedAt, shop),
    updated_at: restTime(order.updatedAt, shop),
    cancelled_at: restTime(order.cancelledAt, shop),
    cancel_reason: restEnum(order.cancelReason),
    closed_at: restTime(order.closedAt, shop),
    test: order.test ?? false,
    currency,
    presentment_currency: order.presentmentCurrencyCode ?? currency,
    taxes_included: order.taxesIncluded ?? shop.taxesIncluded,
    financial_status: restEnum(order.displayFinancialStatus),
    fulfillment_status: restEnum(order.displayFulfillmentStatus),
    source_name: order.sourceName ?? null,
    tags: restTags(order.tags),
    total_price: sum(placed, "totalAmount"),
    total_tax: sum(placed, "totalTaxAmount"),
    total_discounts: sum(placed, "totalDiscountAmountAfterTaxes"),
    current_total_price: sum(all, "totalAmount"),
    current_total_tax: sum(all, "totalTaxAmount"),
    current_total_discounts: sum(all, "totalDiscountAmountAfterTaxes"),
    email: protectedText(order.email, "email", shop),
    contact_email: protectedText(order.email, "email", shop),
    phone: protectedText(order.phone, "phone", shop),
    customer: order.customer ? { id: numericId(order.customer.id), admin_graphql_api_id: order.customer.id } : null,
    discount_codes: listOf(order.discountCodes).map((code) => ({ code })),
    payment_gateway_names: listOf(order.paymentGatewayNames),
    line_items: order.lineItems.map(linePayload),
    refunds: (order.refunds ?? []).map((refund) => refundPayload(refund, order, shop)),
  };
}

function linePayload(line: RawOrder["lineItems"][number]): Payload {
  return {
    id: numericId(line.id),
    admin_graphql_api_id: line.id,
    title: line.title,
    variant_title: text(line.variantTitle),
    sku: text(line.sku),
    vendor: text(line.vendor),
    quantity: line.quantity,
    current_quantity: typeof line.currentQuantity === "number" ? line.currentQuantity : line.quantity,
    price: restAmount(line.originalUnitPriceSet),
    gift_card: line.isGiftCard ?? false,
    product_id: numericId(line.product?.id),
    variant_id: numericId(line.variant?.id),
  };
}

function newRefunds(change: Change, store: Store): Notice[] {
  const order = store.order(change.gid);
  const known = new Set(listOf(field(change.before, "refunds")).map((refund) => field(refund, "id")));
  return (order?.refunds ?? [])
    .filter((refund) => !known.has(refund.id))
    .map((refund) => ({ topic: "refunds/create", payload: refundPayload(refund, order, store.shop) }));
}

function refundPayload(refund: RawRefund, order: RawOrder | null, shop: ShopSettings): Payload {
  return {
    id: numericId(refund.id),
    admin_graphql_api_id: refund.id,
    order_id: numericId(order?.id),
    created_at: restTime(refund.createdAt, shop),
    processed_at: restTime(refund.processedAt ?? refund.createdAt, shop),
    note: text(refund.note),
    refund_line_items: listOf(refund.refundLineItems).map((line) => ({
      id: numericId(field(line, "id")),
      line_item_id: numericId(field(field(line, "lineItem"), "id")),
      quantity: field(line, "quantity") ?? null,
      restock_type: restEnum(field(line, "restockType")),
      subtotal: restAmount(field(line, "subtotalSet")),
      total_tax: restAmount(field(line, "totalTaxSet")),
    })),
    transactions: listOf(refund.transactions).map((transaction) => ({
      id: numericId(field(transaction, "id")),
      kind: restEnum(field(transaction, "kind")),
      status: restEnum(field(transaction, "status")),
      gateway: text(field(transaction, "gateway")),
      amount: restAmount(field(transaction, "amountSet")),
    })),
  };
}

function customerPayload(customer: RawCustomer, shop: ShopSettings): Payload {
  return {
    id: numericId(customer.id),
    admin_graphql_api_id: customer.id,
    created_at: restTime(customer.createdAt || null, shop),
    updated_at: restTime(customer.updatedAt || null, shop),
    state: restEnum(customer.state),
    tags: restTags(customer.tags),
    note: text(customer.note),
    first_name: protectedText(customer.firstName, "name", shop),
    last_name: protectedText(customer.lastName, "name", shop),
    email: protectedText(field(customer.defaultEmailAddress, "emailAddress"), "email", shop),
    phone: protectedText(field(customer.defaultPhoneNumber, "phoneNumber"), "phone", shop),
    default_address: {
      country_code: text(field(customer.defaultAddress, "countryCodeV2")),
      province_code: text(field(customer.defaultAddress, "provinceCode")),
      address1: protectedText(field(customer.defaultAddress, "address1"), "address", shop),
      zip: protectedText(field(customer.defaultAddress, "zip"), "address", shop),
    },
  };
}

function productPayload(product: RawProduct, shop: ShopSettings): Payload {
  return {
    id: numericId(product.id),
    admin_graphql_api_id: product.id,
    title: product.title,
    vendor: text(product.vendor),
    product_type: text(product.productType),
    handle: text(product.handle),
    status: restEnum(product.status),
    tags: restTags(product.tags),
    created_at: restTime(product.createdAt, shop),
    updated_at: restTime(product.updatedAt, shop),
    variants: (product.variants ?? []).map((variant) => ({
      id: numericId(variant.id),
      admin_graphql_api_id: variant.id,
      product_id: numericId(product.id),
      title: variant.title ?? null,
      sku: variant.sku ?? null,
      price: restAmount(variant.price),
      compare_at_price: restAmount(variant.compareAtPrice),
      inventory_item_id: numericId(field(variant.inventoryItem, "id")),
    })),
  };
}

function newCosts(change: Change, store: Store): Notice[] {
  const product = store.product(change.gid);
  const before = new Map(
    listOf(field(change.before, "variants")).map((variant) => [field(variant, "id"), costOf(variant)]),
  );
  return (product?.variants ?? [])
    .filter((variant) => before.has(variant.id) && before.get(variant.id) !== costOf(variant))
    .map((variant) => ({ topic: "inventory_items/update", payload: inventoryPayload(variant, product, store.shop) }));
}

function costOf(variant: unknown): string | null {
  return restAmount(field(field(variant, "inventoryItem"), "unitCost"));
}

function inventoryPayload(variant: RawVariant, product: RawProduct | null, shop: ShopSettings): Payload {
  const gid = text(field(variant.inventoryItem, "id")) ?? variant.id.replace("ProductVariant", "InventoryItem");
  return {
    id: numericId(gid),
    admin_graphql_api_id: gid,
    sku: variant.sku ?? null,
    cost: costOf(variant),
    updated_at: restTime(product?.updatedAt, shop),
  };
}

function bulkPayload({ gid, node }: Change): Payload {
  return {
    admin_graphql_api_id: gid,
    type: restEnum(node.type) ?? "query",
    status: restEnum(node.status),
    error_code: restEnum(node.errorCode),
    created_at: text(node.createdAt),
    completed_at: text(node.completedAt),
  };
}

function scopesPayload(change: Change, store: Store): Payload {
  return {
    id: numericId(store.shop.id),
    previous: listOf(field(change.before, "grantedScopes")),
    current: store.shop.grantedScopes,
    updated_at: restTime(store.now().toISOString(), store.shop),
  };
}

/** The shop as REST shows it; also what app/uninstalled carries. */
export function shopPayload(shop: ShopSettings): Payload {
  return {
    id: numericId(shop.id),
    name: shop.name,
    email: shop.email,
    domain: shop.myshopifyDomain,
    myshopify_domain: shop.myshopifyDomain,
    currency: shop.currencyCode,
    iana_timezone: shop.ianaTimezone,
    taxes_included: shop.taxesIncluded,
    plan_name: text(field(shop.plan, "publicDisplayName"))?.toLowerCase() ?? null,
  };
}
