import { describe, expect, it, vi } from "vitest";
import { type Timing, USUAL_TIMING } from "~/analytics/timing";
import { listRuns } from "~/data/runLog.server";
import { openDueRuns } from "~/data/runs.server";
import { createSchedule, getSchedule } from "~/data/schedules.server";
import { acrossShops, withShopClient } from "~/db.server";
import { startProcess } from "../support/processes";
import { draft, newShop } from "../support/schedules";

const at = (text: string) => new Date(text);

async function scheduled(timing: Partial<Timing>) {
  const shopId = await newShop();
  const { scheduleId } = await createSchedule(
    shopId,
    draft({ timing: { ...USUAL_TIMING, ...timing } }),
    at("2026-11-02T07:00:00Z"),
  );
  const runs = async () =>
    (await listRuns(shopId, { scheduleId, limit: 50 }))
      .reverse()
      .map(({ slotDay, state, why }) => `${slotDay} ${why ?? state}`);
  return { shopId, scheduleId, runs };
}

describe("reports that were missed", () => {
  it("are all made up for, each as of its own slot, where that was chosen", async () => {
    const { shopId, scheduleId, runs } = await scheduled({ catchUp: "all" });
    const opened = (await openDueRuns(at("2026-11-05T12:00:00Z"))).filter((run) => run.shopId === shopId);
    expect(opened).toHaveLength(4);
    expect(await runs()).toEqual([
      "2026-11-02 pending",
      "2026-11-03 pending",
      "2026-11-04 pending",
      "2026-11-05 pending",
    ]);
    expect((await listRuns(shopId, { limit: 9 })).map(({ asOf }) => asOf.toISOString())).toEqual([
      "2026-11-05T08:00:00.000Z",
      "2026-11-04T08:00:00.000Z",
      "2026-11-03T08:00:00.000Z",
      "2026-11-02T08:00:00.000Z",
    ]);
    expect((await getSchedule(shopId, scheduleId)).nextSlotDay).toBe("2026-11-06");
  });

  it("are the seven latest at most; the others are recorded as missed", async () => {
    const { runs } = await scheduled({ catchUp: "all" });
    await openDueRuns(at("2026-11-10T12:00:00Z"));
    expect(await runs()).toEqual([
      "2026-11-02 missed",
      "2026-11-03 missed",
      ...["04", "05", "06", "07", "08", "09", "10"].map((day) => `2026-11-${day} pending`),
    ]);
  });

  it("are not made up for where none was chosen, and say so", async () => {
    const { runs } = await scheduled({ catchUp: "none" });
    await openDueRuns(at("2026-11-03T09:00:01Z"));
    expect(await runs()).toEqual(["2026-11-02 missed", "2026-11-03 missed"]);
  });

  it("are the latest alone, up to the hours chosen", async () => {
    const { runs } = await scheduled({ catchUpHours: 2 });
    await openDueRuns(at("2026-11-03T10:00:00Z"));
    expect(await runs()).toEqual(["2026-11-02 missed", "2026-11-03 pending"]);
    await openDueRuns(at("2026-11-04T10:00:01Z"));
    expect((await runs()).at(-1)).toBe("2026-11-04 missed");
  });

  it("wait and are tried from when they were found, not from when they were due", async () => {
    const { shopId } = await scheduled({ catchUp: "all" });
    await openDueRuns(at("2026-11-05T12:00:00Z"));
    const waits = (await listRuns(shopId, { limit: 9 })).map(({ waitsUntil }) => waitsUntil.toISOString());
    expect(new Set(waits)).toEqual(new Set(["2026-11-05T15:00:00.000Z"]));
  });
});

describe("a process killed while it makes up for missed reports", { timeout: 120_000 }, () => {
  it("leaves none lost and none doubled: what it had opened is as if it had not begun", async () => {
    const { shopId, scheduleId, runs } = await scheduled({ catchUp: "all" });
    const { child, ended } = startProcess("tests/support/mortalOpener.ts", { NOW: "2026-11-05T12:00:00Z" });
    // Its last statement finds the schedules held, so that it dies with all runs written and nothing committed.
    const held = withShopClient(shopId, async (client) => {
      await client.query("LOCK TABLE report_schedules IN SHARE MODE");
      await vi.waitFor(async () => expect(await isAwaited()).toBe(true), { timeout: 60_000, interval: 100 });
      child.kill("SIGKILL");
      expect(await ended).toBe("SIGKILL");
      throw new Error("taken back");
    });
    await expect(held).rejects.toThrow("taken back");
    expect(await runs()).toEqual([]);
    expect((await getSchedule(shopId, scheduleId)).nextSlotDay).toBe("2026-11-02");
    // The dead process's connection holds the schedule for a moment longer.
    await vi.waitFor(async () => {
      await Promise.all([1, 2, 3].map(() => openDueRuns(at("2026-11-05T12:00:00Z"))));
      expect((await runs()).length).toBeGreaterThan(0);
    });
    expect(await runs()).toEqual([
      "2026-11-02 pending",
      "2026-11-03 pending",
      "2026-11-04 pending",
      "2026-11-05 pending",
    ]);
  });
});

/** Whether a process waits for the schedules. */
async function isAwaited(): Promise<boolean> {
  const { rows } = await acrossShops((client) =>
    client.query<{ awaited: boolean }>(
      "SELECT EXISTS (SELECT FROM pg_locks WHERE NOT granted AND relation = 'report_schedules'::regclass) AS awaited",
    ),
  );
  return rows[0]?.awaited ?? false;
}
