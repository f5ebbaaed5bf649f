import { describe, expect, it } from "vitest";
import { listRuns } from "~/data/runLog.server";
import { claimRun, openDueRuns } from "~/data/runs.server";
import { copySchedule } from "~/data/scheduleArchive.server";
import {
  createSchedule,
  getSchedule,
  listSchedules,
  pauseSchedule,
  ScheduleUnreadable,
  updateSchedule,
} from "~/data/schedules.server";
import { withShopClient } from "~/db.server";
import { runNow } from "~/jobs/reports.server";
import { draft, newShop } from "../support/schedules";

const at = (text: string) => new Date(text);
const MADE = at("2026-11-02T07:00:00Z");
const DUE = at("2026-11-02T08:00:10Z");

/** Conditions on a figure that is not there any more. */
const GONE = { conditions: { mode: "all", of: [{ metric: "gone", test: "above", value: "1" }] } };

/** A shop with a report that cannot be read and one that can, both due at the same time. */
async function shopWithFaulty() {
  const shopId = await newShop();
  const faulty = await createSchedule(shopId, draft({ title: "Faulty" }), MADE);
  const sound = await createSchedule(shopId, draft({ title: "Sound" }), MADE);
  await withShopClient(shopId, (client) =>
    client.query("UPDATE report_schedules SET conditions = $3 WHERE shop_id = $1 AND schedule_id = $2", [
      shopId,
      faulty.scheduleId,
      GONE.conditions,
    ]),
  );
  const runs = async () =>
    (await listRuns(shopId, { limit: 9 }))
      .map(({ title, slotDay, state, why }) => `${title} ${slotDay} ${why ?? state}`)
      .sort();
  return { shopId, faulty: faulty.scheduleId, sound: sound.scheduleId, runs };
}

describe("a schedule that holds what cannot be read", () => {
  it("keeps no other report from going, and is recorded as failed with the reason, once for its slot", async () => {
    const { shopId, faulty, runs } = await shopWithFaulty();
    const opened = (await openDueRuns(DUE)).filter((run) => run.shopId === shopId);
    expect(opened).toHaveLength(1);
    await openDueRuns(DUE);
    expect(await runs()).toEqual(["Faulty 2026-11-02 unreadable", "Sound 2026-11-02 pending"]);
    expect((await getSchedule(shopId, faulty)).nextSlotDay).toBe("2026-11-03");
  });

  it("of which several slots are due is recorded for the latest and moved past all of them", async () => {
    const { shopId, faulty, runs } = await shopWithFaulty();
    await openDueRuns(at("2026-11-04T08:00:10Z"));
    expect((await runs())[0]).toBe("Faulty 2026-11-04 unreadable");
    expect((await getSchedule(shopId, faulty)).nextSlotDay).toBe("2026-11-05");
  });

  it("stands in the list as faulty, beside the others", async () => {
    const { shopId } = await shopWithFaulty();
    const listed = (await listSchedules(shopId)).map(({ title, isFaulty }) => `${title} ${isFaulty}`);
    expect(listed).toEqual(["Faulty true", "Sound false"]);
  });

  it("can be paused though it is due, is neither sent by hand nor copied, and runs again once it is saved", async () => {
    const { shopId, faulty, runs } = await shopWithFaulty();
    await expect(runNow(shopId, faulty, MADE)).rejects.toThrow(ScheduleUnreadable);
    await expect(copySchedule(shopId, faulty, "Copy", MADE)).rejects.toThrow(ScheduleUnreadable);
    await pauseSchedule(shopId, faulty, DUE);
    expect(await runs()).toEqual(["Faulty 2026-11-02 unreadable"]);
    const saved = await updateSchedule(shopId, faulty, draft({ title: "Mended" }), DUE);
    expect(saved).toMatchObject({ isFaulty: false, nextSlotDay: "2026-11-03" });
  });
});

it("a run that holds what cannot be read fails by itself, and the list of runs stays", async () => {
  const { shopId, runs } = await shopWithFaulty();
  const opened = (await openDueRuns(DUE)).find((run) => run.shopId === shopId);
  if (!opened) throw new Error("expected a run");
  await withShopClient(shopId, (client) =>
    client.query("UPDATE report_runs SET timing = $3 WHERE shop_id = $1 AND run_id = $2", [shopId, opened.runId, GONE]),
  );
  expect(await claimRun(opened, DUE, 60_000)).toBeNull();
  expect(await runs()).toEqual(["Faulty 2026-11-02 unreadable", "Sound 2026-11-02 unreadable"]);
});
