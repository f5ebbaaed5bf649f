import { describe, expect, it } from "vitest";
import { day } from "~/analytics/period";
import { ATTRIBUTIONS } from "~/analytics/platforms";
import { importSessions } from "~/data/sessions.server";
import { sumTouches } from "~/data/touchSums.server";
import { withReport } from "~/reports/context.server";
import { platformTable } from "~/reports/platformRows.server";
import { insertOrders, insertShop } from "../support/ledger";

const asOf = new Date("2025-03-01T00:00:00Z");
const line = (id: number, price: number) => ({ id, product: 1, variant: 11, quantity: 1, price });
const session = (of: string, sessions: number) => ({
  day: day(of),
  referrerSource: "google",
  referrerName: "",
  utmSource: "",
  sessions,
  conversions: null,
});

/** Known and unknown ways, a first touch that is not the last, and orders that an edit adds to on a later day. */
async function shopOfTouches(): Promise<bigint> {
  const shop = await insertShop();
  const [google, meta] = [
    { source: "google", lastSource: "google" },
    { source: "facebook", lastSource: "google" },
  ];
  const more = (id: number, at: string) => ({
    changes: [{ at, action: "ORDER", line: id, quantity: 1, net: 300 } as const],
  });
  await insertOrders(shop, [
    {
      id: 1,
      at: "2024-12-30T12:00:00Z",
      customer: 1,
      ...google,
      lines: [line(1, 1_000)],
      ...more(1, "2025-01-02T12:00:00Z"),
    },
    {
      id: 2,
      at: "2025-01-05T12:00:00Z",
      customer: 1,
      ...meta,
      lines: [line(2, 2_000)],
      ...more(2, "2025-01-07T12:00:00Z"),
    },
    { id: 3, at: "2025-01-06T12:00:00Z", customer: 2, channel: "Point of Sale", lines: [line(3, 400)] },
    {
      id: 4,
      at: "2025-01-07T12:00:00Z",
      customer: 3,
      channel: "Online Store",
      lines: [line(4, 500)],
      ...more(4, "2025-01-20T12:00:00Z"),
    },
    { id: 5, at: "2025-01-20T12:00:00Z", customer: null, ...google, channel: "Online Store", lines: [line(5, 700)] },
    { id: 6, at: "2025-02-03T12:00:00Z", customer: 4, ...google, lines: [line(6, 800)] },
  ]);
  await importSessions(shop, [session("2025-01-02", 5), session("2025-01-07", 9), session("2025-01-20", 4)]);
  return shop;
}

describe("platforms read from the sums by day", () => {
  it("are those read from the facts, by either touch, on either clock, and with sessions of some days", async () => {
    const shop = await shopOfTouches();
    const periods = [
      { start: day("2025-01-01"), end: day("2025-02-01") },
      { start: day("2025-01-06"), end: day("2025-01-08") },
      { start: day("2024-12-01"), end: day("2025-03-01") },
    ];
    for (const attribution of ATTRIBUTIONS)
      for (const clock of ["eventDay", "orderDay"] as const)
        for (const period of periods)
          await withReport(shop, { asOf, clock, period }, async (context) => {
            const { client, scope } = context;
            expect(scope.isSummed && (await sumTouches(client, scope, attribution))).toBeTruthy();
            const told = await platformTable(context, scope, attribution);
            expect(told).toEqual(await platformTable(context, { ...scope, isSummed: false }, attribution));
            expect(told.rows.map(({ platform }) => platform)).toContain("google");
          });
  });
});
