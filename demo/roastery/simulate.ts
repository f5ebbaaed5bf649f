import { randomOf } from "../random";
import { happenTo } from "./afterwards";
import { firstSubscriptionOrder, renewalOrder, shopkeeperOf, singleOrder, testOrder } from "./baskets";
import { orderTotal } from "./economics";
import type { Customer, Order, Subscription, World } from "./model";
import { CHANCES, SEED } from "./parameters";
import { arrivalsOn, laterOrdersOf, prospectsOn } from "./people";
import { subscriptionsOf } from "./subscriptions";

const TEST_ORDER_EVERY_DAYS = 75;

/**
 * The roastery's world from day 0 to `lastDay`. A longer world begins with the shorter one: every draw belongs to a
 * person, an order or a day, and none to how long is simulated.
 */
export function simulate(lastDay: number): World {
  const customers: Customer[] = [];
  const orders: Order[] = [];
  const subscriptions: Subscription[] = [];
  const prospects: World["prospects"][number][] = [];
  const shopkeeper = shopkeeperOf();
  for (let day = 0; day <= lastDay; day += 1) {
    for (const customer of arrivalsOn(day)) {
      const life = lifeOf(customer, lastDay);
      if (!customer.isGuest) customers.push(customer);
      orders.push(...life.orders);
      subscriptions.push(...life.subscriptions);
    }
    prospects.push(...prospectsOn(day));
    if (day % TEST_ORDER_EVERY_DAYS === 40) orders.push(testOrder(`test/${day}`, day, shopkeeper));
  }
  orders.sort(inTime);
  return { lastDay, customers, prospects, orders, subscriptions };
}

function lifeOf(customer: Customer, lastDay: number): { orders: Order[]; subscriptions: Subscription[] } {
  const later = laterOrdersOf(customer, lastDay);
  const subscribesOn = customer.startsWithSubscription ? customer.arrivedOn : later.subscribesOn;
  const subscriptions = subscribesOn === null ? [] : subscriptionsOf(customer, subscribesOn, lastDay);
  const orders = subscriptions.flatMap((subscription) => ordersOf(subscription));
  if (!customer.startsWithSubscription)
    orders.push(singleOrder(`${customer.number}/first`, customer, customer.arrivedOn, true));
  for (const day of later.days) orders.push(singleOrder(`${customer.number}/${day}`, customer, day, false));
  for (const order of orders) happenTo(order, lastDay);
  redeemGiftCards(orders.sort(inTime));
  return { orders, subscriptions };
}

function ordersOf(subscription: Subscription): Order[] {
  const { customer, id, charges } = subscription;
  return charges.map(({ day, terms }, index) => {
    const key = `${customer.number}/subscription ${id}/${index}`;
    if (index > 0) return renewalOrder(key, customer, day, terms);
    return firstSubscriptionOrder(
      key,
      customer,
      day,
      terms,
      customer.startsWithSubscription && day === customer.arrivedOn,
    );
  });
}

/** Some gift cards pay for the buyer's own next order in the shop, as far as they go. */
function redeemGiftCards(orders: readonly Order[]): void {
  for (const [index, order] of orders.entries()) {
    const value = order.lines.reduce((sum, line) => sum + (line.kind === "giftCard" ? line.unitPrice : 0), 0);
    const isRedeemed = randomOf(SEED, "giftCard", order.key).chance(CHANCES.giftCardRedeemed);
    if (value === 0 || !isRedeemed || order.cancelled !== null || order.payment !== "card") continue;
    const next = orders.slice(index + 1).find((later) => isSingle(later) && later.day > order.day);
    if (next !== undefined) next.giftCardPaid = Math.min(value, orderTotal(next));
  }
}

function isSingle(order: Order): boolean {
  const isCard = order.source === "web" && order.payment === "card" && order.giftCardPaid === 0;
  return isCard && order.lines.every((line) => line.plan === null);
}

function inTime(a: Order, b: Order): number {
  return a.day - b.day || a.minute - b.minute || (a.key < b.key ? -1 : 1);
}
