import { describe, expect, it } from "vitest";
import { minor } from "~/analytics/money";
import { day } from "~/analytics/period";
import { subscriptionsOf } from "~/analytics/subscriptions/build";
import { type DayNumber, dayNumber, dayOf } from "~/analytics/subscriptions/calendar";
import { intervalOfGaps, intervalOfName } from "~/analytics/subscriptions/interval";
import { lifeOf } from "~/analytics/subscriptions/life";
import type { OrderLine } from "~/analytics/subscriptions/line";
import { DEFAULT_RULES, matcherOf } from "~/analytics/subscriptions/recognise";
import { SubscriptionRules, type Told } from "~/analytics/subscriptions/subscription";
import { toldOfCustomer } from "~/analytics/subscriptions/told";

const RULES = SubscriptionRules.parse({});
const at = (text: string): DayNumber => dayNumber(day(text));
let orders = 0;

const line = (text: string, over: Partial<OrderLine> = {}): OrderLine => {
  orders += 1;
  return {
    ...{ orderId: orders, lineItemId: orders * 10, day: at(text), sourceName: "subscription_contract", appName: null },
    ...{
      tags: [],
      financialStatus: "PAID",
      productId: 5,
      variantId: 50,
      sku: null,
      title: "Coffee",
      isGiftCard: false,
    },
    ...{ quantity: 1, unitPrice: minor(2000), discount: minor(0) },
    ...{ planId: 1, planName: "Monthly", planCategory: "SUBSCRIPTION", policy: { unit: "month", count: 1 } },
    ...over,
  };
};
const first = (text: string, over: Partial<OrderLine> = {}) => line(text, { sourceName: "web", ...over });
const PLAIN = { planId: null, planName: null, planCategory: null, policy: null } as const;

const found = (lines: readonly OrderLine[], rules = DEFAULT_RULES) => subscriptionsOf(lines, matcherOf(rules), RULES);
const story = (lines: readonly OrderLine[], asOf: string, told: Told | null = null) => {
  const [one] = found(lines);
  if (one === undefined) throw new Error("expected a subscription");
  const life = lifeOf(one, told, RULES, at(asOf));
  return { ...life, told: life.events.map(({ day: on, kind }) => `${dayOf(on)} ${kind}`) };
};

describe("recognising", () => {
  it("a plan of the kind PRE_ORDER or TRY_BEFORE_YOU_BUY is none; of a plan that is gone the name tells", () => {
    for (const planCategory of ["PRE_ORDER", "TRY_BEFORE_YOU_BUY"])
      expect(found([first("2025-01-01", { planCategory })])).toEqual([]);
    const gone = { planCategory: null, policy: null };
    expect(found([first("2025-01-01", { ...gone, planName: "Pre-order, ships in May" })])).toEqual([]);
    expect(found([first("2025-01-01", { ...gone, planName: "Deliver every 2 weeks" })])[0]).toMatchObject({
      evidence: "sellingPlan",
      interval: { unit: "week", count: 2, basis: "planName" },
    });
  });
  it("without a plan the source tells, then the app, then a tag; without any of them there is none", () => {
    const of = (over: Partial<OrderLine>) => found([line("2025-01-01", { ...PLAIN, ...over })])[0]?.evidence;
    expect(of({ sourceName: "subscription_contract" })).toBe("source");
    expect(of({ sourceName: "294517" })).toBe("app");
    expect(of({ sourceName: "web", appName: "Loop Subscriptions" })).toBe("app");
    expect(of({ sourceName: "web", tags: ["subscription FIRST order"] })).toBe("tag");
    expect(of({ sourceName: "web", tags: ["gift"] })).toBeUndefined();
  });
  it("the merchant's own tag counts, and one they took out does not", () => {
    const rules = { ...DEFAULT_RULES, tags: ["coffee club"] };
    const own = (tags: string[]) => found([line("2025-01-01", { ...PLAIN, sourceName: "web", tags })], rules);
    expect(own(["Coffee Club"])).toHaveLength(1);
    expect(own(["Subscription"])).toHaveLength(0);
  });
  it("what was bought along with a subscription that only a tag tells is left out", () => {
    const tagged = { ...PLAIN, sourceName: "web", tags: ["Subscription"] };
    const grinder = line("2025-01-01", { ...tagged, variantId: 90, productId: 9, title: "Grinder" });
    const coffee = { ...line("2025-01-01", tagged), orderId: grinder.orderId };
    expect(found([grinder, coffee, line("2025-02-01", tagged), line("2025-03-01", tagged)])).toHaveLength(1);
  });
});

