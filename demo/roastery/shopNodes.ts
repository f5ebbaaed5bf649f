import { decimal, type Pence } from "../money";
import { type CustomerNode, gid, type ProductNode, type SellingPlanGroupNode, type VariantNode } from "../shapes";
import { costOn, type Product, priceOn, type Variant } from "./catalogue";
import type { Customer, Order, Subscription, World } from "./model";
import { instant, type Shop } from "./numbers";
import { PLANS, SUBSCRIBE_AND_SAVE_PERCENT } from "./parameters";

const GROUP = {
  id: gid("SellingPlanGroup", 1),
  name: "Subscribe and save",
  merchantCode: "subscribe-and-save",
  appId: "roastery-subscriptions",
};

export function productNode(product: Product, lastDay: number, shop: Shop): ProductNode {
  const createdAt = instant({ day: -14, minute: 600 }, shop);
  const isCoffee = product.type === "Coffee";
  return {
    id: gid("Product", product.number),
    title: product.title,
    handle: product.title
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, "-")
      .replace(/-$/, ""),
    status: "ACTIVE",
    vendor: "Roastery",
    productType: product.type,
    tags: [],
    isGiftCard: product.type === "Gift card",
    requiresSellingPlan: false,
    createdAt,
    updatedAt: createdAt,
    publishedAt: createdAt,
    variants: product.variants.map((variant, index) => variantNode(variant, index + 1, lastDay, createdAt)),
    sellingPlanGroups: isCoffee ? [GROUP] : [],
  };
}

function variantNode(variant: Variant, position: number, lastDay: number, createdAt: string): VariantNode {
  const isGiftCard = variant.type === "Gift card";
  const compareAt: Pence | null = variant.compareAt;
  return {
    id: gid("ProductVariant", variant.number),
    title: variant.title,
    sku: variant.sku,
    position,
    price: decimal(priceOn(variant, lastDay)),
    compareAtPrice: compareAt === null ? null : decimal(compareAt),
    taxable: !isGiftCard,
    createdAt,
    updatedAt: createdAt,
    selectedOptions: [{ name: variant.title === "Default Title" ? "Title" : "Size", value: variant.title }],
    inventoryItem: {
      id: gid("InventoryItem", variant.number),
      sku: variant.sku,
      tracked: !isGiftCard,
      requiresShipping: !isGiftCard,
      unitCost: isGiftCard ? null : { amount: decimal(costOn(variant, lastDay)), currencyCode: "USD" },
      createdAt,
      updatedAt: createdAt,
    },
  };
}

export function sellingPlanGroupNode(shop: Shop): SellingPlanGroupNode {
  const createdAt = instant({ day: -14, minute: 600 }, shop);
  return {
    ...GROUP,
    options: ["Delivery every"],
    createdAt,
    sellingPlans: Object.values(PLANS).map(({ number, name, interval, intervalCount }) => ({
      id: gid("SellingPlan", number),
      name,
      category: "SUBSCRIPTION",
      options: [name],
      createdAt,
      billingPolicy: { __typename: "SellingPlanRecurringBillingPolicy", interval, intervalCount },
      deliveryPolicy: { __typename: "SellingPlanRecurringDeliveryPolicy", interval, intervalCount },
      pricingPolicies: [
        {
          __typename: "SellingPlanFixedPricingPolicy",
          adjustmentType: "PERCENTAGE",
          adjustmentValue: {
            __typename: "SellingPlanPricingPolicyPercentageValue",
            percentage: SUBSCRIBE_AND_SAVE_PERCENT,
          },
        },
      ],
    })),
  };
}

/** Customers by their first order, then the prospects who never placed one. */
export function* customerNodes(world: World, shop: Shop): Generator<CustomerNode> {
  const firstOrders = new Map<Customer, Order>();
  for (const order of world.orders) {
    if (order.customer !== null && !firstOrders.has(order.customer)) firstOrders.set(order.customer, order);
  }
  const subscriptions = new Map<Customer, Subscription[]>();
  for (const subscription of world.subscriptions) {
    subscriptions.set(subscription.customer, [...(subscriptions.get(subscription.customer) ?? []), subscription]);
  }
  for (const customer of world.customers) {
    const first = firstOrders.get(customer);
    if (first === undefined) throw new Error(`customer ${customer.number}: has no order`);
    const status = subscriberStatus(subscriptions.get(customer) ?? []);
    yield customerNode(customer.number, customer.state.code, instant(first, shop), status);
  }
  for (const prospect of world.prospects) {
    const createdAt = instant({ day: prospect.day, minute: 720 }, shop);
    yield customerNode(prospect.number, prospect.state.code, createdAt, "NEVER_SUBSCRIBED");
  }
}

function customerNode(
  number: number,
  state: string,
  createdAt: string,
  status: CustomerNode["productSubscriberStatus"],
): CustomerNode {
  return {
    id: gid("Customer", number),
    createdAt,
    updatedAt: createdAt,
    state: "ENABLED",
    locale: "en",
    tags: [],
    taxExempt: false,
    verifiedEmail: true,
    dataSaleOptOut: false,
    productSubscriberStatus: status,
    defaultAddress: { countryCodeV2: "US", provinceCode: state },
  };
}

function subscriberStatus(own: readonly Subscription[]): CustomerNode["productSubscriberStatus"] {
  if (own.length === 0) return "NEVER_SUBSCRIBED";
  if (own.some((subscription) => subscription.nextDue !== null)) return "ACTIVE";
  if (own.some((subscription) => subscription.pausedSince !== null)) return "PAUSED";
  return own.at(-1)?.end?.reason === "payment_failed" ? "FAILED" : "CANCELLED";
}
