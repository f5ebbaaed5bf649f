import { describe, expect, it } from "vitest";
import { day } from "~/analytics/period";
import type { WatchRule } from "~/analytics/watch";
import { listDeliveries } from "~/data/deliveries.server";
import { listChecks } from "~/data/metricNotices.server";
import { watchMetrics } from "~/jobs/metricWatches.server";
import { confirmed } from "../support/schedules";
import { steadyShop, watched } from "../support/watchedShop";

const MORNING = new Date("2026-11-19T06:30:00Z");
const later = (hours: number) => new Date(MORNING.getTime() + hours * 3_600_000);
const ADA = "ada@example.com";

const check = (shopId: bigint, at = MORNING) => watchMetrics(shopId, at, { catchUp: async () => undefined });
const below = (metric: WatchRule["metric"], span: WatchRule["span"], value: number): WatchRule => ({
  metric,
  span,
  condition: { kind: "threshold", side: "below", value },
});

const mailsOf = async (shopId: bigint) =>
  (await listDeliveries(shopId)).map(({ kind, recipient, state }) => `${kind} ${recipient} ${state}`).sort();
const verdictsOf = async (shopId: bigint, watchId: string) =>
  (await listChecks(shopId, watchId)).map(({ lastDay, verdict, isTold }) => `${lastDay} ${verdict} ${isTold}`);

describe("a watch of a month", () => {
  const above: WatchRule = {
    metric: "units",
    span: "month",
    condition: { kind: "threshold", side: "above", value: 100 },
  };
  const EVE = "eve@outside.example";

  it("is told when its reader has said yes, if nobody could be written to before", async () => {
    const shopId = await steadyShop(day("2026-11-19"));
    const eves = await watched(shopId, above, [EVE]);
    const adas = await watched(shopId, above, [ADA]);
    await check(shopId);
    expect(await verdictsOf(shopId, eves)).toEqual(["2026-11-18 above false"]);
    expect(await verdictsOf(shopId, adas)).toEqual(["2026-11-18 above true"]);
    await confirmed(shopId, [EVE]);
    await check(shopId, later(24));
    expect((await verdictsOf(shopId, eves))[0]).toBe("2026-11-19 above true");
    expect((await verdictsOf(shopId, adas))[0]).toBe("2026-11-19 toldBefore false");
    expect(await mailsOf(shopId)).toEqual([`notice ${ADA} pending`, `notice ${EVE} pending`]);
  });

  it("or a week whose last day came too late is judged the next day, once", async () => {
    // Sunday 30 August 2026 ends the week; Monday the 31st the month.
    const shopId = await steadyShop(day("2026-09-01"));
    const month = await watched(shopId, below("netSales", "month", 1_000_000), [ADA]);
    const week = await watched(shopId, below("totalSales", "week", 50_000), [ADA]);
    const down = { catchUp: () => Promise.reject(new Error("503")) };
    for (const late of ["2026-08-31T16:00:00Z", "2026-09-01T16:00:00Z"])
      expect(await watchMetrics(shopId, new Date(late), down)).toBeNull();
    expect(await verdictsOf(shopId, month)).toEqual(["2026-08-31 incomplete false", "2026-08-30 incomplete false"]);
    expect(await verdictsOf(shopId, week)).toEqual(["2026-08-30 incomplete false"]);
    await check(shopId, new Date("2026-09-02T06:30:00Z"));
    // 31 × 60.00 is below 10,000.00; 7 × 60.00 below 500.00. September is not over.
    expect((await verdictsOf(shopId, month)).slice(0, 1)).toEqual(["2026-08-31 below true"]);
    expect((await listChecks(shopId, month))[0]).toMatchObject({ firstDay: "2026-08-01", value: 186_000 });
    expect(await verdictsOf(shopId, week)).toEqual(["2026-08-30 below true"]);
    await check(shopId, new Date("2026-09-02T07:30:00Z"));
    expect(await mailsOf(shopId)).toHaveLength(2);
  });
});
