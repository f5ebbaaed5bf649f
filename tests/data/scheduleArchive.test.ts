import { describe, expect, it } from "vitest";
import { SectionOptions, USUAL_OPTIONS } from "~/analytics/sectionOptions";
import { chooseForRecipient } from "~/data/recipients.server";
import { claimRun, openDueRuns, openRun } from "~/data/runs.server";
import { archiveSchedule, copySchedule, restoreSchedule } from "~/data/scheduleArchive.server";
import { listOutcomes } from "~/data/scheduleOutcomes.server";
import { settingsOf } from "~/data/scheduleSettings.server";
import {
  createSchedule,
  deleteSchedule,
  getSchedule,
  listArchived,
  listSchedules,
  resumeSchedule,
  ScheduleMissing,
  updateSchedule,
} from "~/data/schedules.server";
import { withShopClient } from "~/db.server";
import { draft, newShop } from "../support/schedules";

const at = (text: string) => new Date(text);
const BEFORE = at("2026-11-02T07:00:00Z");
const DUE = at("2026-11-02T08:00:00Z");
const openedFor = async (shopId: bigint, now: Date) => (await openDueRuns(now)).filter((run) => run.shopId === shopId);
const titles = (schedules: readonly { title: string }[]) => schedules.map(({ title }) => title);

const own = draft({
  foreword: "Good morning,\nthe cost of mugs is new.",
  options: SectionOptions.parse({ keyFigures: ["orders", "netSales"], rows: { products: 25 } }),
});

describe("what a merchant sets up of a report", () => {
  it("is kept with the schedule and frozen in its runs", async () => {
    const shopId = await newShop();
    const { scheduleId } = await createSchedule(shopId, own, BEFORE);
    expect(await getSchedule(shopId, scheduleId)).toMatchObject({ foreword: own.foreword, options: own.options });
    const [run] = await openedFor(shopId, DUE);
    await updateSchedule(shopId, scheduleId, draft(), DUE);
    expect(await getSchedule(shopId, scheduleId)).toMatchObject({ foreword: "", options: USUAL_OPTIONS });
    const claimed = run && (await claimRun(run, DUE, 60_000));
    expect(claimed?.settings).toMatchObject({ foreword: own.foreword, options: own.options });
  });

  it("is as usual in a run that was asked for before it could be chosen", () => {
    const { foreword, options, ...before } = draft();
    expect(settingsOf(before)).toMatchObject({ foreword: "", options: USUAL_OPTIONS });
  });
});

describe("a copy", () => {
  it("has everything of the original, with what each reader gets, under its own title", async () => {
    const shopId = await newShop();
    const { scheduleId } = await createSchedule(shopId, own, BEFORE);
    await chooseForRecipient(shopId, scheduleId, "ada@example.com", {
      language: "ja",
      formats: ["csv"],
      seesPersons: true,
      timeZone: null,
    });
    const copied = await copySchedule(shopId, scheduleId, "Another", BEFORE);
    const original = await getSchedule(shopId, scheduleId);
    const same = ["foreword", "options", "sections", "rhythm", "recipients", "clock", "filter"] as const;
    for (const name of same) expect(copied[name], name).toEqual(original[name]);
    expect(copied).toMatchObject({ title: "Another", unsavedCopy: true, pausedAt: BEFORE });
    expect(copied.recipients[0]).toMatchObject({ language: "ja", formats: ["csv"], seesPersons: true });
  });

  it("rests until it is saved, and then runs from its next slot on", async () => {
    const shopId = await newShop();
    const { scheduleId } = await createSchedule(shopId, own, BEFORE);
    const copied = await copySchedule(shopId, scheduleId, "Another", BEFORE);
    expect(await openedFor(shopId, DUE)).toHaveLength(1);
    const saved = await updateSchedule(shopId, copied.scheduleId, draft({ title: "Saved" }), DUE);
    expect(saved).toMatchObject({ unsavedCopy: false, pausedAt: null, nextSlotDay: "2026-11-03" });
    expect(await openedFor(shopId, at("2026-11-03T08:00:00Z"))).toHaveLength(2);
  });

  it("a report that was paused stays so when it is saved", async () => {
    const shopId = await newShop();
    const { scheduleId } = await createSchedule(shopId, own, BEFORE);
    await archiveSchedule(shopId, scheduleId, BEFORE);
    await restoreSchedule(shopId, scheduleId, BEFORE);
    expect((await updateSchedule(shopId, scheduleId, draft(), DUE)).pausedAt).toEqual(BEFORE);
  });
});

