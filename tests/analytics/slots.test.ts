import fc from "fast-check";
import { Temporal } from "temporal-polyfill";
import { describe, expect, it } from "vitest";
import { addDays, addMonths, type Day, day, type Month, monthOf } from "~/analytics/period";
import { firstSlot, type Rhythm, type Slot, slotAfter, slotOn } from "~/analytics/slots";

/** Zones whose clocks jump at midnight, by half an hour, across the date line, in Ramadan, or by odd offsets. */
const HARD_ZONES = [
  "America/New_York",
  "Europe/London",
  "America/Santiago",
  "America/Havana",
  "Africa/Cairo",
  "Asia/Beirut",
  "Atlantic/Azores",
  "Australia/Lord_Howe",
  "Pacific/Chatham",
  "Asia/Kathmandu",
  "Asia/Kolkata",
  "America/St_Johns",
  "Asia/Tehran",
  "Africa/Casablanca",
  "Pacific/Apia",
  "Pacific/Kiritimati",
  "America/Vancouver",
  "America/Winnipeg",
  "UTC",
];

const daily = (localTime: string, timeZone: string): Rhythm => ({ frequency: { every: "day" }, localTime, timeZone });
const at = (text: string, rhythm: Rhythm) => slotOn(day(text), rhythm).at.toISOString();

describe("a slot", () => {
  it("lies at the local time of its day, in summer and in winter", () => {
    expect(at("2026-07-01", daily("08:30", "Europe/London"))).toBe("2026-07-01T07:30:00.000Z");
    expect(at("2026-12-01", daily("08:30", "Europe/London"))).toBe("2026-12-01T08:30:00.000Z");
    expect(at("2026-12-01", daily("08:30", "Asia/Kathmandu"))).toBe("2026-12-01T02:45:00.000Z");
  });

  it("in a gap is the first instant after it", () => {
    // New York: 02:00 EST jumps to 03:00 EDT. Cairo: midnight jumps to 01:00. Lord Howe: 02:00 jumps to 02:30.
    expect(at("2026-03-08", daily("02:30", "America/New_York"))).toBe("2026-03-08T07:00:00.000Z");
    expect(at("2026-04-24", daily("00:30", "Africa/Cairo"))).toBe("2026-04-23T22:00:00.000Z");
    expect(at("2026-10-04", daily("02:15", "Australia/Lord_Howe"))).toBe("2026-10-03T15:30:00.000Z");
  });

  it("in an overlap is the first of the two", () => {
    expect(at("2026-11-01", daily("01:30", "America/New_York"))).toBe("2026-11-01T05:30:00.000Z");
    // Havana: 01:00 falls back to 00:00, so midnight comes twice.
    expect(at("2026-11-01", daily("00:00", "America/Havana"))).toBe("2026-11-01T04:00:00.000Z");
  });

  it("of a day the zone never had is the first instant after it", () => {
    // Samoa went from 29 to 31 December 2011.
    expect(at("2011-12-30", daily("08:00", "Pacific/Apia"))).toBe("2011-12-30T10:00:00.000Z");
  });
});