describe("chaining", () => {
  it("a charge left out is a skip, and the subscription goes on", () => {
    const told = story([first("2025-01-15"), line("2025-02-15"), line("2025-04-15")], "2025-04-20");
    expect(told.state).toBe("active");
    expect(told.told).toEqual(["2025-01-15 start", "2025-03-15 skip"]);
  });
  it("a longer gap off the calendar is a pause, dated halfway to the charge that did not come", () => {
    const told = story([first("2025-01-01"), line("2025-02-01"), line("2025-05-20")], "2025-05-25");
    expect(told.told).toEqual(["2025-01-01 start", "2025-02-15 pause", "2025-05-20 resume"]);
  });
  it("a payment that came some days late keeps the day the next is due", () => {
    const told = story([first("2025-01-01"), line("2025-02-06"), line("2025-03-01")], "2025-03-02");
    expect(told.told).toEqual(["2025-01-01 start", "2025-02-06 late"]);
    expect(told.nextDue && dayOf(told.nextDue)).toBe("2025-04-01");
  });
  it("another coffee under the same plan is a swap, more units are more, a dearer price is a price", () => {
    const told = story(
      [
        first("2025-01-01"),
        line("2025-02-01", { variantId: 60, productId: 6, title: "Other" }),
        line("2025-03-01", { variantId: 60, productId: 6, title: "Other", quantity: 2 }),
        line("2025-04-01", { variantId: 60, productId: 6, title: "Other", quantity: 2, unitPrice: minor(2200) }),
      ],
      "2025-04-02",
    );
    expect(told.told.slice(1)).toEqual(["2025-02-01 swap", "2025-03-01 more", "2025-04-01 price"]);
    expect(told.events.map(({ basis }) => basis)).toEqual(["observed", "inferred", "observed", "observed"]);
  });
  it("two subscriptions of one customer stay apart, also when one of them swaps", () => {
    const decaf = { variantId: 70, productId: 7, title: "Decaf" };
    const mine = [
      first("2025-01-01"),
      first("2025-01-10", decaf),
      line("2025-02-01"),
      line("2025-02-10", decaf),
      line("2025-03-01", { variantId: 80, productId: 8, title: "New roast" }),
      line("2025-03-10", decaf),
    ];
    expect(found(mine).map(({ charges }) => charges.map(({ title }) => title))).toEqual([
      ["Coffee", "Coffee", "New roast"],
      ["Decaf", "Decaf", "Decaf"],
    ]);
  });
  it("another plan changes the interval and the monthly value from that charge on", () => {
    const weekly = { planId: 2, planName: "Every 2 weeks", policy: { unit: "week", count: 2 } } as const;
    const told = story([first("2025-01-01"), line("2025-02-01", weekly), line("2025-02-15", weekly)], "2025-02-20");
    expect(told.told).toEqual(["2025-01-01 start", "2025-02-01 plan"]);
    // 20.00 × 26 ÷ 12 = 43.33
    expect(told.events.at(-1)?.monthly.recurring).toBe(4333);
  });
  it("a prepaid half year is a sixth of it a month; parcels without a price are no charges", () => {
    const parcels = ["2025-02-01", "2025-03-01", "2025-04-01", "2025-05-01", "2025-06-01"].map((text) =>
      line(text, { ...PLAIN, unitPrice: minor(0) }),
    );
    const paid = { ...PLAIN, unitPrice: minor(12_000) };
    const [one] = found([line("2025-01-01", paid), ...parcels, line("2025-07-01", paid)]);
    expect(one?.charges).toHaveLength(2);
    expect(one?.interval).toMatchObject({ unit: "month", count: 6 });
    expect(one?.monthly.recurring).toBe(2000);
  });
  it("a discount of the first order alone is no recurring one; one that comes every time is", () => {
    const welcome = found([first("2025-01-01", { discount: minor(500) }), line("2025-02-01"), line("2025-03-01")])[0];
    expect(welcome?.events[0]?.monthly).toEqual({ list: 2000, recurring: 2000, paid: 1500 });
    const always = { discount: minor(200) };
    const club = found([first("2025-01-01", always), line("2025-02-01", always), line("2025-03-01", always)])[0];
    expect(club?.events[0]?.monthly.recurring).toBe(1800);
  });
});

