import { afterEach, describe, expect, it } from "vitest";
import type { Condition } from "~/analytics/conditions";
import { USUAL_TIMING } from "~/analytics/timing";
import { listRuns } from "~/data/runLog.server";
import { openRun } from "~/data/runs.server";
import { createSchedule } from "~/data/schedules.server";
import { onMoment } from "~/jobs/moments.server";
import type { Figures } from "~/reports/report";
import { draft, emptyReport, newShop, plainMakers } from "../support/schedules";
import { dieAt, livesOn, statesOf, throwAt, tickOf, type World } from "./support";

const START = new Date("2026-11-02T07:00:00Z");
const DUE = new Date("2026-11-02T08:00:01Z");

afterEach(() => onMoment(null));

const OVER_THOUSAND: Condition = { metric: "netSales", test: "above", value: "100000" };

/** A shop whose report is due and is sent if net sales are above £1,000; they are `netSales`. */
async function dueShop(netSales: number | null) {
  const shopId = await newShop();
  const timing = { ...USUAL_TIMING, conditions: { mode: "all" as const, of: [OVER_THOUSAND] } };
  const { scheduleId } = await createSchedule(shopId, draft({ timing }), START);
  const metrics: Figures = { netSales: { value: netSales, unit: "minor" } };
  const notes: (string | null)[] = [];
  const plain = plainMakers();
  const makers = plainMakers({
    compute: async (_, wish) => emptyReport({ period: wish.period, asOf: wish.asOf.toISOString(), metrics }),
    render: (report, options) => {
      notes.push(options.note ?? null);
      return plain.render(report, options);
    },
  });
  const world: World = { now: DUE, makers, send: async () => ({ kind: "sent", providerId: "id" }) };
  const lastRun = async () => (await listRuns(shopId, { scheduleId, limit: 1 }))[0];
  return { shopId, scheduleId, timing, world, notes, lastRun };
}

describe("a report with conditions", () => {
  it("goes when they hold, and keeps the figures that decided", async () => {
    const { shopId, world, lastRun } = await dueShop(100001);
    await livesOn(world, shopId);
    expect(await statesOf(shopId)).toEqual(["ada@example.com sent"]);
    expect(await lastRun()).toMatchObject({ state: "built", decision: { holds: true, asked: true } });
  });

  it("is not needed when they do not hold, and keeps the figures that decided", async () => {
    const { shopId, world, lastRun } = await dueShop(100000);
    await livesOn(world, shopId);
    expect(await statesOf(shopId)).toEqual([]);
    expect(await lastRun()).toMatchObject({
      state: "notNeeded",
      why: null,
      decision: { holds: false, currency: "GBP", of: [{ metric: "netSales", figure: 100000, value: "100000" }] },
    });
  });

  it("is not needed when a figure is unknown, and says so", async () => {
    const { shopId, world, lastRun } = await dueShop(null);
    await livesOn(world, shopId);
    expect(await lastRun()).toMatchObject({
      state: "notNeeded",
      decision: { of: [{ figure: null, holds: false, untried: "unknown" }] },
    });
  });

  it.each(["now", "test"] as const)(
    "of kind %s goes whatever they say, and says that they were not asked",
    async (kind) => {
      const { shopId, scheduleId, timing, world, notes } = await dueShop(1);
      const recipients = kind === "test" ? [{ email: "bob@example.com", language: null }] : null;
      world.now = START;
      await openRun(shopId, { kind, scheduleId, settings: draft(), timing, recipients }, START);
      await tickOf(world, 1);
      expect(await statesOf(shopId)).toEqual([`${kind === "test" ? "bob" : "ada"}@example.com sent`]);
      expect(notes).toEqual(["It was sent by hand; the conditions under which it is sent were not asked."]);
      expect(await listRuns(shopId, { scheduleId, tests: true, limit: 1 })).toMatchObject([
        { state: "built", decision: { asked: false, holds: false } },
      ]);
    },
  );

  it.each(["report computed", "run not needed"] as const)(
    "that is decided is neither made nor decided twice when the process dies at: %s",
    async (moment) => {
      const { shopId, world, lastRun } = await dueShop(5);
      const { died } = dieAt(moment);
      await Promise.race([tickOf(world, 1, died), died]);
      await died;
      onMoment(null);
      await livesOn(world, shopId);
      expect(await statesOf(shopId)).toEqual([]);
      expect(await lastRun()).toMatchObject({ state: "notNeeded" });
    },
  );

  it("that is decided stays so when the work throws right after", async () => {
    const { shopId, world, lastRun } = await dueShop(5);
    const fault = throwAt("run not needed");
    await livesOn(world, shopId);
    expect(fault.happened()).toBe(true);
    expect(await statesOf(shopId)).toEqual([]);
    expect(await lastRun()).toMatchObject({ state: "notNeeded", why: null });
  });
});
