import { expect, it } from "vitest";
import { month } from "~/analytics/period";
import { USUAL_TIMING } from "~/analytics/timing";
import { openDueRuns, openRun } from "~/data/runs.server";
import { createSchedule, pauseSchedule } from "~/data/schedules.server";
import { sendingCalendar } from "~/reports/calendarReport.server";
import { draft, newShop } from "../support/schedules";

const at = (text: string) => new Date(text);

/** "day time title: state" of everything the calendar of November 2026 shows in that month. */
async function november(shopId: bigint, now: string, timeZone = "Europe/London") {
  const { days, paused } = await sendingCalendar({ shopId, timeZone }, month("2026-11"), at(now));
  const lines = days.flatMap(({ day, entries }) =>
    entries.map(({ time, there, title, run }) => {
      const told = there ? ` (${there.time} ${there.timeZone})` : "";
      return `${day} ${time}${told} ${title}: ${run ? (run.why ?? run.state) : "planned"}`;
    }),
  );
  return { lines: lines.filter((line) => line.startsWith("2026-11")), paused };
}

it("shows what became of past reports and when those to come are due", async () => {
  const shopId = await newShop();
  const weekly = { frequency: { every: "week" as const, weekday: 1 }, localTime: "08:00", timeZone: "Europe/London" };
  const { scheduleId } = await createSchedule(
    shopId,
    draft({ title: "Weekly", rhythm: weekly, timing: { ...USUAL_TIMING, catchUp: "none" } }),
    at("2026-11-01T00:00:00Z"),
  );
  const monthly = {
    frequency: { every: "month" as const, monthDay: 31 },
    localTime: "17:30",
    timeZone: "Europe/London",
  };
  await createSchedule(shopId, draft({ title: "Monthly", rhythm: monthly }), at("2026-11-01T00:00:00Z"));
  const asleep = await createSchedule(shopId, draft({ title: "Asleep" }), at("2026-11-01T00:00:00Z"));
  await pauseSchedule(shopId, asleep.scheduleId, at("2026-11-01T00:00:00Z"));
  await openDueRuns(at("2026-11-02T12:00:00Z"));
  await openDueRuns(at("2026-11-09T08:00:00Z"));
  const byHand = { kind: "now", scheduleId, settings: draft({ title: "Weekly" }), recipients: null } as const;
  await openRun(shopId, byHand, at("2026-11-10T10:15:00Z"));
  expect(await november(shopId, "2026-11-10T12:00:00Z")).toEqual({
    lines: [
      "2026-11-02 08:00 Weekly: missed",
      "2026-11-09 08:00 Weekly: pending",
      "2026-11-10 10:15 Weekly: pending",
      "2026-11-16 08:00 Weekly: planned",
      "2026-11-23 08:00 Weekly: planned",
      "2026-11-30 08:00 Weekly: planned",
      "2026-11-30 17:30 Monthly: planned",
    ],
    paused: ["Asleep"],
  });
});

it("is in the shop's zone, with the schedule's own time where that is another", async () => {
  const shopId = await newShop({ timeZone: "America/New_York" });
  const rhythm = { frequency: { every: "month" as const, monthDay: 5 }, localTime: "02:00", timeZone: "Asia/Tokyo" };
  await createSchedule(shopId, draft({ title: "Tokyo", rhythm }), at("2026-11-01T00:00:00Z"));
  const { lines } = await november(shopId, "2026-11-01T00:00:00Z", "America/New_York");
  // 02:00 on the 5th in Tokyo is 12:00 on the 4th in New York.
  expect(lines).toEqual(["2026-11-04 12:00 (02:00 Asia/Tokyo) Tokyo: planned"]);
});

it("begins and ends with the shop's own days", async () => {
  const shopId = await newShop({ timeZone: "Pacific/Auckland" });
  const rhythm = { frequency: { every: "day" as const }, localTime: "00:00", timeZone: "Pacific/Auckland" };
  await createSchedule(shopId, draft({ title: "Midnight", rhythm }), at("2026-10-01T00:00:00Z"));
  const { days } = await sendingCalendar(
    { shopId, timeZone: "Pacific/Auckland" },
    month("2026-11"),
    at("2026-10-01T00:00:00Z"),
  );
  expect(days.every(({ entries }) => entries.length === 1)).toBe(true);
});