describe("the next slot", () => {
  const days = (rhythm: Rhythm, from: string, count: number) => {
    const found: Day[] = [];
    for (let last = day(from); found.length < count; ) {
      last = slotAfter(last, rhythm).day;
      found.push(last);
    }
    return found;
  };
  const rhythm = (frequency: Rhythm["frequency"]): Rhythm => ({ frequency, localTime: "08:00", timeZone: "UTC" });

  it("of a monthly report on the 31st is each month's last day", () => {
    expect(days(rhythm({ every: "month", monthDay: 31 }), "2026-01-30", 4)).toEqual([
      "2026-01-31",
      "2026-02-28",
      "2026-03-31",
      "2026-04-30",
    ]);
    expect(days(rhythm({ every: "month", monthDay: 30 }), "2028-01-31", 2)).toEqual(["2028-02-29", "2028-03-30"]);
  });

  it("of a quarterly report lies in its month of each quarter, of a yearly one in its month of each year", () => {
    expect(days(rhythm({ every: "quarter", month: 1, monthDay: 31 }), "2025-12-31", 4)).toEqual([
      "2026-01-31",
      "2026-04-30",
      "2026-07-31",
      "2026-10-31",
    ]);
    expect(days(rhythm({ every: "quarter", month: 2, monthDay: 31 }), "2027-11-30", 2)).toEqual([
      "2028-02-29",
      "2028-05-31",
    ]);
    expect(days(rhythm({ every: "quarter", month: 3, monthDay: 1 }), "2026-03-01", 1)).toEqual(["2026-06-01"]);
    expect(days(rhythm({ every: "quarter", month: 3, monthDay: 1 }), "2026-01-15", 1)).toEqual(["2026-03-01"]);
    expect(days(rhythm({ every: "year", month: 2, monthDay: 29 }), "2026-02-28", 3)).toEqual([
      "2027-02-28",
      "2028-02-29",
      "2029-02-28",
    ]);
    expect(days(rhythm({ every: "year", month: 12, monthDay: 5 }), "2026-12-04", 2)).toEqual([
      "2026-12-05",
      "2027-12-05",
    ]);
  });

  it("of a weekly report is the next such weekday, never the same day", () => {
    // 2026-11-23 is a Monday.
    expect(days(rhythm({ every: "week", weekday: 1 }), "2026-11-22", 3)).toEqual([
      "2026-11-23",
      "2026-11-30",
      "2026-12-07",
    ]);
    expect(days(rhythm({ every: "week", weekday: 7 }), "2026-11-23", 1)).toEqual(["2026-11-29"]);
  });

  it("after an instant is today's when its time is still to come, else the next one", () => {
    const morning = daily("08:00", "Asia/Tokyo");
    expect(firstSlot(new Date("2026-11-22T22:59:59Z"), morning).day).toBe("2026-11-23");
    expect(firstSlot(new Date("2026-11-22T23:00:00Z"), morning).day).toBe("2026-11-24");
  });
});

