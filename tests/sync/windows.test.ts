import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { cut, filterOf, layOutWindows } from "~/sync/windows";

/** Counts times in [from, to). */
const counting = (times: readonly string[]) => async (from: string, to: string) =>
  times.filter((at) => from <= at && at < to).length;

const spread = (from: string, to: string, count: number) =>
  Array.from({ length: count }, (_, index) => {
    const at = Date.parse(from) + ((Date.parse(to) - Date.parse(from)) * index) / count;
    return `${new Date(at).toISOString().slice(0, 19)}Z`;
  });

describe("windows of a history", () => {
  it("go back three months at a time, newest first, open at both ends", async () => {
    const times = spread("2025-01-10T00:00:00Z", "2025-08-20T00:00:00Z", 800);
    const windows = await layOutWindows("2025-01-10T00:00:00Z", "2025-08-20T00:00:00Z", 1000, counting(times));
    expect(windows.map(({ startsAt, endsAt }) => [startsAt, endsAt])).toEqual([
      ["2025-05-01T00:00:00Z", null],
      ["2025-02-01T00:00:00Z", "2025-05-01T00:00:00Z"],
      [null, "2025-02-01T00:00:00Z"],
    ]);
  });

  it("hold at most what may be merged at once, if orders come evenly", async () => {
    const times = spread("2025-05-01T00:00:00Z", "2025-08-01T00:00:00Z", 4000);
    const windows = await layOutWindows("2025-05-01T00:00:00Z", "2025-08-01T00:00:00Z", 1000, counting(times));
    const counts = await Promise.all(
      windows.map(({ startsAt, endsAt }) => counting(times)(startsAt ?? "", endsAt ?? "9999")),
    );
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(4000);
    for (const count of counts) expect(count).toBeLessThanOrEqual(1010);
  });

  it("follow each other without gap or overlap, whatever the history", async () => {
    const day = fc.integer({ min: Date.parse("2018-01-01"), max: Date.parse("2026-11-01") });
    await fc.assert(
      fc.asyncProperty(
        fc.array(day, { minLength: 1, maxLength: 60 }),
        fc.integer({ min: 1, max: 20 }),
        async (days, most) => {
          const times = days.map((at) => `${new Date(at).toISOString().slice(0, 19)}Z`).sort();
          const windows = await layOutWindows(times.at(0) ?? "", times.at(-1) ?? "", most, counting(times));
          expect(windows.at(0)?.endsAt).toBeNull();
          expect(windows.at(-1)?.startsAt).toBeNull();
          for (const [index, window] of windows.slice(0, -1).entries()) {
            expect(window.startsAt).toBe(windows[index + 1]?.endsAt);
            expect(window.startsAt).not.toBeNull();
          }
        },
      ),
      { numRuns: 200 },
    );
  });

  it("of a shop that sold nothing for years are not read one by one", async () => {
    const times = [
      ...spread("2015-01-01T00:00:00Z", "2015-02-01T00:00:00Z", 50),
      ...spread("2026-10-01T00:00:00Z", "2026-11-01T00:00:00Z", 50),
    ];
    const windows = await layOutWindows("2015-01-01T00:00:00Z", "2026-10-31T00:00:00Z", 1000, counting(times));
    expect(windows).toHaveLength(2);
  });

  it("are cut in halves that meet, and not below a second", () => {
    const halves = cut({ startsAt: "2025-01-01T00:00:00Z", endsAt: "2025-01-03T00:00:00Z", orders: 9 }, 2);
    expect(halves).toEqual([
      { startsAt: "2025-01-02T00:00:00Z", endsAt: "2025-01-03T00:00:00Z", orders: 5 },
      { startsAt: "2025-01-01T00:00:00Z", endsAt: "2025-01-02T00:00:00Z", orders: 5 },
    ]);
    const second = { startsAt: "2025-01-01T00:00:00Z", endsAt: "2025-01-01T00:00:01Z", orders: 9 };
    expect(cut(second, 2)).toEqual([second]);
  });

  it("are asked for by >= and < on quoted seconds with their zone", () => {
    const filter = filterOf("created_at", new Date("2025-01-01T00:00:00.750Z"), new Date("2025-02-01T00:00:00Z"));
    expect(filter).toBe("created_at:>='2025-01-01T00:00:00Z' AND created_at:<'2025-02-01T00:00:00Z'");
    expect(filterOf(null, null, null)).toBe("");
  });
});
