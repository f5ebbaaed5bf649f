import { describe, expect, it } from "vitest";
import type { Timing } from "~/analytics/timing";
import { USUAL_TIMING } from "~/analytics/timing";
import { listRuns } from "~/data/runLog.server";
import { createSchedule, type ScheduleDraft } from "~/data/schedules.server";
import type { Report } from "~/reports/report";
import { draft, newShop, plainMakers } from "../support/schedules";
import { statesOf, tickOf, type World } from "./support";

const at = (text: string) => new Date(text);

/** A report on the clock of one zone about a shop on that of another. */
async function farReport(shopZone: string, change: Partial<ScheduleDraft>, timing: Partial<Timing>, made: Date) {
  const shopId = await newShop({ timeZone: shopZone });
  const { scheduleId } = await createSchedule(
    shopId,
    draft({ ...change, timing: { ...USUAL_TIMING, ...timing } }),
    made,
  );
  const seen: { readonly report: Report; readonly note: string | null }[] = [];
  const plain = plainMakers();
  const makers = plainMakers({
    render: (report, options) => {
      seen.push({ report, note: options.note ?? null });
      return plain.render(report, options);
    },
  });
  const world: World = { now: made, makers, send: async () => ({ kind: "sent", providerId: "id" }) };
  const tickAt = async (text: string) => {
    world.now = at(text);
    await tickOf(world, 2);
  };
  const lastRun = async () => (await listRuns(shopId, { scheduleId, limit: 1 }))[0];
  return { shopId, seen, tickAt, lastRun };
}

// 08:00 on New Year's Day in Tokyo is 15:00 on New Year's Eve in Los Angeles, where the year ends at 08:00 UTC.
const NEW_YEAR_IN_TOKYO = {
  periodRule: "lastYear",
  rhythm: { frequency: { every: "year", month: 1, monthDay: 1 }, localTime: "08:00", timeZone: "Asia/Tokyo" },
} as const;

describe("a report whose day begins before the shop's", () => {
  it.each([0, 1] as const)(
    "tells of the year that ends, and waits for its end, though it may wait %i hours",
    async (waitHours) => {
      const { shopId, seen, tickAt, lastRun } = await farReport(
        "America/Los_Angeles",
        NEW_YEAR_IN_TOKYO,
        { waitHours, ifIncomplete: "skip" },
        at("2026-12-30T00:00:00Z"),
      );
      await tickAt("2026-12-31T23:00:10Z");
      await tickAt("2027-01-01T07:59:59Z");
      expect(await statesOf(shopId)).toEqual([]);
      expect(await lastRun()).toMatchObject({ state: "pending", slotDay: "2027-01-01" });
      expect((await lastRun())?.waitsUntil).toEqual(
        at(waitHours === 0 ? "2027-01-01T08:00:00Z" : "2027-01-01T09:00:00Z"),
      );
      await tickAt(waitHours === 0 ? "2027-01-01T08:00:00Z" : "2027-01-01T08:10:00Z");
      expect(await statesOf(shopId)).toEqual(["ada@example.com sent"]);
      expect(seen).toMatchObject([
        {
          note: null,
          report: { period: { start: "2026-01-01", end: "2027-01-01" }, asOf: "2027-01-01T08:00:00.000Z", notes: [] },
        },
      ]);
    },
  );
});

describe("a report whose day begins after the shop's", () => {
  it("tells of the year before its own day, and goes at once", async () => {
    // 20:00 on 31 December 2026 in Los Angeles is New Year's Day in Tokyo.
    const rhythm = {
      frequency: { every: "year" as const, month: 12, monthDay: 31 },
      localTime: "20:00",
      timeZone: "America/Los_Angeles",
    };
    const { shopId, seen, tickAt } = await farReport(
      "Asia/Tokyo",
      { periodRule: "lastYear", rhythm },
      {},
      at("2026-12-30T00:00:00Z"),
    );
    await tickAt("2027-01-01T04:00:10Z");
    expect(await statesOf(shopId)).toEqual(["ada@example.com sent"]);
    expect(seen[0]?.report).toMatchObject({
      period: { start: "2025-01-01", end: "2026-01-01" },
      asOf: "2027-01-01T04:00:00.000Z",
    });
  });
});
