import { beforeAll, describe, expect, it } from "vitest";
import { day } from "~/analytics/period";
import { type StateSums, sumByState } from "~/data/dialectSums.server";
import { endOfDay, withReport } from "~/reports/context.server";
import { smallStore } from "../reports/smallStore";

let shop: bigint;
const asOf = endOfDay(day("2025-03-31"), "Europe/London");

beforeAll(async () => {
  shop = await smallStore();
});

/** Each state with what is not 0 in it, in a fixed order. */
const told = (states: readonly StateSums[]) =>
  states
    .map(({ cancelled, unpaid, sums, fees, returned }) => ({
      state: `${cancelled} ${unpaid}`,
      amounts: Object.fromEntries(
        Object.entries({
          ...sums,
          ...Object.fromEntries(Object.entries(fees).map(([name, of]) => [`paid ${name}`, of])),
          ...returned,
        })
          .filter(([, amount]) => amount !== 0)
          .toSorted(([left], [right]) => left.localeCompare(right)),
      ),
    }))
    .filter(({ amounts }) => Object.keys(amounts).length > 0)
    .toSorted((left, right) => left.state.localeCompare(right.state));

describe("the sums of orders by their state", () => {
  it("are the same taken from the sums by day as from the facts, on either clock and over a part of the history", async () => {
    for (const clock of ["eventDay", "orderDay"] as const)
      for (const period of [null, { start: day("2025-01-15"), end: day("2025-03-11") }])
        await withReport(shop, { asOf, clock, period }, async ({ client, scope }) => {
          expect(scope.isSummed).toBe(true);
          const summed = told(await sumByState(client, scope));
          expect(summed).toEqual(told(await sumByState(client, { ...scope, isSummed: false })));
          expect(summed.map(({ state }) => state)).toContain("true false");
          expect(summed.map(({ state }) => state)).toContain("false false");
        });
  });
});
