import { afterEach, describe, expect, it } from "vitest";
import { type Timing, USUAL_TIMING } from "~/analytics/timing";
import { listRuns } from "~/data/runLog.server";
import { openRun } from "~/data/runs.server";
import { createSchedule } from "~/data/schedules.server";
import { withShopClient } from "~/db.server";
import { onMoment } from "~/jobs/moments.server";
import type { Report } from "~/reports/report";
import { draft, newShop, plainMakers } from "../support/schedules";
import { dieAt, livesOn, statesOf, throwAt, tickOf, type World } from "./support";

const START = new Date("2026-11-02T07:00:00Z");
const DUE = new Date("2026-11-02T08:00:01Z");
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const later = (ms: number) => new Date(DUE.getTime() + ms);

afterEach(() => onMoment(null));

/** Due on Monday, 2 November, and then not for a week. */
const WEEKLY = { frequency: { every: "week" as const, weekday: 1 }, localTime: "08:00", timeZone: "Europe/London" };

/** A shop whose report is due and whose Shopify can be cut off. */
async function dueShop(timing: Partial<Timing> = {}) {
  const shopId = await newShop();
  const { scheduleId } = await createSchedule(
    shopId,
    draft({ rhythm: WEEKLY, timing: { ...USUAL_TIMING, ...timing } }),
    START,
  );
  const shopify = { answers: false, asked: 0 };
  const seen: { readonly report: Report; readonly note: string | null }[] = [];
  const plain = plainMakers();
  const makers = plainMakers({
    catchUp: async () => {
      shopify.asked += 1;
      if (!shopify.answers) throw new Error("Shopify does not answer");
    },
    render: (report, options) => {
      seen.push({ report, note: options.note ?? null });
      return plain.render(report, options);
    },
  });
  const world: World = { now: DUE, makers, send: async () => ({ kind: "sent", providerId: "id" }) };
  const lastRun = async () => (await listRuns(shopId, { scheduleId, limit: 1 }))[0];
  return { shopId, scheduleId, world, shopify, seen, lastRun };
}

