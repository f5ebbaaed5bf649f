import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { testsPassed } from "~/analytics/customers";
import { NO_FILTER } from "~/analytics/filter";
import { grouped } from "~/analytics/grouped";
import { standingOf } from "~/analytics/lapse";
import { stageAt, transitionsOf } from "~/analytics/lifecycle";
import { addDays, daysBetween, localDay } from "~/analytics/period";
import { quintileBounds, type RfmBounds, rfmGroup, rfmScores } from "~/analytics/rfm";
import { NO_SWITCHES } from "~/analytics/switches";
import { listTransitions, sumStages } from "~/data/customerFlow.server";
import { countStandings, countTested, listPeople } from "~/data/customerLists.server";
import type { PersonRules } from "~/data/customerPeople.server";
import { crossRfm, rfmBounds } from "~/data/customerRfm.server";
import { shopRhythm } from "~/data/customerRhythm.server";
import { medianOrderValue } from "~/data/customers.server";
import { findSums } from "~/data/factState.server";
import type { Scope } from "~/data/scope.server";
import { readShop } from "~/db.server";
import { insertOrders, insertShop, type OrderRow } from "../support/ledger";
import { busyOrders, instantAfter, personsOf, startsOf, verdictOf } from "../support/people";

const store = fc.record({
  orders: busyOrders,
  // Some look back into the past, most at the end: kept facts and facts summed anew must agree with the same hand.
  lookedFrom: fc.oneof(fc.integer({ min: 24 * 30, max: 24 * 420 }), fc.constant(24 * 430)),
  lapsePoint: fc.oneof(fc.constant(null), fc.integer({ min: 5, max: 120 })),
  highValue: fc.record({
    fullPriceShare: fc.constantFrom(0.5, 0.95, 1),
    orders: fc.integer({ min: 1, max: 3 }),
    windowDays: fc.constantFrom(30, 365),
  }),
  zone: fc.constantFrom("Europe/London", "Asia/Tokyo", "America/New_York"),
});

function scopeOf(shopId: bigint, asOf: Date): Scope {
  const day = localDay(asOf, "Europe/London");
  return {
    shopId,
    currency: "GBP",
    asOf,
    period: { start: day, end: addDays(day, 1) },
    clock: "orderDay",
    filter: NO_FILTER,
    switches: NO_SWITCHES,
    weekStart: 1,
  };
}

async function open(orders: readonly OrderRow[], zone: string) {
  const shop = await insertShop({ timeZone: zone });
  await insertOrders(shop, orders);
  return shop;
}

