import { describe, expect, it } from "vitest";
import { openDueRuns, openRun } from "~/data/runs.server";
import { copySchedule } from "~/data/scheduleArchive.server";
import {
  createSchedule,
  deleteSchedule,
  getSchedule,
  listSchedules,
  pauseSchedule,
  resumeSchedule,
  ScheduleMissing,
  updateSchedule,
} from "~/data/schedules.server";
import { suppress } from "~/data/suppressions.server";
import { withShopClient } from "~/db.server";
import { draft, newShop } from "../support/schedules";

const openedFor = async (shopId: bigint, now: Date) => (await openDueRuns(now)).filter((run) => run.shopId === shopId);

const at = (text: string) => new Date(text);

interface RunRow {
  readonly day: string;
  readonly state: string;
}

const runsOf = (shopId: bigint, scheduleId: string) =>
  withShopClient(shopId, async (client) => {
    const { rows } = await client.query<RunRow>(
      "SELECT slot_day AS day, state FROM report_runs WHERE shop_id = $1 AND schedule_id = $2 ORDER BY slot_day",
      [shopId, scheduleId],
    );
    return rows.map(({ day, state }) => `${day} ${state}`);
  });

describe("a schedule", () => {
  it("begins with the first slot after it was made", async () => {
    const shopId = await newShop();
    const early = await createSchedule(shopId, draft(), at("2026-11-02T07:59:59Z"));
    const late = await createSchedule(shopId, draft({ title: "Another" }), at("2026-11-02T08:00:00Z"));
    expect([early.nextSlotDay, early.nextSlotAt]).toEqual(["2026-11-02", at("2026-11-02T08:00:00Z")]);
    expect(late.nextSlotDay).toBe("2026-11-03");
    expect((await listSchedules(shopId)).map(({ title }) => title)).toEqual(["Another", "Lifetime value and profit"]);
  });

  it("keeps what was written, and tells who does not want it", async () => {
    const shopId = await newShop();
    const written = draft({
      sections: ["cohorts", "sales"],
      rhythm: { frequency: { every: "month", monthDay: 31 }, localTime: "23:30", timeZone: "Asia/Tokyo" },
      recipients: [
        { email: "ada@example.com", language: "ja" },
        { email: "bob@example.com", language: null },
      ],
    });
    const { scheduleId } = await createSchedule(shopId, written, at("2026-11-02T00:00:00Z"));
    await suppress(shopId, "Bob@example.com", "unsubscribed");
    const { recipients, ...kept } = await getSchedule(shopId, scheduleId);
    const { recipients: _, ...expected } = written;
    expect(kept).toMatchObject(expected);
    const plain = { consent: "confirmed", formats: null, seesPersons: false, timeZone: null };
    expect(recipients).toEqual([
      { email: "ada@example.com", language: "ja", suppressed: null, ...plain },
      { email: "bob@example.com", language: null, suppressed: "unsubscribed", ...plain },
    ]);
  });

  it("of another shop is not there", async () => {
    const [own, other] = [await newShop(), await newShop()];
    const { scheduleId } = await createSchedule(own, draft(), at("2026-11-02T00:00:00Z"));
    await expect(getSchedule(other, scheduleId)).rejects.toThrow(ScheduleMissing);
    await expect(updateSchedule(other, scheduleId, draft(), new Date())).rejects.toThrow(ScheduleMissing);
    await expect(deleteSchedule(other, scheduleId, new Date())).rejects.toThrow(ScheduleMissing);
    await expect(getSchedule(own, "1' OR '1'='1")).rejects.toThrow(ScheduleMissing);
    expect(await listSchedules(other)).toEqual([]);
  });

  it("in a zone that PostgreSQL does not know is refused", async () => {
    const shopId = await newShop();
    const rhythm = { ...draft().rhythm, timeZone: "Foo/Bar" };
    await expect(createSchedule(shopId, draft({ rhythm }), at("2026-11-02T00:00:00Z"))).rejects.toThrow(
      /time zone|Foo/,
    );
  });
});

