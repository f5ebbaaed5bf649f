import type { Minor } from "~/analytics/money";
import type { ReadAmount } from "./amount";
import { id, instant, type Node, object, objectOrNull, ShapeError, string, stringOrNull, strings } from "./shape";

/** A customer without name or address line. `amountSpent` is null when Shopify tells it in another currency than the shop's. */
export function toCustomer(node: Node, currency: string, read: ReadAmount) {
  const address = objectOrNull(node, "defaultAddress");
  const email = objectOrNull(node, "defaultEmailAddress");
  const statistics = objectOrNull(node, "statistics");
  return {
    customerId: id(node),
    createdAt: instant(node, "createdAt"),
    updatedAt: instant(node, "updatedAt"),
    state: string(node, "state"),
    tags: strings(node, "tags"),
    locale: string(node, "locale"),
    country: address ? stringOrNull(address, "countryCodeV2") : null,
    province: address ? stringOrNull(address, "provinceCode") : null,
    city: address ? stringOrNull(address, "city") : null,
    marketingState: email ? string(email, "marketingState") : null,
    numberOfOrders: count(node, "numberOfOrders"),
    amountSpent: spent(object(node, "amountSpent"), currency, read),
    rfmGroup: statistics ? stringOrNull(statistics, "rfmGroup") : null,
    predictedSpendTier: statistics ? stringOrNull(statistics, "predictedSpendTier") : null,
    subscriberStatus: string(node, "productSubscriberStatus"),
  };
}

/** An UnsignedInt64, which Shopify writes as text. */
function count(node: Node, field: string): number {
  const value = Number(string(node, field));
  if (!Number.isSafeInteger(value) || value < 0) throw new ShapeError(node, field, "a count");
  return value;
}

function spent(amount: Node, currency: string, read: ReadAmount): Minor | null {
  return string(amount, "currencyCode") === currency ? read(string(amount, "amount")) : null;
}