describe("what SQL says of everybody and TypeScript of one", () => {
  it("agrees: stages, tests, standings and the flow between the stages", { timeout: 240_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(store, async ({ orders, lookedFrom, lapsePoint, highValue, zone }) => {
        const asOf = instantAfter(lookedFrom);
        const shop = await open(orders, zone);
        const asOfDay = localDay(asOf, zone);
        const scope = scopeOf(shop, asOf);
        await readShop(shop, async (client) => {
          const { isSummed: isLatest } = await findSums(client, shop, asOf);
          if (lookedFrom === 24 * 430) expect(isLatest).toBe(true);
          const median = await medianOrderValue(client, scope, isLatest);
          const rules: PersonRules = { asOfDay, isLatest, lapsePoint, highValue, medianOrderValue: median };
          const persons = personsOf(orders, asOf, zone);

          const everybody = { which: "everybody", sort: "orders", descending: true, limit: null, offset: 0 } as const;
          const people = await listPeople(client, scope, rules, everybody);
          expect(people.length).toBe(persons.length);
          for (const person of persons) {
            const found = people.find(({ customerId }) => customerId === person.customerId);
            const last = person.days.at(-1) ?? asOfDay;
            expect(found).toMatchObject({
              orders: person.days.length,
              firstOrderDay: person.days[0],
              lastOrderDay: last,
              daysSince: daysBetween(last, asOfDay),
              orderedValue: person.orderedValue,
              fullPriceValue: person.fullPriceValue,
              stage: stageAt(startsOf(person, rules, asOfDay), asOfDay),
            });
          }

          const verdicts = persons.map((person) => verdictOf(person, rules, asOfDay));
          expect(await countTested(client, scope, rules)).toMatchObject({
            everybody: persons.length,
            highValue: verdicts.filter(({ isHighValue }) => isHighValue).length,
            nearMiss: verdicts.filter((verdict) => testsPassed(verdict) === 2).length,
          });
          const high = await listPeople(client, scope, rules, { ...everybody, which: "highValue" });
          expect(new Set(high.map(({ customerId }) => customerId))).toEqual(
            new Set(persons.filter((_, index) => verdicts[index]?.isHighValue).map(({ customerId }) => customerId)),
          );

          const standings = persons.map(({ days }) =>
            standingOf(daysBetween(days.at(-1) ?? asOfDay, asOfDay), lapsePoint),
          );
          const standing = (name: string) => standings.filter((one) => one === name).length;
          expect(await countStandings(client, scope, rules)).toEqual({
            active: standing("active"),
            atRisk: standing("atRisk"),
            lost: standing("lost"),
          });

          const stages = await sumStages(client, scope, rules);
          const known = new Map(
            orders.map(({ customer, at }) => [String(customer), at]).reverse() as [string, string][],
          );
          const contacts = [...known].filter(
            ([customer, at]) => at <= asOf.toISOString() && !persons.some(({ customerId }) => customerId === customer),
          );
          expect(stages.find(({ stage }) => stage === "acquisition")?.persons).toBe(contacts.length);
          expect(stages.reduce((total, stage) => total + stage.persons, 0)).toBe(persons.length + contacts.length);

          const moves = persons.flatMap((person) => transitionsOf(startsOf(person, rules, asOfDay)));
          const expected = [...grouped(moves, (move) => JSON.stringify([move.month, move.from, move.to]))];
          const ofContacts = contacts.length;
          const found = await listTransitions(client, scope, rules);
          const counted = new Map(
            found.map(({ month, from, to, persons: times }) => [JSON.stringify([month, from, to]), times]),
          );
          for (const [key, own] of expected) expect(counted.get(key) ?? 0).toBeGreaterThanOrEqual(own.length);
          expect(found.reduce((total, { persons: times }) => total + times, 0)).toBe(moves.length + ofContacts);
        });
      }),
      { numRuns: 40 },
    );
  });

  it("agrees: RFM bounds and groups", { timeout: 120_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(store, async ({ orders, lookedFrom, zone, highValue }) => {
        const asOf = instantAfter(lookedFrom);
        const shop = await open(orders, zone);
        const asOfDay = localDay(asOf, zone);
        const scope = scopeOf(shop, asOf);
        await readShop(shop, async (client) => {
          const { isSummed: isLatest } = await findSums(client, shop, asOf);
          const rules: PersonRules = { asOfDay, isLatest, lapsePoint: null, highValue, medianOrderValue: null };
          const persons = personsOf(orders, asOf, zone).map(({ days, orderedValue }) => ({
            daysSinceLastOrder: daysBetween(days.at(-1) ?? asOfDay, asOfDay),
            orders: days.length,
            spent: orderedValue,
          }));
          const bounds = await rfmBounds(client, scope, rules);
          if (persons.length === 0) return expect(bounds).toBeNull();
          const own: RfmBounds = {
            daysSinceLastOrder: quintileBounds(persons.map((of) => of.daysSinceLastOrder)) ?? [0, 0, 0, 0],
            orders: quintileBounds(persons.map((of) => of.orders)) ?? [0, 0, 0, 0],
            spent: quintileBounds(persons.map((of) => of.spent)) ?? [0, 0, 0, 0],
          };
          for (const value of ["daysSinceLastOrder", "orders", "spent"] as const)
            for (const [at, bound] of own[value].entries()) expect(bounds?.[value][at]).toBeCloseTo(bound, 9);
          const cells = await crossRfm(client, scope, rules, bounds ?? own);
          for (const [group, members] of grouped(persons, (of) => rfmGroup(rfmScores(of, bounds ?? own))))
            expect(cells.find((cell) => cell.group === group)?.customers).toBe(members.length);
        });
      }),
      { numRuns: 15 },
    );
  });

  it("the shop's rhythm is the same from kept sums as from its orders", { timeout: 60_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(busyOrders, async (orders) => {
        const shop = await open(orders, "Asia/Tokyo");
        const scope = scopeOf(shop, instantAfter(24 * 430));
        await readShop(shop, async (client) => {
          expect(await shopRhythm(client, scope, true)).toEqual(await shopRhythm(client, scope, false));
          expect(await medianOrderValue(client, scope, true)).toBe(await medianOrderValue(client, scope, false));
        });
      }),
      { numRuns: 10 },
    );
  });
});
