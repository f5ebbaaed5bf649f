import { beforeAll, describe, expect, it } from "vitest";
import { addDays, day, localDay } from "~/analytics/period";
import { reconciledFigures } from "~/analytics/reconciliation";
import { salesFigures } from "~/analytics/sales";
import { sumFacts } from "~/data/sales.server";
import { shownSales } from "~/data/salesComparison.server";
import { endOfDay, withReport } from "~/reports/context.server";
import { smallStore } from "../reports/smallStore";

const ZONE = "Europe/London";
let shop: bigint;

beforeAll(async () => {
  shop = await smallStore();
});

describe("our sales as of an instant at which later ones are stored already", () => {
  it("are, by day and by month, what the facts alone come to", async () => {
    const period = { start: day("2025-01-01"), end: day("2025-04-01") };
    let late = 0;
    for (let of = day("2025-01-09"); of < "2025-04-01"; of = addDays(of, 4)) {
      // Noon, so that a day can be cut too.
      const asOf = new Date(endOfDay(of, ZONE).getTime() - 43_200_000);
      await withReport(shop, { asOf, period }, async ({ client, scope }) => {
        if (!scope.isSummed) late += 1;
        for (const grain of ["day", "month"] as const) {
          const { parts } = await sumFacts(client, { ...scope, isSummed: false }, grain);
          const expected = new Map([...parts].map(([part, { sums }]) => [part, reconciledFigures(salesFigures(sums))]));
          const shown = new Map([...(await shownSales(client, scope, grain))].toSorted());
          expect(shown, `${localDay(asOf, ZONE)} by ${grain}`).toEqual(new Map([...expected].toSorted()));
        }
      });
    }
    expect(late).toBeGreaterThan(15);
  });
});