describe("over two years in every zone", () => {
  const zones = Intl.supportedValuesOf("timeZone");
  const start = day("2026-01-01");
  const DAYS = 730;

  it("knows every zone", () => {
    expect(zones.length).toBeGreaterThan(400);
  });

  it("no daily slot is skipped, doubled or out of order, whatever its time", { timeout: 300_000 }, () => {
    const times = ["00:00", "00:30", "02:15", "23:45"];
    for (const [index, timeZone] of zones.entries()) {
      // Zones take turns with the times; where clocks change, all times are tried.
      const changes = Temporal.PlainDate.from(start).toZonedDateTime(timeZone).getTimeZoneTransition("next") !== null;
      const tried = changes ? times : [times[index % times.length] ?? "00:00"];
      for (const time of tried) expectEachDayOnce(daily(time, timeZone));
    }
  });

  function expectEachDayOnce(rhythm: Rhythm) {
    let slot = slotOn(start, rhythm);
    for (let passed = 1; passed <= DAYS; passed += 1) {
      const next = slotAfter(slot.day, rhythm);
      const where = `${rhythm.timeZone} ${rhythm.localTime} ${next.day}`;
      if (next.day !== addDays(slot.day, 1)) throw new Error(`${where}: follows ${slot.day}`);
      const hours = (next.at.getTime() - slot.at.getTime()) / 3_600_000;
      if (hours < 22 || hours > 26) throw new Error(`${where}: ${hours} hours after the one before`);
      // Where the offset changed, and once a month: the first instant whose local time is not before the wanted one.
      if (hours !== 24 || next.day.endsWith("-01")) expectFirstInstant(next, rhythm, where);
      slot = next;
    }
  }

  it("each week and each month has one slot, whatever the day and the time", { timeout: 300_000 }, () => {
    const times = ["00:00", "00:30", "02:15", "23:45"];
    for (const [index, timeZone] of zones.entries()) {
      const localTime = times[index % times.length] ?? "00:00";
      // Clocks change on Sundays, Fridays or Saturdays; months begin and end on any day.
      for (const weekday of [7, (index % 6) + 1])
        expectWalk(
          { frequency: { every: "week", weekday }, localTime, timeZone },
          104,
          (before, next) => next.day === addDays(before.day, 7) && weekdayOf(next.day) === weekday,
        );
      for (const monthDay of [31, (index % 30) + 1])
        expectWalk({ frequency: { every: "month", monthDay }, localTime, timeZone }, 24, (before, next) =>
          isInMonth(next.day, addMonths(monthOf(before.day), 1), monthDay),
        );
    }
  });

  it("each quarter and each year has one slot where clocks are hard", () => {
    for (const timeZone of HARD_ZONES)
      for (const localTime of ["00:00", "02:30"])
        for (const monthDay of [1, 15, 31]) {
          for (const month of [1, 2, 3])
            expectWalk(
              { frequency: { every: "quarter", month, monthDay }, localTime, timeZone },
              32,
              (before, next) =>
                isInMonth(next.day, addMonths(monthOf(before.day), 3), monthDay) &&
                Number(next.day.slice(5, 7)) % 3 === month % 3,
            );
          for (let month = 1; month <= 12; month += 1)
            expectWalk(
              { frequency: { every: "year", month, monthDay }, localTime, timeZone },
              12,
              (before, next) =>
                isInMonth(next.day, addMonths(monthOf(before.day), 12), monthDay) &&
                Number(next.day.slice(5, 7)) === month,
            );
        }
  });

  /** Walks `count` slots on: each is the right one after that before, later than it, and at the first instant of its local time. */
  function expectWalk(rhythm: Rhythm, count: number, follows: (before: Slot, next: Slot) => boolean) {
    let slot = slotAfter(start, rhythm);
    for (let passed = 1; passed <= count; passed += 1) {
      const next = slotAfter(slot.day, rhythm);
      const where = `${rhythm.timeZone} ${JSON.stringify(rhythm.frequency)} ${next.day}`;
      if (!follows(slot, next) || next.at <= slot.at) throw new Error(`${where}: follows ${slot.day}`);
      expectFirstInstant(next, rhythm, where);
      slot = next;
    }
  }

  const weekdayOf = (of: Day) => Temporal.PlainDate.from(of).dayOfWeek;
  const isInMonth = (of: Day, month: Month, monthDay: number) =>
    monthOf(of) === month &&
    (Number(of.slice(8)) === monthDay || (Number(of.slice(8)) < monthDay && addDays(of, 1).endsWith("-01")));

  function expectFirstInstant(slot: Slot, { localTime, timeZone }: Rhythm, where: string) {
    const local = wallClock(slot.at.getTime(), timeZone);
    const before = wallClock(slot.at.getTime() - 1, timeZone);
    const wanted = `${slot.day}T${localTime}:00`;
    if (local < wanted || before >= wanted) throw new Error(`${where}: lies at ${local}`);
  }

  const wallClock = (epochMs: number, timeZone: string) =>
    Temporal.Instant.fromEpochMilliseconds(epochMs).toZonedDateTimeISO(timeZone).toPlainDateTime().toString();

  it("the first slot after any instant is the earliest that is later", () => {
    const rhythms = fc.record({
      frequency: fc.oneof(
        fc.constant({ every: "day" as const }),
        fc.record({ every: fc.constant("week" as const), weekday: fc.integer({ min: 1, max: 7 }) }),
        fc.record({ every: fc.constant("month" as const), monthDay: fc.integer({ min: 1, max: 31 }) }),
        fc.record({
          every: fc.constant("quarter" as const),
          month: fc.integer({ min: 1, max: 3 }),
          monthDay: fc.integer({ min: 1, max: 31 }),
        }),
        fc.record({
          every: fc.constant("year" as const),
          month: fc.integer({ min: 1, max: 12 }),
          monthDay: fc.integer({ min: 1, max: 31 }),
        }),
      ),
      localTime: fc
        .tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 }))
        .map(([hour, minute]) => `${String(hour).padStart(2, "0")}:${String(minute).padStart(2, "0")}`),
      timeZone: fc.constantFrom(...zones),
    });
    const instants = fc.date({
      min: new Date("2026-01-01T00:00:00Z"),
      max: new Date("2027-12-31T00:00:00Z"),
      noInvalidDate: true,
    });
    fc.assert(
      fc.property(rhythms, instants, (rhythm, after) => {
        const first = firstSlot(after, rhythm);
        expect(first.at > after).toBe(true);
        // Walking there from long before meets no slot in between.
        let walked = slotOn(addDays(first.day, -70), rhythm);
        while (walked.at <= after || walked.day < first.day) {
          expect(walked.day < first.day ? walked.at <= after || !isDue(walked.day, rhythm) : true).toBe(true);
          walked = slotAfter(walked.day, rhythm);
        }
        expect(walked).toEqual(first);
      }),
      { numRuns: 1000 },
    );
  });

  function isDue(of: Day, rhythm: Rhythm): boolean {
    return slotAfter(addDays(of, -1), rhythm).day === of;
  }
});
