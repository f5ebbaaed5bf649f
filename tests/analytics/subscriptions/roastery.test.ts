import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { addMonths, day, firstDay, month } from "~/analytics/period";
import { spelled, subscriptionsOf } from "~/analytics/subscriptions/build";
import { type DayNumber, dayNumber, dayOf } from "~/analytics/subscriptions/calendar";
import { lifeOf } from "~/analytics/subscriptions/life";
import { bridges, MOVEMENTS, type MrrBridge, stepsOf } from "~/analytics/subscriptions/movements";
import { DEFAULT_RULES, matcherOf } from "~/analytics/subscriptions/recognise";
import {
  type EndReason,
  MrrSwitches,
  type Subscription,
  SubscriptionRules,
  type Told,
} from "~/analytics/subscriptions/subscription";
import { toldOfCustomer } from "~/analytics/subscriptions/told";
import { buildDemoStore } from "../../../demo/index";
import { type Roastery, readRoastery, truthTable } from "./roastery";

const TODAY = "2026-11-22";
const AS_OF = dayNumber(day("2026-11-21"));
const RULES = SubscriptionRules.parse({});
const SWITCHES = MrrSwitches.parse({});
const INTERVALS: Readonly<Record<string, string>> = {
  "Every week": "1 week",
  "Every 2 weeks": "2 week",
  "Every month": "1 month",
  "Every 2 months": "2 month",
  "Every 3 months": "3 month",
};

let folder = "";
let store: Roastery;
let subscribers: { readonly customer: number; readonly own: readonly Subscription[] }[];

beforeAll(async () => {
  const home = await mkdtemp(path.join(tmpdir(), "roastery-truth-"));
  ({ folder } = await buildDemoStore("roastery", { into: path.join(home, "store"), today: TODAY }));
  store = await readRoastery(folder);
  const matcher = matcherOf(DEFAULT_RULES);
  subscribers = [...store.lines]
    .map(([customer, lines]) => ({ customer, own: subscriptionsOf(lines, matcher, RULES) }))
    .filter(({ own }) => own.length > 0);
}, 120_000);
afterAll(async () => rm(path.dirname(folder), { recursive: true, force: true }));

const key = (customer: number | string, started: string) => `${customer} ${started}`;
const startOf = (one: Subscription) => dayOf(one.charges[0]?.day ?? AS_OF);

type Teller = (customer: number, own: readonly Subscription[]) => readonly (Told | null)[];
const byStatus: Teller = (customer, own) =>
  toldOfCustomer(own, { status: store.status.get(customer) ?? "NEVER_SUBSCRIBED", seenOn: AS_OF }, RULES);

const livesBy = (teller: Teller) =>
  subscribers.map(({ customer, own }) => {
    const told = teller(customer, own);
    return { customer, own, lives: own.map((one, index) => lifeOf(one, told[index] ?? null, RULES, AS_OF)) };
  });

/** What was exported from the app that billed them: state, days and reasons as they are. */
function contracts(): Teller {
  const truth = new Map(
    truthTable(folder, "subscriptions").map((row) => [key(row.customer_id ?? "", row.start ?? ""), row]),
  );
  return (customer, own) =>
    own.map((one): Told | null => {
      const row = truth.get(key(customer, startOf(one)));
      if (row === undefined) return null;
      const told = row.end || row.paused_since;
      const reason: EndReason = row.end_reason === "payment_failed" ? "paymentFailed" : "cancelled";
      return {
        ...{ by: "contract", status: row.end ? "ended" : row.paused_since ? "paused" : "active" },
        since: told ? dayNumber(day(told)) : null,
        ...{ reason: row.end ? reason : null, asOf: AS_OF, nextDue: null, interval: null },
      };
    });
}

function monthsBy(
  teller: Teller,
  switches = SWITCHES,
): { month: string; mine: MrrBridge; truth: Record<string, string> }[] {
  const steps = livesBy(teller).map(({ customer, lives }) =>
    stepsOf(
      customer,
      lives.map(({ events }) => events),
      switches,
    ),
  );
  const truth = truthTable(folder, "mrr_movements").filter(
    ({ paused, basis }) => paused === (switches.paused === "counted" ? "asActive" : "asNone") && basis === "snapshot",
  );
  const ends = truth.map(
    ({ month: of = "" }) => Math.min(dayNumber(firstDay(addMonths(month(of), 1))), AS_OF + 1) as DayNumber,
  );
  return bridges(steps, ends, "dropped").map((mine, index) => {
    const row = truth[index] ?? {};
    return { month: row.month ?? "", mine, truth: row };
  });
}

const errorOf = (mine: number, truth: string | undefined) => Math.abs(mine / Number(truth) - 1);