describe("what is due", () => {
  it("is opened once by any number of processes at once", async () => {
    const shopId = await newShop();
    const made = await Promise.all(
      Array.from({ length: 30 }, (_, index) =>
        createSchedule(shopId, draft({ title: `Report ${index}` }), at("2026-11-02T07:00:00Z")),
      ),
    );
    const now = at("2026-11-02T08:00:10Z");
    const opened = (await Promise.all([openDueRuns(now), openDueRuns(now), openDueRuns(now, 10)]))
      .flat()
      .filter((run) => run.shopId === shopId);
    const rest = await openedFor(shopId, now);
    expect(new Set([...opened, ...rest].map(({ runId }) => runId)).size).toBe(30);
    expect(opened.length + rest.length).toBe(30);
    expect(await openDueRuns(now)).toEqual([]);
    for (const { scheduleId } of made) expect(await runsOf(shopId, scheduleId)).toEqual(["2026-11-02 pending"]);
  });

  it("after a rest is the latest slot, up to a day late; older ones are recorded as skipped", async () => {
    const shopId = await newShop();
    const { scheduleId } = await createSchedule(shopId, draft(), at("2026-11-02T07:00:00Z"));
    await openDueRuns(at("2026-11-05T07:59:00Z"));
    expect(await runsOf(shopId, scheduleId)).toEqual([
      "2026-11-02 skipped",
      "2026-11-03 skipped",
      "2026-11-04 pending",
    ]);
    expect((await getSchedule(shopId, scheduleId)).nextSlotDay).toBe("2026-11-05");
  });

  it("more than a day late is skipped", async () => {
    const shopId = await newShop();
    const rhythm = { ...draft().rhythm, frequency: { every: "week" as const, weekday: 1 } };
    const { scheduleId } = await createSchedule(shopId, draft({ rhythm }), at("2026-11-02T07:00:00Z"));
    await openDueRuns(at("2026-11-03T08:00:01Z"));
    expect(await runsOf(shopId, scheduleId)).toEqual(["2026-11-02 skipped"]);
    expect((await getSchedule(shopId, scheduleId)).nextSlotDay).toBe("2026-11-09");
  });

  it("is not opened again when the clock steps back, nor when the time of day is changed", async () => {
    const shopId = await newShop();
    const { scheduleId } = await createSchedule(shopId, draft(), at("2026-11-02T07:00:00Z"));
    await openDueRuns(at("2026-11-02T08:00:00Z"));
    expect(await openedFor(shopId, at("2026-11-02T07:30:00Z"))).toEqual([]);
    const rhythm = { ...draft().rhythm, localTime: "10:00" };
    await updateSchedule(shopId, scheduleId, draft({ rhythm }), at("2026-11-02T09:00:00Z"));
    expect(await openedFor(shopId, at("2026-11-02T10:00:00Z"))).toEqual([]);
    expect(await runsOf(shopId, scheduleId)).toEqual(["2026-11-02 pending"]);
    expect((await getSchedule(shopId, scheduleId)).nextSlotDay).toBe("2026-11-03");
  });

  it("of a slot in the hour that the clocks jump over comes once, and so does one in the hour that comes twice", async () => {
    const shopId = await newShop({ timeZone: "America/New_York" });
    const rhythm = { frequency: { every: "day" as const }, localTime: "01:30", timeZone: "America/New_York" };
    const { scheduleId } = await createSchedule(shopId, draft({ rhythm }), at("2026-10-31T12:00:00Z"));
    for (let minute = 0; minute < 4 * 60; minute += 10)
      await openDueRuns(new Date(at("2026-11-01T05:00:00Z").getTime() + minute * 60_000));
    expect(await runsOf(shopId, scheduleId)).toEqual(["2026-11-01 pending"]);
  });

  it("does not hold slots of paused or deleted schedules or of a shop that has gone", async () => {
    const [shopId, gone] = [await newShop(), await newShop({ state: "uninstalled" })];
    const before = at("2026-11-02T07:00:00Z");
    const paused = await createSchedule(shopId, draft(), before);
    const deleted = await createSchedule(shopId, draft(), before);
    await createSchedule(gone, draft(), before);
    await pauseSchedule(shopId, paused.scheduleId, before);
    await deleteSchedule(shopId, deleted.scheduleId, before);
    expect(await openedFor(shopId, at("2026-11-02T08:00:00Z"))).toEqual([]);
    await resumeSchedule(shopId, paused.scheduleId, at("2026-11-04T12:00:00Z"));
    expect(await getSchedule(shopId, paused.scheduleId)).toMatchObject({ pausedAt: null, nextSlotDay: "2026-11-05" });
    expect(await openedFor(shopId, at("2026-11-04T12:00:00Z"))).toEqual([]);
    expect(await openedFor(gone, at("2026-11-02T08:00:00Z"))).toEqual([]);
  });
});

