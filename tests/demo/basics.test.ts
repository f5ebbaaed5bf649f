import { describe, expect, test } from "vitest";
import { replaceSection, sectionOf } from "../../demo/document";
import { addDays, clockOf, daysBetween, lastSameWeekdayBefore, parseDay, weekday } from "../../demo/localTime";
import { allocate, decimal, shareOf } from "../../demo/money";
import { feeOf } from "../../demo/payments";
import { randomOf } from "../../demo/random";

describe("local time", () => {
  test("a summer time in London is an hour behind in UTC, a winter time is not", () => {
    const at = clockOf("Europe/London");
    expect(at("2026-07-01", 506)).toBe("2026-07-01T07:26:00Z");
    expect(at("2026-12-01", 506)).toBe("2026-12-01T08:26:00Z");
  });

  test("on the days of a clock change both sides of the change are right, and a skipped time moves forward", () => {
    const at = clockOf("America/New_York");
    expect(at("2026-03-08", 90)).toBe("2026-03-08T06:30:00Z");
    expect(at("2026-03-08", 150)).toBe("2026-03-08T07:30:00Z");
    expect(at("2026-03-08", 210)).toBe("2026-03-08T07:30:00Z");
    expect(at("2026-11-01", 90)).toBe("2026-11-01T05:30:00Z");
    expect(at("2026-11-01", 210)).toBe("2026-11-01T08:30:00Z");
  });

  test("minutes run over midnight, both ways", () => {
    const at = clockOf("Europe/London");
    expect(at("2026-12-01", 1441)).toBe("2026-12-02T00:01:00Z");
    expect(at("2026-12-01", -1)).toBe("2026-11-30T23:59:00Z");
  });

  test("a Friday is placed on the latest Friday before today", () => {
    expect(lastSameWeekdayBefore("2011-12-09", "2026-11-22")).toBe("2026-11-20");
    expect(lastSameWeekdayBefore("2011-12-09", "2026-11-21")).toBe("2026-11-20");
    expect(lastSameWeekdayBefore("2011-12-09", "2026-11-20")).toBe("2026-11-13");
    expect(lastSameWeekdayBefore("2011-12-09", "2010-12-01")).toBe("2010-11-26");
  });

  test("days count over leap years", () => {
    expect(addDays("2024-02-28", 2)).toBe("2024-03-01");
    expect(daysBetween("2023-12-31", "2025-01-01")).toBe(367);
    expect(weekday("2026-11-22")).toBe(0);
  });

  test.each(["2026-02-29", "2026-11-31", "22.11.2026", ""])("%j is no day", (text) => {
    expect(() => parseDay(text)).toThrow(`today "${text}"`);
  });
});

describe("money", () => {
  test("amounts are spelled with two decimals", () => {
    expect([0, 5, -5, 1999, -123_456].map(decimal)).toEqual(["0.00", "0.05", "-0.05", "19.99", "-1234.56"]);
  });

  test("a share is rounded half away from zero", () => {
    expect([shareOf(5, 1, 2), shareOf(-5, 1, 2), shareOf(333, 15, 1000), shareOf(334, 15, 1000)]).toEqual([
      3, -3, 5, 5,
    ]);
  });

  test("parts sum to the whole, remainders to the largest fractions", () => {
    expect(allocate(100, [1, 1, 1])).toEqual([34, 33, 33]);
    expect(allocate(7, [0, 5, 9])).toEqual([0, 3, 4]);
    expect(allocate(10, [0, 0])).toEqual([0, 0]);
  });

  test("2.9% and 30 cents of $35.10 are $1.32", () => {
    expect(feeOf(3510, { name: "cards", perMille: 29, flat: 30 })).toBe(132);
  });
});

describe("random", () => {
  test("the same words draw the same, other words something else", () => {
    const draw = (...words: string[]) => Array.from({ length: 5 }, () => randomOf(...words).below(1_000_000));
    expect(draw("a", "b")).toEqual(draw("a", "b"));
    expect(draw("a", "b")).not.toEqual(draw("a", "c"));
  });

  test("its first draws are pinned, so that no platform may differ", () => {
    const random = randomOf("roastery", "person", 1);
    expect(Array.from({ length: 6 }, () => random.below(1000))).toEqual([99, 194, 330, 632, 821, 786]);
  });

  test("draws are even and weights are kept, within four standard errors", () => {
    const counts = { a: 0, b: 0 };
    for (let index = 0; index < 10_000; index += 1) counts[randomOf("weights", index).pick({ a: 1, b: 3 })] += 1;
    expect(Math.abs(counts.a - 2500)).toBeLessThan(174);
  });
});

test("a section of a document is read and replaced between its marks", () => {
  const document = "# A\n<!-- t -->\nold\n<!-- /t -->\nend";
  expect(sectionOf(document, "t")).toBe("old");
  expect(replaceSection(document, "t", "new")).toBe("# A\n<!-- t -->\nnew\n<!-- /t -->\nend");
  expect(() => sectionOf(document, "u")).toThrow('section "u"');
});
