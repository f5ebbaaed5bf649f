import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { writeCsv, writeJson } from "../folder";
import { addDays, type Day } from "../localTime";
import { AFTERWARDS } from "./afterwards";
import { COST_RISE_DAY, PRICE_RISE_DAY } from "./catalogue";
import { FEE_RULE } from "./economics";
import { cohortCells, customerCounts, type Months, monthFigures } from "./figures";
import type { World } from "./model";
import { movementsByEvent, movementsBySnapshot, mrrSteps, type PausedCounts } from "./mrr";
import * as parameters from "./parameters";
import { mrrOf } from "./subscriptions";

type Cell = string | number;

/** What each file of the truth holds. Written into `truth.json`, so that the folder explains itself. */
const DEFINITIONS = {
  money: "whole US cents",
  customer_id: "the number at the end of the customer's gid",
  months:
    "sums by calendar month of the store. clock eventDay: by the day of the sale, edit or refund; orderDay: by the day of the order. Test orders count nowhere; cancelled, unpaid and guest orders do. gross_profit is net sales + shipping − cogs; contribution_profit is that less payment fees. shipping_cost is what the parcels cost the roaster, which the store does not know and no profit here subtracts. A returned unit gives its cost back only if it was restocked; a unit that an edit took out never left and gives it back too.",
  cohorts:
    "by month of a customer's first order and calendar months since. customers: of the cohort who ordered in that month. Sums are of the orders placed in that month with everything that came back of them by the last day.",
  mrr_movements:
    "MRR of subscribers by month, paused subscriptions as active or not. basis snapshot: each subscriber's MRR at the end of a month against its start; event: every change by itself. opening + new + expansion + reactivation − contraction − churn = closing. Price after the plan's discount, before tax; weekly × 52 ÷ 12; rounded to the cent once per subscription.",
  subscribers:
    "by month, paused not counted: subscribers with MRR at its start and end, those who ended all (churned), new and returned ones, running subscriptions at its end, and renewals due in the month by what became of them.",
  subscriptions:
    "one row per subscription: start, end and reason, charges, next charge. A cancelled one ends on the day of cancelling, one with a lost payment on the day of the last attempt.",
  subscription_events: "every change of a subscription with its MRR before and after.",
  renewals: "one row per due day. open: a failed charge is still being retried on the last day.",
  customers:
    "the process of each: single purchases a day while alive per 100,000 (a quarter of it once subscribed by a later order), chance to leave after any purchase per mille, multiple of the chance to cancel in percent, and the day of leaving.",
} as const;

/** Writes what is true of the simulated world, from its own state, under the store's dates. */
export function writeTruth(folder: string, world: World, firstDay: Day): void {
  const truth = join(folder, "truth");
  mkdirSync(truth);
  const dayOf = (day: number) => addDays(firstDay, day);
  const months = monthsOf(world.lastDay, firstDay);
  const table = (name: string, header: string, rows: readonly (readonly Cell[])[]) =>
    writeCsv(join(truth, `${name}.csv`), header.split(" "), rows);
  table("months", MONTHS_HEADER, monthRows(world, months));
  table("cohorts", COHORTS_HEADER, cohortRows(world, months));
  table(
    "mrr_movements",
    "month paused basis opening new expansion reactivation contraction churn closing",
    movementRows(world, months),
  );
  table("subscribers", SUBSCRIBERS_HEADER, subscriberRows(world, months));
  table("subscriptions", SUBSCRIPTIONS_HEADER, subscriptionRows(world, dayOf));
  table("subscription_events", "day customer_id subscription_id kind mrr_before mrr_after", eventRows(world, dayOf));
  table("renewals", "due subscription_id outcome charged_on", renewalRows(world, dayOf));
  table("customers", CUSTOMERS_HEADER, customerRows(world, dayOf));
  writeJson(join(truth, "truth.json"), {
    definitions: DEFINITIONS,
    firstDay,
    lastDay: dayOf(world.lastDay),
    asOf: {
      activeSubscriptions: runningOn(world, world.lastDay),
      pausedSubscriptions: world.subscriptions.filter(isPaused).length,
      ...closingMrr(world),
    },
    process: processOf(),
  });
}

