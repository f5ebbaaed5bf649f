import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { grouped } from "~/analytics/grouped";
import { day, daysBetween } from "~/analytics/period";
import { fifthOf, quintileBounds, type RfmBounds, rfmGroup, rfmScores } from "~/analytics/rfm";

const Scores = z.object({
  analysisDay: z.string(),
  customers: z.number(),
  bounds: z.object({
    recency: z.array(z.number()),
    frequency: z.array(z.number()),
    monetary: z.array(z.number()),
  }),
  scores: z.record(z.string(), z.number()),
  readme: z.record(z.string(), z.string()),
});

/** Customers of the published data with days since their last order, orders and money spent. */
function published() {
  const expected = Scores.parse(JSON.parse(readFileSync("tests/fixtures/rfm/scores.json", "utf8")));
  const lines = readFileSync("tests/fixtures/rfm/orders.csv", "utf8").trim().split("\n").slice(1);
  const orders = lines
    .map((line) => line.split(","))
    .map(([customer = "", on = "", revenue = ""]) => ({
      customer,
      day: day(on),
      revenue: Number(revenue),
    }));
  const customers = [...grouped(orders, ({ customer }) => customer)].map(([customer, own]) => ({
    customer,
    daysSinceLastOrder: daysBetween(
      own
        .map((one) => one.day)
        .sort()
        .at(-1) ?? day("2000-01-01"),
      day(expected.analysisDay),
    ),
    orders: own.length,
    spent: own.reduce((total, { revenue }) => total + revenue, 0),
  }));
  return { expected, customers };
}

const boundsOf = (values: readonly number[]) => quintileBounds(values) ?? [0, 0, 0, 0];

describe("RFM scores", () => {
  it("of the published data are those of the R package rfm, customer by customer", () => {
    const { expected, customers } = published();
    expect(customers.length).toBe(expected.customers);
    const bounds: RfmBounds = {
      daysSinceLastOrder: boundsOf(customers.map(({ daysSinceLastOrder }) => daysSinceLastOrder)),
      orders: boundsOf(customers.map(({ orders }) => orders)),
      spent: boundsOf(customers.map(({ spent }) => spent)),
    };
    for (const [at, value] of expected.bounds.recency.entries())
      expect(bounds.daysSinceLastOrder[at]).toBeCloseTo(value, 6);
    expect(bounds.orders).toEqual(expected.bounds.frequency);
    for (const [at, value] of expected.bounds.monetary.entries()) expect(bounds.spent[at]).toBeCloseTo(value, 6);

    const scored = customers.map((of) => {
      const { recency, frequency, monetary } = rfmScores(of, bounds);
      return { customer: of.customer, score: `${recency}${frequency}${monetary}` };
    });
    const counts = Object.fromEntries(
      [...grouped(scored, ({ score }) => score)].map(([score, own]) => [score, own.length]),
    );
    expect(counts).toEqual(expected.scores);
    for (const [customer, score] of Object.entries(expected.readme))
      expect(scored.find((one) => one.customer === customer)?.score).toBe(score);
  });

  it("give equal values the same fifth", () => {
    const bounds = boundsOf([1, 1, 1, 1, 1, 1, 1, 1, 2, 3]);
    expect(fifthOf(1, bounds)).toBe(1);
    // 80% of ten customers with one order: three fifths end at 1, the fourth at 1.2.
    expect(bounds).toEqual([2, 2, 2, 2.2]);
    expect(fifthOf(2, bounds)).toBe(4);
    expect(fifthOf(3, bounds)).toBe(5);
  });
});

describe("RFM groups", () => {
  it.each([
    [5, 5, 5, "CHAMPIONS"],
    [5, 4, 4, "CHAMPIONS"],
    [4, 5, 5, "LOYAL"],
    [3, 4, 4, "LOYAL"],
    [5, 3, 4, "ACTIVE"],
    [4, 2, 2, "ACTIVE"],
    [5, 1, 1, "NEW"],
    [5, 1, 2, "NEW"],
    [4, 1, 2, "PROMISING"],
    [3, 3, 3, "NEEDS_ATTENTION"],
    [3, 2, 3, "ALMOST_LOST"],
    [3, 1, 1, "ALMOST_LOST"],
    [2, 5, 5, "PREVIOUSLY_LOYAL"],
    [1, 4, 5, "PREVIOUSLY_LOYAL"],
    [2, 4, 4, "AT_RISK"],
    [1, 3, 3, "AT_RISK"],
    [2, 2, 3, "DORMANT"],
    [1, 1, 1, "DORMANT"],
  ] as const)("recency %i, frequency %i, monetary %i: %s", (recency, frequency, monetary, group) => {
    expect(rfmGroup({ recency, frequency, monetary })).toBe(group);
  });
});
