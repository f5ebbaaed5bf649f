import { allocate, type Pence, shareOf } from "../money";
import { type Random, randomOf } from "../random";
import {
  COFFEE_VARIANTS,
  EQUIPMENT_VARIANTS,
  GIFT_CARD_VARIANTS,
  HOLIDAY_RESERVE,
  priceOn,
  VARIANTS,
  type Variant,
} from "./catalogue";
import type { Customer, Line, Order, Route, Terms } from "./model";
import { CHANCES, CODES, FREE_SHIPPING_FROM, SEED, SHIPPING_PRICE, STATES } from "./parameters";

type Draft = {
  readonly variant: Variant;
  readonly quantity: number;
  readonly unitPrice: Pence;
  readonly terms: Terms | null;
};

/** The year in which Holiday Reserve was sold. */
const RESERVE_DAYS = { from: 7, to: 60 } as const;

/** A single order of goods. `isFirst`: the buyer's first in the store. */
export function singleOrder(key: string, buyer: Customer, day: number, isFirst: boolean): Order {
  const random = randomOf(SEED, "order", key);
  const drafts = goodsOf(random, day);
  if (random.chance(CHANCES.giftCardBought)) drafts.push(draftOf(random, GIFT_CARD_VARIANTS, day, 1));
  const code = codeOn(random, day, isFirst);
  const minute = wakingMinute(random);
  const route = routeOf(random, buyer, isFirst);
  const tip = random.chance(CHANCES.tip) ? 100 * random.between(1, 5) : 0;
  const payment = random.chance(CHANCES.pendingPayment) ? "pending" : "card";
  return orderOf({ key, buyer, day, minute, drafts, code, tip, route, payment, source: "web" });
}

/** The order that starts a subscription: paid in the shop, sometimes with something else in the basket. */
export function firstSubscriptionOrder(
  key: string,
  buyer: Customer,
  day: number,
  terms: Terms,
  isFirst: boolean,
): Order {
  const random = randomOf(SEED, "order", key);
  const drafts: Draft[] = [{ variant: terms.variant, quantity: terms.quantity, unitPrice: terms.unitPrice, terms }];
  if (random.chance(CHANCES.extraItemOnFirstSubscription)) drafts.push(draftOf(random, EQUIPMENT_VARIANTS, day, 1));
  const minute = wakingMinute(random);
  const route = routeOf(random, buyer, isFirst);
  return orderOf({ key, buyer, day, minute, drafts, code: null, tip: 0, route, payment: "card", source: "web" });
}

/** A renewal: charged at night, without a visit. */
export function renewalOrder(key: string, buyer: Customer, day: number, terms: Terms): Order {
  const random = randomOf(SEED, "order", key);
  const drafts = [{ variant: terms.variant, quantity: terms.quantity, unitPrice: terms.unitPrice, terms }];
  const minute = random.between(120, 299);
  return orderOf({
    key,
    buyer,
    day,
    minute,
    drafts,
    code: null,
    tip: 0,
    route: null,
    payment: "card",
    source: "subscription_contract",
  });
}

/** A trial of the checkout by the shop itself. */
export function testOrder(key: string, day: number, shopkeeper: Customer): Order {
  const random = randomOf(SEED, "order", key);
  const drafts = goodsOf(random, day);
  const minute = wakingMinute(random);
  return orderOf({
    key,
    buyer: shopkeeper,
    day,
    minute,
    drafts,
    code: null,
    tip: 0,
    route: null,
    payment: "test",
    source: "web",
  });
}

/** A line for goods at the day's price, as an edit adds one. */
export function addedLine(random: Random, buyer: Customer, day: number): Line {
  const [line] = linesOf([draftOf(random, EQUIPMENT_VARIANTS, day, 1)], null, buyer);
  if (line === undefined) throw new Error("an edit adds one line");
  return { ...line, isAdded: true };
}

function orderOf(parts: {
  readonly key: string;
  readonly buyer: Customer;
  readonly day: number;
  readonly minute: number;
  readonly drafts: readonly Draft[];
  readonly code: Order["code"];
  readonly tip: Pence;
  readonly route: Route | null;
  readonly payment: Order["payment"];
  readonly source: Order["source"];
}): Order {
  const lines = linesOf(parts.drafts, parts.code, parts.buyer);
  const goods = lines.filter((line) => line.kind === "goods");
  const value = goods.reduce((sum, line) => sum + line.unitPrice * line.quantity - line.discount, 0);
  const isFree = value >= FREE_SHIPPING_FROM || goods.length === 0 || goods.some((line) => line.plan !== null);
  if (parts.tip > 0) lines.push(tipLine(parts.tip));
  const { key, buyer, day, minute, code, route, payment, source } = parts;
  return {
    key,
    buyer,
    customer: buyer.isGuest || payment === "test" ? null : buyer,
    day,
    minute,
    source,
    lines,
    shipping: isFree ? 0 : SHIPPING_PRICE,
    isShipped: goods.length > 0,
    code: lines.some((line) => line.discount > 0) ? code : null,
    payment,
    giftCardPaid: 0,
    route,
    cancelled: null,
    refund: null,
    edit: null,
  };
}