describe("the roastery, whose truth is written down", () => {
  it("every subscription but a few in a thousand is found as one, with all its charges", () => {
    const truth = new Map(
      truthTable(folder, "subscriptions").map((row) => [key(row.customer_id ?? "", row.start ?? ""), row]),
    );
    const found = subscribers.flatMap(({ customer, own }) =>
      own.map((one) => ({ one, row: truth.get(key(customer, startOf(one))) })),
    );
    expect(truth.size).toBeGreaterThan(3900);
    expect(Math.abs(found.length / truth.size - 1)).toBeLessThan(0.002);
    const whole = found.filter(({ one, row }) => row !== undefined && Number(row.charges) === one.charges.length);
    expect(whole.length / truth.size).toBeGreaterThan(0.995);
    const intervals = found.filter(
      ({ one, row }) => row !== undefined && spelled(one.interval) === INTERVALS[row.plan ?? ""],
    );
    expect(intervals.length / found.length).toBeGreaterThan(0.99);
  });

  it("of the churned subscribers at least 97 of 100 are found, and as many of those found have churned", () => {
    const truth = new Map<string, boolean>();
    for (const row of truthTable(folder, "subscriptions"))
      truth.set(row.customer_id ?? "", (truth.get(row.customer_id ?? "") ?? true) && row.end !== "");
    const found = livesBy(byStatus).filter(({ lives }) => lives.every(({ state }) => state === "ended"));
    const right = found.filter(({ customer }) => truth.get(String(customer)) === true).length;
    expect(right / found.length).toBeGreaterThan(0.97);
    expect(right / [...truth.values()].filter(Boolean).length).toBeGreaterThan(0.97);
  });

  it("without Shopify's word, from the missing charges alone, those who left two intervals ago are found", () => {
    const settled = new Map<string, boolean>();
    for (const row of truthTable(folder, "subscriptions")) {
      const left = row.end || row.paused_since;
      const isGone = left !== "" && left !== undefined && AS_OF - dayNumber(day(left)) > 190;
      const isHere = !left;
      if (isGone || isHere) settled.set(key(row.customer_id ?? "", row.start ?? ""), isGone);
    }
    const judged = livesBy(() => []).flatMap(({ customer, own, lives }) =>
      own.flatMap((one, index) => {
        const isGone = settled.get(key(customer, startOf(one)));
        return isGone === undefined ? [] : [{ isGone, found: lives[index]?.state === "ended" }];
      }),
    );
    const right = judged.filter(({ isGone, found }) => isGone && found).length;
    expect(right / judged.filter(({ found }) => found).length).toBeGreaterThan(0.97);
    expect(right / judged.filter(({ isGone }) => isGone).length).toBeGreaterThan(0.97);
  });

  it("MRR of each of the last twelve months lies within 1%, subscribers within 1.2%", () => {
    const subscribersTrue = new Map(
      truthTable(folder, "subscribers").map((row) => [row.month, row.subscribers_at_end]),
    );
    for (const { month: of, mine, truth } of monthsBy(byStatus).slice(-12)) {
      expect(errorOf(mine.closing, truth.closing), `MRR of ${of}`).toBeLessThan(0.01);
      expect(errorOf(mine.subscribersAtEnd, subscribersTrue.get(of)), `subscribers of ${of}`).toBeLessThan(0.012);
    }
  });

  it("movements over the whole time lie within 2%: in one month the day of leaving is not in the orders", () => {
    const months = monthsBy(byStatus);
    const total = (of: (row: (typeof months)[number]) => number) => months.reduce((sum, row) => sum + of(row), 0);
    for (const movement of ["new", "expansion", "contraction", "churn"] as const)
      expect(
        errorOf(
          total(({ mine }) => mine[movement]),
          String(total(({ truth }) => Number(truth[movement]))),
        ),
        movement,
      ).toBeLessThan(0.02);
  });

  it("with the app's contracts imported and paused ones counted, MRR of every month lies within 0.2%, and 95 of 100 movements within 1%", () => {
    const months = monthsBy(contracts(), { ...SWITCHES, paused: "counted" }).slice(6);
    const errors = months.flatMap(({ mine, truth }) =>
      MOVEMENTS.map((movement) => errorOf(mine[movement], truth[movement])),
    );
    for (const { month: of, mine, truth } of months)
      expect(errorOf(mine.closing, truth.closing), `MRR of ${of}`).toBeLessThan(0.002);
    // Where nothing moved, nothing was found to move.
    const within = errors.filter((error) => Number.isNaN(error) || error < 0.01);
    expect(within.length / errors.length).toBeGreaterThan(0.95);
  });

  it("with the contracts, and paused ones left out, MRR lies within 1% on average: only the days of pauses are left to infer", () => {
    const months = monthsBy(contracts()).slice(12);
    const errors = months.map(({ mine, truth }) => errorOf(mine.closing, truth.closing));
    expect(errors.reduce((sum, error) => sum + error, 0) / errors.length).toBeLessThan(0.01);
  });
});
