import { type Bag, sumBags } from "../../money";
import type { Row } from "../../store/nodeTable";
import { orderItems } from "../lists";
import type { Served } from "../serving";
import type { Derive } from "./index";

export const customerDefaults: Readonly<Record<string, unknown>> = {
  "Customer.state": "DISABLED",
  "Customer.tags": [],
  "Customer.locale": "en",
  "Customer.taxExempt": false,
  "Customer.taxExemptions": [],
  "Customer.verifiedEmail": true,
  "Customer.dataSaleOptOut": false,
  "Customer.addressesV2": [],
  "Customer.statistics": {},
  "CustomerEmailAddress.marketingState": "NOT_SUBSCRIBED",
  "CustomerEmailAddress.validFormat": true,
  "CustomerEmailAddress.openTrackingLevel": "UNKNOWN",
};

/** Lifetime figures of a customer count all of their orders, however old and whatever the app may see of them. */
export const customerFields: Readonly<Record<string, Derive>> = {
  "Customer.numberOfOrders": (source) => orderRows(source).length,
  "Customer.amountSpent": amountSpent,
  "Customer.lastOrder": lastOrder,
  "Customer.orders": (source, args) => orderItems(source.serving, args, "Customer.orders", orderRows(source)),
  "Customer.lifetimeDuration": (source) => {
    const since = Date.parse(String(source.raw.createdAt));
    return duration(source.serving.store.now().getTime() - since);
  },
  "Customer.productSubscriberStatus": (source) => {
    const { store } = source.serving;
    const subscribed = orderRows(source).some(({ id }) => store.order(id)?.lineItems.some((line) => line.sellingPlan));
    return subscribed ? "ACTIVE" : "NEVER_SUBSCRIBED";
  },
  "Customer.displayName": ({ raw }) => {
    const name = [raw.firstName, raw.lastName].filter((part) => typeof part === "string" && part !== "").join(" ");
    return name === "" ? (raw.email ?? raw.phone ?? "") : name;
  },
  "Customer.defaultEmailAddress": ({ raw }) => (typeof raw.email === "string" ? { emailAddress: raw.email } : null),
};

function orderRows(source: Served): Row[] {
  const { store } = source.serving;
  return store.orderIdsOf(String(source.id)).flatMap((id) => store.orders.row(id) ?? []);
}

/** What the customer paid for their orders, less what was paid back. */
function amountSpent(source: Served): Bag {
  const { serving } = source;
  const paid = orderRows(source).flatMap(({ id }) => {
    const order = serving.store.order(id);
    return order ? [serving.view(order).netPayment] : [];
  });
  return sumBags(paid, serving.store.shop.currencyCode);
}

function lastOrder(source: Served): { id: string } | null {
  const since = source.serving.access.ordersSince(source.serving.store.now());
  const visible = orderRows(source).filter((row) => row.createdAt >= since);
  const last = visible.reduce<Row | null>(
    (latest, row) => (latest && latest.processedAt >= row.processedAt ? latest : row),
    null,
  );
  return last ? { id: last.id } : null;
}

const dayMs = 86_400_000;

/** As Shopify words it: "about 2 years", "5 months", "12 days", "less than a minute". */
function duration(milliseconds: number): string {
  const days = Math.floor(milliseconds / dayMs);
  if (days < 1) return "less than a day";
  if (days < 30) return days === 1 ? "1 day" : `${days} days`;
  const months = Math.round(days / 30);
  if (months < 12) return months === 1 ? "about 1 month" : `${months} months`;
  const years = Math.round(days / 365);
  return years === 1 ? "about 1 year" : `about ${years} years`;
}