describe("a report whose data is not in", () => {
  it("waits three hours unless another time was chosen, then goes and says what is missing and that it is late", async () => {
    const { shopId, world, seen, lastRun } = await dueShop();
    await tickOf(world, 2);
    expect(await lastRun()).toMatchObject({
      state: "pending",
      waitingSince: DUE,
      missing: ["changes"],
      waitsUntil: later(3 * HOUR),
      ifIncomplete: "send",
    });
    for (; world.now < later(3 * HOUR - MINUTE); world.now = new Date(world.now.getTime() + MINUTE))
      await tickOf(world, 1);
    expect(await statesOf(shopId)).toEqual([]);
    await livesOn(world, shopId);
    expect(await statesOf(shopId)).toEqual(["ada@example.com sent"]);
    expect(seen.map(({ report }) => report.notes.map(({ code }) => code))).toEqual([["changes_missing"]]);
    expect(seen[0]?.note).toBe(
      "This report was due on 2 Nov 2026, 08:00 and comes late. It was sent before all data of its period was in. Missing: the newest changes in Shopify.",
    );
    expect(await lastRun()).toMatchObject({ state: "built", missing: ["changes"], mails: 1 });
  });

  it("goes as soon as it is in, with nothing to say but that it is late", async () => {
    const { shopId, world, shopify, seen, lastRun } = await dueShop();
    await tickOf(world, 1);
    world.now = later(30 * MINUTE);
    shopify.answers = true;
    await livesOn(world, shopId);
    expect(await lastRun()).toMatchObject({ state: "built", missing: [], waitingSince: DUE });
    expect(seen).toMatchObject([{ note: null, report: { notes: [] } }]);
  });

  it("does not go at all where that was chosen, and says so", async () => {
    const { shopId, world, lastRun } = await dueShop({ waitHours: 1, ifIncomplete: "skip" });
    await livesOn(world, shopId);
    expect(await statesOf(shopId)).toEqual([]);
    expect(await lastRun()).toMatchObject({ state: "skipped", why: "incomplete", missing: ["changes"], mails: 0 });
  });

  it("does not wait where it shall not", async () => {
    const { shopId, world, lastRun } = await dueShop({ waitHours: 0 });
    await tickOf(world, 1);
    expect(await statesOf(shopId)).toEqual(["ada@example.com sent"]);
    expect(await lastRun()).toMatchObject({ state: "built", missing: ["changes"], waitingSince: null });
  });

  it("asks Shopify less and less often, and never goes later than it may", async () => {
    const { world, shopify, lastRun } = await dueShop({ waitHours: 12 });
    const asked: number[] = [];
    for (; world.now <= later(12 * HOUR); world.now = new Date(world.now.getTime() + 30_000)) {
      const before = shopify.asked;
      await tickOf(world, 1);
      if (shopify.asked > before) asked.push((world.now.getTime() - DUE.getTime()) / MINUTE);
    }
    expect(asked.slice(0, 4)).toEqual([0, 1, 2, 3]);
    expect(asked.at(-1)).toBe(720);
    expect(asked.length).toBeLessThan(110);
    expect(await lastRun()).toMatchObject({ state: "built" });
  });

  it("waits until ten minutes after the end of its period: what Shopify knows shows after a while", async () => {
    const shopId = await newShop();
    const rhythm = { frequency: { every: "day" as const }, localTime: "00:02", timeZone: "Europe/London" };
    const { scheduleId } = await createSchedule(shopId, draft({ rhythm }), START);
    const midnight = new Date("2026-11-03T00:00:00Z").getTime();
    const send: World["send"] = async () => ({ kind: "sent", providerId: "id" });
    const world: World = { now: new Date(midnight + 2 * MINUTE), makers: plainMakers(), send };
    for (; world.now.getTime() < midnight + 10 * MINUTE; world.now = new Date(world.now.getTime() + 30_000))
      await tickOf(world, 1);
    expect(await listRuns(shopId, { scheduleId, limit: 1 })).toMatchObject([
      { state: "pending", missing: ["changes"] },
    ]);
    world.now = new Date(midnight + 11 * MINUTE);
    await tickOf(world, 1);
    expect(await listRuns(shopId, { scheduleId, limit: 1 })).toMatchObject([{ state: "built", missing: [] }]);
  });

  it("sent by hand goes at once with a note", async () => {
    const { shopId, scheduleId, world, seen } = await dueShop();
    world.now = START;
    await openRun(shopId, { kind: "now", scheduleId, settings: draft(), recipients: null }, START);
    await tickOf(world, 1);
    expect(await statesOf(shopId)).toEqual(["ada@example.com sent"]);
    expect(seen[0]?.note).toBe(
      "It was sent before all data of its period was in. Missing: the newest changes in Shopify.",
    );
  });

  it("is tried for a whole day after its wait where it cannot be made then", async () => {
    const { shopId, scheduleId, world, shopify } = await dueShop({ waitHours: 12 });
    const makers = { ...world.makers, compute: () => Promise.reject(new Error("division of nothing")) };
    const failing: World = { ...world, makers };
    for (; failing.now < later(12 * HOUR); failing.now = new Date(failing.now.getTime() + 10 * MINUTE))
      await tickOf(failing, 1);
    const attempts = async () => {
      const { rows } = await withShopClient(shopId, (client) =>
        client.query<{ attempts: number }>("SELECT attempts FROM report_runs WHERE shop_id = $1", [shopId]),
      );
      return rows[0]?.attempts;
    };
    expect(await attempts()).toBe(0);
    shopify.answers = true;
    await livesOn(failing, shopId, { stepMs: 30 * MINUTE, untilHours: 22 });
    expect(await listRuns(shopId, { scheduleId, limit: 1 })).toMatchObject([
      { state: "pending", why: "division of nothing" },
    ]);
    world.now = later(35 * HOUR + 50 * MINUTE);
    await livesOn(world, shopId, { untilHours: 1 });
    expect(await statesOf(shopId)).toEqual(["ada@example.com sent"]);
  });
});

describe("a run that waits is neither lost nor doubled", () => {
  it.each(["run claimed", "caught up", "run put off"] as const)("when its process dies at: %s", async (moment) => {
    const { shopId, world, shopify, seen } = await dueShop();
    const { died } = dieAt(moment);
    await Promise.race([tickOf(world, 1, died), died]);
    await died;
    onMoment(null);
    world.now = later(20 * MINUTE);
    await tickOf(world, 3);
    expect(await statesOf(shopId)).toEqual([]);
    shopify.answers = true;
    await livesOn(world, shopId);
    expect(await statesOf(shopId)).toEqual(["ada@example.com sent"]);
    expect(seen).toHaveLength(1);
  });

  it.each(["run claimed", "caught up", "run put off"] as const)("when its work throws at: %s", async (moment) => {
    const { shopId, world, shopify } = await dueShop();
    const fault = throwAt(moment);
    await tickOf(world, 1);
    expect(fault.happened()).toBe(true);
    onMoment(null);
    world.now = later(20 * MINUTE);
    shopify.answers = true;
    await livesOn(world, shopId);
    expect(await statesOf(shopId)).toEqual(["ada@example.com sent"]);
  });

  it.each(["throws", "dies"] as const)("nor one that is left out, when the work %s right after", async (how) => {
    const { shopId, world, lastRun } = await dueShop({ waitHours: 0, ifIncomplete: "skip" });
    if (how === "throws") {
      throwAt("run left out");
      await tickOf(world, 1);
    } else {
      const { died } = dieAt("run left out");
      await Promise.race([tickOf(world, 1, died), died]);
      await died;
    }
    onMoment(null);
    await livesOn(world, shopId);
    expect(await statesOf(shopId)).toEqual([]);
    expect(await lastRun()).toMatchObject({ state: "skipped", why: "incomplete" });
  });
});