describe("the archive", () => {
  it("keeps a report out of the list and off the clock until it is brought back and resumed", async () => {
    const shopId = await newShop();
    const { scheduleId } = await createSchedule(shopId, draft({ title: "Old" }), BEFORE);
    await createSchedule(shopId, draft({ title: "New" }), BEFORE);
    await archiveSchedule(shopId, scheduleId, BEFORE);
    expect([titles(await listSchedules(shopId)), titles(await listArchived(shopId))]).toEqual([["New"], ["Old"]]);
    expect(await openedFor(shopId, DUE)).toHaveLength(1);
    await expect(resumeSchedule(shopId, scheduleId, DUE)).rejects.toThrow(ScheduleMissing);
    await expect(updateSchedule(shopId, scheduleId, draft(), DUE)).rejects.toThrow(ScheduleMissing);

    await restoreSchedule(shopId, scheduleId, DUE);
    expect(titles(await listSchedules(shopId))).toEqual(["New", "Old"]);
    expect(await getSchedule(shopId, scheduleId)).toMatchObject({ archivedAt: null, pausedAt: BEFORE });
    await resumeSchedule(shopId, scheduleId, DUE);
    expect(await openedFor(shopId, at("2026-11-03T08:00:00Z"))).toHaveLength(2);
  });

  it("stops a report that is due and not made yet", async () => {
    const shopId = await newShop();
    const { scheduleId } = await createSchedule(shopId, draft(), BEFORE);
    const [run] = await openedFor(shopId, DUE);
    await archiveSchedule(shopId, scheduleId, DUE);
    const claimed = run && (await claimRun(run, DUE, 60_000));
    expect(claimed?.deleted).toBe(true);
  });

  it("a report is deleted from it for good; another shop's is not touched", async () => {
    const [shopId, other] = [await newShop(), await newShop()];
    const { scheduleId } = await createSchedule(shopId, draft(), BEFORE);
    for (const change of [archiveSchedule, restoreSchedule])
      await expect(change(other, scheduleId, DUE)).rejects.toThrow(ScheduleMissing);
    await expect(copySchedule(other, scheduleId, "Mine", DUE)).rejects.toThrow(ScheduleMissing);
    await archiveSchedule(shopId, scheduleId, DUE);
    await deleteSchedule(shopId, scheduleId, DUE);
    expect(await listArchived(shopId)).toEqual([]);
  });

  it("the database itself lets nothing that rests be due", async () => {
    const shopId = await newShop();
    const { scheduleId } = await createSchedule(shopId, draft(), BEFORE);
    const set = (columns: string) =>
      withShopClient(shopId, (client) =>
        client.query(`UPDATE report_schedules SET ${columns} WHERE shop_id = $1 AND schedule_id = $2`, [
          shopId,
          scheduleId,
        ]),
      );
    await expect(set("archived_at = now()")).rejects.toThrow(/resting/);
    await expect(set("unsaved_copy = true")).rejects.toThrow(/resting/);
    await expect(set("foreword = repeat('x', 2001)")).rejects.toThrow(/foreword/);
  });
});

describe("what became of the last report", () => {
  it("is that of the newest run that was no test, with how many it reached", async () => {
    const shopId = await newShop();
    const { scheduleId } = await createSchedule(shopId, draft(), BEFORE);
    expect(await listOutcomes(shopId)).toEqual([]);
    await openedFor(shopId, DUE);
    await openRun(shopId, { kind: "test", scheduleId, settings: own, recipients: [] }, at("2026-11-02T09:00:00Z"));
    expect(await listOutcomes(shopId)).toEqual([{ scheduleId, state: "pending", at: DUE, mails: 0, reached: 0 }]);
  });
});