/** Every number the simulation runs on, in order of name: a module's own order depends on what loads it. */
function processOf() {
  const all = { ...parameters, AFTERWARDS, COST_RISE_DAY, PRICE_RISE_DAY, FEE_RULE };
  const plain = Object.entries(all).filter(([name]) => /^[A-Z]/.test(name));
  return Object.fromEntries(plain.sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** The store's calendar months over the days of the simulation. */
export function monthsOf(lastDay: number, firstDay: Day): Months {
  const names: string[] = [];
  const ends: number[] = [];
  const ofDay: number[] = [];
  for (let day = 0; day <= lastDay; day += 1) {
    const name = addDays(firstDay, day).slice(0, 7);
    if (names.at(-1) !== name) names.push(name);
    ofDay.push(names.length - 1);
    ends[names.length - 1] = day + 1;
  }
  return { names, ends, of: (day) => ofDay[day] ?? -1 };
}

const MONTHS_HEADER =
  "month clock gross_sales discounts sales_reversals net_sales shipping tax total_sales tips gift_cards cogs payment_fees gross_profit contribution_profit shipping_cost orders new_customers returning_customers";

function monthRows(world: World, months: Months): Cell[][] {
  const counts = customerCounts(world, months);
  return (["eventDay", "orderDay"] as const).flatMap((clock) =>
    monthFigures(world, months, clock).map((m, index) => [
      ...[
        months.names[index] ?? "",
        clock,
        m.grossSales,
        m.discounts,
        m.salesReversals,
        m.netSales,
        m.shipping,
        m.tax,
        m.totalSales,
      ],
      ...[m.tips, m.giftCards, m.cogs, m.paymentFees, m.grossProfit, m.contributionProfit, m.shippingCost, m.orders],
      ...[counts[index]?.newCustomers ?? 0, counts[index]?.returningCustomers ?? 0],
    ]),
  );
}

const COHORTS_HEADER =
  "cohort_month tenure_month cohort_size customers orders net_sales shipping cogs payment_fees gross_profit contribution_profit shipping_cost";

function cohortRows(world: World, months: Months): Cell[][] {
  return cohortCells(world, months).map((cell) => [
    ...[
      months.names[cell.cohort] ?? "",
      cell.tenure,
      cell.size,
      cell.customers,
      cell.orders,
      cell.netSales,
      cell.shipping,
    ],
    ...[cell.cogs, cell.paymentFees, cell.grossProfit, cell.contributionProfit, cell.shippingCost],
  ]);
}

function movementRows(world: World, months: Months): Cell[][] {
  return (["asNone", "asActive"] satisfies PausedCounts[]).flatMap((paused) => {
    const steps = mrrSteps(world.subscriptions, paused);
    const bases = { snapshot: movementsBySnapshot(steps, months.ends), event: movementsByEvent(steps, months.ends) };
    return Object.entries(bases).flatMap(([basis, movements]) =>
      movements.map((m, index) => [
        ...[
          months.names[index] ?? "",
          paused,
          basis,
          m.opening,
          m.new,
          m.expansion,
          m.reactivation,
          m.contraction,
          m.churn,
          m.closing,
        ],
      ]),
    );
  });
}

const SUBSCRIBERS_HEADER =
  "month subscribers_at_start churned new returned subscribers_at_end subscriptions_at_end renewals_due renewed recovered lost cancelled skipped paused open";

function subscriberRows(world: World, months: Months): Cell[][] {
  const movements = movementsBySnapshot(mrrSteps(world.subscriptions, "asNone"), months.ends);
  const outcomes = months.names.map(() => ({
    renewed: 0,
    recovered: 0,
    lost: 0,
    cancelled: 0,
    skipped: 0,
    paused: 0,
    open: 0,
  }));
  for (const { due, outcome } of world.subscriptions.flatMap((subscription) => subscription.renewals)) {
    const month = outcomes[months.of(due)];
    if (month !== undefined) month[outcome] += 1;
  }
  return movements.map((m, index) => {
    const o = outcomes[index] ?? { renewed: 0, recovered: 0, lost: 0, cancelled: 0, skipped: 0, paused: 0, open: 0 };
    const due = o.renewed + o.recovered + o.lost + o.cancelled + o.skipped + o.paused + o.open;
    const running = runningOn(world, (months.ends[index] ?? 1) - 1);
    return [
      ...[
        months.names[index] ?? "",
        m.subscribersAtStart,
        m.churned,
        m.started,
        m.returned,
        m.subscribersAtEnd,
        running,
      ],
      ...[due, o.renewed, o.recovered, o.lost, o.cancelled, o.skipped, o.paused, o.open],
    ];
  });
}

/** Subscriptions that run, not paused, at the end of a day. */
function runningOn(world: World, day: number): number {
  return world.subscriptions.filter((subscription) => {
    const last = subscription.events.findLast((event) => event.day <= day);
    return last !== undefined && last.mrrAfter > 0;
  }).length;
}

const SUBSCRIPTIONS_HEADER =
  "subscription_id customer_id sku_at_start plan_at_start plan quantity unit_price mrr start end end_reason paused_since charges last_charge next_due is_return";

function subscriptionRows(world: World, dayOf: (day: number) => Day): Cell[][] {
  return world.subscriptions.map((s) => {
    const isRunning = s.end === null && s.pausedSince === null;
    const optional = (day: number | null | undefined) => (day === null || day === undefined ? "" : dayOf(day));
    return [
      ...[
        s.id,
        s.customer.number,
        s.first.variant.sku,
        parameters.PLANS[s.first.plan].name,
        parameters.PLANS[s.terms.plan].name,
      ],
      ...[
        s.terms.quantity,
        s.terms.unitPrice,
        isRunning ? mrrOf(s.terms) : 0,
        dayOf(s.startedOn),
        optional(s.end?.day),
      ],
      ...[
        s.end?.reason ?? "",
        optional(s.pausedSince),
        s.charges.length,
        optional(s.charges.at(-1)?.day),
        optional(s.nextDue),
      ],
      s.isReturn ? 1 : 0,
    ];
  });
}

function eventRows(world: World, dayOf: (day: number) => Day): Cell[][] {
  return world.subscriptions
    .flatMap((s) => s.events.map((event) => ({ ...event, s })))
    .sort((a, b) => a.day - b.day)
    .map(({ day, kind, mrrBefore, mrrAfter, s }) => [dayOf(day), s.customer.number, s.id, kind, mrrBefore, mrrAfter]);
}

function renewalRows(world: World, dayOf: (day: number) => Day): Cell[][] {
  return world.subscriptions
    .flatMap((s) => s.renewals.map((renewal) => ({ ...renewal, id: s.id })))
    .sort((a, b) => a.due - b.due)
    .map(({ due, id, outcome, chargedOn }) => [dayOf(due), id, outcome, chargedOn === null ? "" : dayOf(chargedOn)]);
}

const CUSTOMERS_HEADER =
  "customer_id channel state arrived_on starts_with_subscription single_purchases_per_100000_days dropout_per_mille cancellation_percent left_on";

function customerRows(world: World, dayOf: (day: number) => Day): Cell[][] {
  return world.customers.map((c) => [
    ...[c.number, c.channel, c.state.code, dayOf(c.arrivedOn), c.startsWithSubscription ? 1 : 0],
    ...[c.hazard, c.dropout, c.loyalty, c.leftOn === null ? "" : dayOf(c.leftOn)],
  ]);
}

function isPaused(subscription: World["subscriptions"][number]): boolean {
  return subscription.pausedSince !== null;
}

function closingMrr(world: World) {
  const running = world.subscriptions.filter((s) => s.end === null && s.pausedSince === null);
  return {
    mrr: running.reduce((sum, s) => sum + mrrOf(s.terms), 0),
    activeSubscribers: new Set(running.map((s) => s.customer.number)).size,
  };
}