describe("a report that is due when its schedule is changed", () => {
  const made = at("2026-11-02T07:00:00Z");
  const justDue = at("2026-11-02T08:00:10Z");
  const scheduled = async () => {
    const shopId = await newShop();
    const { scheduleId } = await createSchedule(shopId, draft({ title: "As it was" }), made);
    return { shopId, scheduleId };
  };
  const titlesOf = (shopId: bigint) =>
    withShopClient(shopId, async (client) => {
      const { rows } = await client.query<{ title: string }>(
        "SELECT settings ->> 'title' AS title FROM report_runs WHERE shop_id = $1",
        [shopId],
      );
      return rows.map(({ title }) => title);
    });

  it("goes as it stood when it was due, and is not lost by the saving", async () => {
    const { shopId, scheduleId } = await scheduled();
    const saved = await updateSchedule(shopId, scheduleId, draft({ title: "As it is" }), justDue);
    expect(await runsOf(shopId, scheduleId)).toEqual(["2026-11-02 pending"]);
    expect(await titlesOf(shopId)).toEqual(["As it was"]);
    expect(saved).toMatchObject({ title: "As it is", nextSlotDay: "2026-11-03" });
  });

  it("goes even if its time is moved in that minute", async () => {
    const { shopId, scheduleId } = await scheduled();
    const rhythm = { ...draft().rhythm, localTime: "08:30" };
    const saved = await updateSchedule(shopId, scheduleId, draft({ rhythm }), justDue);
    expect(await runsOf(shopId, scheduleId)).toEqual(["2026-11-02 pending"]);
    expect([saved.nextSlotDay, saved.nextSlotAt]).toEqual(["2026-11-03", at("2026-11-03T08:30:00Z")]);
  });

  it("goes though the schedule is paused right after; what passes while it is paused is not made up for", async () => {
    const { shopId, scheduleId } = await scheduled();
    await pauseSchedule(shopId, scheduleId, justDue);
    await resumeSchedule(shopId, scheduleId, at("2026-11-04T09:00:00Z"));
    expect(await runsOf(shopId, scheduleId)).toEqual(["2026-11-02 pending"]);
    expect((await getSchedule(shopId, scheduleId)).nextSlotDay).toBe("2026-11-05");
  });

  it("is not lost by resuming a schedule that is not paused", async () => {
    const { shopId, scheduleId } = await scheduled();
    await resumeSchedule(shopId, scheduleId, justDue);
    await openDueRuns(justDue);
    expect(await runsOf(shopId, scheduleId)).toEqual(["2026-11-02 pending"]);
  });
});

describe("the next report", () => {
  it("stays where it is when a schedule is saved in its rhythm", async () => {
    const shopId = await newShop();
    const { scheduleId } = await createSchedule(shopId, draft(), at("2026-11-02T07:00:00Z"));
    await openDueRuns(at("2026-11-02T08:00:10Z"));
    const saved = await updateSchedule(shopId, scheduleId, draft({ title: "New" }), at("2026-11-02T07:59:00Z"));
    expect(saved.nextSlotDay).toBe("2026-11-03");
  });

  it("is not promised for a later hour of a day that had its report", async () => {
    const shopId = await newShop();
    const { scheduleId } = await createSchedule(shopId, draft(), at("2026-11-02T07:00:00Z"));
    await openDueRuns(at("2026-11-02T08:00:10Z"));
    const rhythm = { ...draft().rhythm, localTime: "17:00" };
    const saved = await updateSchedule(shopId, scheduleId, draft({ rhythm }), at("2026-11-02T09:00:00Z"));
    expect([saved.nextSlotDay, saved.nextSlotAt]).toEqual(["2026-11-03", at("2026-11-03T17:00:00Z")]);
    await pauseSchedule(shopId, scheduleId, at("2026-11-02T09:10:00Z"));
    await resumeSchedule(shopId, scheduleId, at("2026-11-02T09:20:00Z"));
    expect((await getSchedule(shopId, scheduleId)).nextSlotDay).toBe("2026-11-03");
  });
});

describe("what a form sends twice", () => {
  const key = "5f0c1c52-7f0e-4c55-9d0c-2b6c0a2f1d11";

  it("makes one schedule, as it was sent last", async () => {
    const shopId = await newShop();
    const now = at("2026-11-02T07:00:00Z");
    const made = await Promise.all([1, 2, 3].map(() => createSchedule(shopId, draft(), now, key)));
    expect(made.map(({ scheduleId }) => scheduleId)).toEqual([key, key, key]);
    await createSchedule(shopId, draft({ title: "Last" }), now, key);
    expect((await listSchedules(shopId)).map(({ title }) => title)).toEqual(["Last"]);
    expect((await createSchedule(await newShop(), draft(), now, key)).title).toBe("Lifetime value and profit");
  });

  it("makes one copy", async () => {
    const shopId = await newShop();
    const now = at("2026-11-02T07:00:00Z");
    const { scheduleId } = await createSchedule(shopId, draft(), now);
    const copies = await Promise.all([1, 2].map(() => copySchedule(shopId, scheduleId, "Copy", now, key)));
    expect(copies.map((copy) => copy.scheduleId)).toEqual([key, key]);
    expect(await listSchedules(shopId)).toHaveLength(2);
  });

  it("is one report sent by hand, and another wish is another", async () => {
    const shopId = await newShop();
    const now = at("2026-11-02T07:00:00Z");
    const { scheduleId } = await createSchedule(shopId, draft(), now);
    const wish = { kind: "now", scheduleId, settings: draft(), recipients: null } as const;
    const ids = await Promise.all([1, 2].map(() => openRun(shopId, { ...wish, runId: key }, now)));
    expect(ids).toEqual([key, key]);
    expect(await runsOf(shopId, scheduleId)).toHaveLength(1);
    await openRun(shopId, wish, now);
    expect(await runsOf(shopId, scheduleId)).toHaveLength(2);
  });
});
