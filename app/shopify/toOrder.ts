import { exponentOf } from "~/analytics/currencies";
import { type Minor, sum } from "~/analytics/money";
import { amountReader, type ReadAmount, shopMoney } from "./amount";
import {
  boolean,
  id,
  instant,
  instantOrNull,
  integer,
  integerOrNull,
  type Node,
  object,
  objectOrNull,
  objects,
  reference,
  ShapeError,
  string,
  stringOrNull,
  strings,
} from "./shape";

/** An order's own facts. Its totals are in the order's currency, which may differ from the shop's. */
export function toOrder(node: Node) {
  const currency = string(node, "currencyCode");
  const read = amountReader(exponentOf(currency));
  const shipping = objectOrNull(node, "shippingAddress");
  const billing = objectOrNull(node, "billingAddress");
  const app = objectOrNull(node, "app");
  const attribution = objectOrNull(node, "attribution");
  return {
    orderId: id(node),
    name: string(node, "name"),
    createdAt: instant(node, "createdAt"),
    processedAt: instant(node, "processedAt"),
    updatedAt: instant(node, "updatedAt"),
    cancelledAt: instantOrNull(node, "cancelledAt"),
    test: boolean(node, "test"),
    edited: boolean(node, "edited"),
    currency,
    presentmentCurrency: stringOrNull(node, "presentmentCurrencyCode"),
    customerId: reference(node, "customer"),
    financialStatus: stringOrNull(node, "displayFinancialStatus"),
    fulfillmentStatus: stringOrNull(node, "displayFulfillmentStatus"),
    returnStatus: stringOrNull(node, "returnStatus"),
    sourceName: stringOrNull(node, "sourceName"),
    appName: app ? string(app, "name") : null,
    channel: attribution ? string(attribution, "displayName") : null,
    tags: strings(node, "tags"),
    discountCodes: strings(node, "discountCodes"),
    gateways: strings(node, "paymentGatewayNames"),
    shippingCountry: shipping ? stringOrNull(shipping, "countryCodeV2") : null,
    shippingProvince: shipping ? stringOrNull(shipping, "provinceCode") : null,
    billingCountry: billing ? stringOrNull(billing, "countryCodeV2") : null,
    ...toJourney(objectOrNull(node, "customerJourneySummary")),
    currentTotal: shopMoney(node, "currentTotalPriceSet", read),
    totalRefunded: shopMoney(node, "totalRefundedSet", read),
  };
}

function toJourney(journey: Node | null) {
  const first = journey ? objectOrNull(journey, "firstVisit") : null;
  const last = journey ? objectOrNull(journey, "lastVisit") : null;
  const firstVisit = toVisit(first);
  const lastVisit = toVisit(last);
  return {
    journeyReady: journey ? boolean(journey, "ready") : null,
    daysToConversion: journey ? integerOrNull(journey, "daysToConversion") : null,
    firstSource: firstVisit.source,
    firstMedium: firstVisit.medium,
    firstCampaign: firstVisit.campaign,
    firstLandingPage: first ? pathOf(stringOrNull(first, "landingPage")) : null,
    lastSource: lastVisit.source,
    lastMedium: lastVisit.medium,
    lastCampaign: lastVisit.campaign,
  };
}

/** Where a visit came from: what the link said (UTM), else what Shopify made of the referrer. */
function toVisit(visit: Node | null) {
  if (!visit) return { source: null, medium: null, campaign: null };
  const utm = objectOrNull(visit, "utmParameters");
  return {
    source: (utm ? stringOrNull(utm, "source") : null) ?? stringOrNull(visit, "source"),
    medium: utm ? stringOrNull(utm, "medium") : null,
    campaign: utm ? stringOrNull(utm, "campaign") : null,
  };
}

/** The path of a landing page alone: what follows "?" or "#" may name a person. */
function pathOf(url: string | null): string | null {
  if (url === null) return null;
  const path = url.replace(/^[a-z]+:\/\/[^/?#]*/i, "").replace(/[?#].*$/s, "");
  return path === "" ? "/" : path;
}

export function toLineItem(node: Node, orderId: string, read: ReadAmount) {
  const plan = objectOrNull(node, "sellingPlan");
  const discounts = objects(node, "discountAllocations");
  return {
    orderId,
    lineItemId: id(node),
    title: string(node, "title"),
    variantTitle: stringOrNull(node, "variantTitle"),
    sku: stringOrNull(node, "sku"),
    vendor: stringOrNull(node, "vendor"),
    productId: reference(node, "product"),
    variantId: reference(node, "variant"),
    quantity: integer(node, "quantity"),
    currentQuantity: integer(node, "currentQuantity"),
    isGiftCard: boolean(node, "isGiftCard"),
    requiresShipping: boolean(node, "requiresShipping"),
    unitPrice: shopMoney(node, "originalUnitPriceSet", read),
    discount: sum(discounts.map((one) => shopMoney(one, "allocatedAmountSet", read))),
    sellingPlanId: plan && plan.sellingPlanId !== null ? id(plan, "sellingPlanId") : null,
    sellingPlanName: plan ? string(plan, "name") : null,
  };
}

export function toTransaction(node: Node, orderId: string, currency: string, read: ReadAmount) {
  const currencies = objects(node, "fees").map((fee) => string(object(fee, "amount"), "currencyCode"));
  const fee = feeOf(node, currency, read);
  return {
    orderId,
    transactionId: id(node),
    kind: string(node, "kind"),
    status: string(node, "status"),
    test: boolean(node, "test"),
    gateway: stringOrNull(node, "gateway"),
    processedAt: instantOrNull(node, "processedAt") ?? instant(node, "createdAt"),
    amount: shopMoney(node, "amountSet", read),
    fee,
    feeSource: fee === null ? null : "actual",
    feeCurrency: currencies.find((told) => told !== currency) ?? null,
  };
}

/** Σ fees in the shop's currency; null where Shopify tells none, or tells them in another currency. */
function feeOf(node: Node, currency: string, read: ReadAmount): Minor | null {
  const fees = objects(node, "fees").map((fee) => object(fee, "amount"));
  if (fees.length === 0 || fees.some((amount) => string(amount, "currencyCode") !== currency)) return null;
  return sum(
    fees.map((amount) => {
      try {
        return read(string(amount, "amount"));
      } catch {
        throw new ShapeError(node, "fees", "decimal amounts");
      }
    }),
  );
}

export function toRefund(node: Node, orderId: string, read: ReadAmount) {
  return {
    orderId,
    refundId: id(node),
    processedAt: instantOrNull(node, "processedAt") ?? instant(node, "createdAt"),
    totalRefunded: shopMoney(node, "totalRefundedSet", read),
  };
}

/**
 * One line of a refund: how many units, and whether they went back on the shelf. The schema lets its id be null; then the
 * line goes by its `place` in the refund, as a negative number.
 */
export function toRefundLineItem(node: Node, refundId: string, place: number) {
  const numbered = typeof node.id === "string" && /\/\d{1,19}$/.test(node.id);
  return {
    refundId,
    refundLineItemId: numbered ? id(node) : String(-1 - place),
    lineItemId: id(object(node, "lineItem")),
    quantity: integer(node, "quantity"),
    restocked: boolean(node, "restocked"),
    restockType: stringOrNull(node, "restockType"),
  };
}