describe("intervals", () => {
  it("are told by names in four languages", () => {
    const names = [
      "Every 2 weeks",
      "Delivered monthly",
      "2週間ごと",
      "毎月お届け",
      "3 ayda bir",
      "haftalık",
      "每2个月",
      "每周",
    ];
    expect(names.map((name) => intervalOfName(name))).toEqual([
      { unit: "week", count: 2 },
      { unit: "month", count: 1 },
      { unit: "week", count: 2 },
      { unit: "month", count: 1 },
      { unit: "month", count: 3 },
      { unit: "week", count: 1 },
      { unit: "month", count: 2 },
      { unit: "week", count: 1 },
    ]);
    expect(intervalOfName("Subscribe and save")).toBeNull();
  });
  it("are told by gaps, skips and unequal months allowed for", () => {
    expect(intervalOfGaps([31, 28, 31, 30, 31])).toMatchObject({ unit: "month", count: 1 });
    expect(intervalOfGaps([14, 28, 14, 15, 13])).toMatchObject({ unit: "week", count: 2 });
    expect(intervalOfGaps([28, 28, 28])).toMatchObject({ unit: "week", count: 4 });
    expect(intervalOfGaps([17, 17, 17])).toMatchObject({ unit: "day", count: 17 });
    expect(intervalOfGaps([])).toBeNull();
  });
});

describe("how a subscription stands", () => {
  const charges = () => [first("2025-01-01"), line("2025-02-01")];
  it("it runs until its charge is overdue by half an interval and the grace days, then it has ended", () => {
    // Due 1 March; 16 days (half of 30.4, up) and 7 more: 24 March.
    expect(story(charges(), "2025-03-23").state).toBe("active");
    const ended = story(charges(), "2025-03-24");
    expect(ended).toMatchObject({ state: "ended", reason: "unknown", basis: "inferred" });
    expect(ended.endedOn && dayOf(ended.endedOn)).toBe("2025-02-15");
  });
  it("a voided charge at its end makes it a failed payment, dated by that order", () => {
    const told = story([...charges(), line("2025-03-01", { financialStatus: "VOIDED" })], "2025-04-01");
    expect(told).toMatchObject({ state: "ended", reason: "paymentFailed" });
    expect(told.endedOn && dayOf(told.endedOn)).toBe("2025-03-01");
  });
  it("an imported contract goes before what the missing charge lets one infer", () => {
    const contract: Told = {
      ...{ by: "contract", status: "ended", since: at("2025-02-20"), reason: "cancelled", asOf: at("2025-03-10") },
      ...{ nextDue: null, interval: null },
    };
    const told = story(charges(), "2025-03-12", contract);
    expect(told).toMatchObject({ state: "ended", reason: "cancelled", basis: "imported", confidence: 1 });
    expect(told.endedOn && dayOf(told.endedOn)).toBe("2025-02-20");
  });
  it("Shopify's word that all contracts are cancelled ends it before its charge is missing", () => {
    const own = found(charges());
    const [told] = toldOfCustomer(own, { status: "CANCELLED", seenOn: at("2025-02-10") }, RULES);
    expect(story(charges(), "2025-02-12", told ?? null)).toMatchObject({
      state: "ended",
      reason: "cancelled",
      basis: "observed",
    });
  });
  it("Shopify's word that something is active keeps the latest alive though a charge was left out", () => {
    const own = found(charges());
    const [told] = toldOfCustomer(own, { status: "ACTIVE", seenOn: at("2025-03-28") }, RULES);
    expect(story(charges(), "2025-03-28", told ?? null).state).toBe("active");
    expect(story(charges(), "2025-03-28").state).toBe("ended");
  });
  it("someone who never subscribed by Shopify's own contracts is told nothing about", () => {
    expect(toldOfCustomer(found(charges()), { status: "NEVER_SUBSCRIBED", seenOn: at("2025-03-28") }, RULES)).toEqual([
      null,
    ]);
  });
});