function linesOf(drafts: readonly Draft[], code: Order["code"], buyer: Customer): Line[] {
  const bears = (draft: Draft) => draft.terms === null && draft.variant.type !== "Gift card";
  const values = drafts.map((draft) => (bears(draft) ? draft.unitPrice * draft.quantity : 0));
  const whole =
    code === null
      ? 0
      : shareOf(
          values.reduce((sum, value) => sum + value, 0),
          code.percent,
          100,
        );
  const discounts = allocate(whole, values);
  return drafts.map((draft, index) => {
    const discount = discounts[index] ?? 0;
    return {
      variant: draft.variant,
      title: draft.variant.productTitle,
      kind: draft.variant.type === "Gift card" ? "giftCard" : "goods",
      quantity: draft.quantity,
      unitPrice: draft.unitPrice,
      discount,
      tax: taxOf(draft.variant, draft.unitPrice * draft.quantity - discount, buyer),
      plan: draft.terms?.plan ?? null,
      isAdded: false,
    };
  });
}

/** Sales tax of a line, rounded once, halves up. */
function taxOf(variant: Variant, net: Pence, buyer: Customer): Pence {
  const isTaxed = variant.type === "Equipment" || (variant.type === "Coffee" && buyer.state.taxesCoffee);
  return isTaxed ? shareOf(net, buyer.state.ratePer100k, 100_000) : 0;
}

function tipLine(amount: Pence): Line {
  return {
    variant: null,
    title: "Tip",
    kind: "tip",
    quantity: 1,
    unitPrice: amount,
    discount: 0,
    tax: 0,
    plan: null,
    isAdded: false,
  };
}

function goodsOf(random: Random, day: number): Draft[] {
  const count = Number(random.pick({ "1": 55, "2": 32, "3": 13 }));
  const drafts: Draft[] = [];
  for (let index = 0; index < count; index += 1) {
    const shelf = random.chance(210) ? EQUIPMENT_VARIANTS : coffeesOn(day);
    const draft = draftOf(
      random,
      shelf,
      day,
      shelf === EQUIPMENT_VARIANTS ? 1 : Number(random.pick({ "1": 70, "2": 24, "3": 6 })),
    );
    if (drafts.every(({ variant }) => variant !== draft.variant)) drafts.push(draft);
  }
  return drafts;
}

function coffeesOn(day: number): readonly Variant[] {
  return day >= RESERVE_DAYS.from && day <= RESERVE_DAYS.to ? WITH_RESERVE : COFFEE_VARIANTS;
}

const WITH_RESERVE = [...COFFEE_VARIANTS, ...VARIANTS.filter((variant) => variant.productTitle === HOLIDAY_RESERVE)];

function draftOf(random: Random, shelf: readonly Variant[], day: number, quantity: number): Draft {
  const variant = shelf[random.below(shelf.length)];
  if (variant === undefined) throw new Error("an empty shelf");
  return { variant, quantity, unitPrice: priceOn(variant, day), terms: null };
}

function codeOn(random: Random, day: number, isFirst: boolean): Order["code"] {
  const draw = random.below(1000);
  const open = CODES.filter((code) => day >= code.from && day <= code.to && (isFirst || !code.firstOrdersOnly));
  const best = open.at(-1);
  return best !== undefined && draw < best.perMille ? { code: best.code, percent: best.percent } : null;
}

function routeOf(random: Random, buyer: Customer, isFirst: boolean): Route | null {
  const isKnown = random.chance(850);
  const origin = random.pick({ email: 35, direct: 40, same: 25 });
  const first = isFirst || origin === "same" ? buyer.channel : origin;
  const days = random.chance(600) ? 0 : random.between(1, isFirst ? 12 : 4);
  const last = random.pick({ direct: 55, googleSearch: 25, email: 20 });
  const minutes = random.between(2, 45);
  return isKnown ? { first, last: days === 0 ? first : last, days, minutes } : null;
}

/** Any minute of the day, most of them between seven and midnight. */
function wakingMinute(random: Random): number {
  return random.chance(60) ? random.below(1440) : random.between(420, 1439);
}

/** The person behind test orders; no customer of the store. */
export function shopkeeperOf(): Customer {
  const [state] = STATES;
  if (state === undefined) throw new Error("the table of states is empty");
  return {
    number: 0,
    channel: "direct",
    state,
    hazard: 0,
    dropout: 0,
    loyalty: 100,
    startsWithSubscription: false,
    isGuest: true,
    arrivedOn: 0,
    leftOn: null,
  };
}
