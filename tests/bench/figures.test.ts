import { describe, expect, it } from "vitest";
import { readOptions, UsageError } from "../../bench/options";
import { atLeast, atMost, figureOf, ratioAtLeast, shown, tableOf } from "../../bench/support/figures";
import { quantile, timesOf } from "../../bench/support/measure";

describe("a figure", () => {
  it("is set against what was measured beside it, and keeps its targets or not", () => {
    const figure = figureOf("import", {
      name: "orders imported",
      value: 9_000,
      unit: "orders/s",
      limit: { what: "createMany", value: 600 },
      targets: [ratioAtLeast(12)],
    });
    expect(figure.ratio).toBe(15);
    expect(figure.met).toBe(true);
    expect(figureOf("import", { ...figure, limit: undefined, targets: [atLeast(10_000)] }).met).toBe(false);
  });

  it("without a target is neither met nor missed, and without its limit a ratio is not kept", () => {
    expect(figureOf("read", { name: "raw", value: 1, unit: "MB/s" }).met).toBeNull();
    expect(figureOf("read", { name: "raw", value: 1, unit: "MB/s", targets: [ratioAtLeast(0)] }).met).toBe(false);
  });

  it("stands in a row of the table with its bound", () => {
    const table = tableOf([figureOf("pages", { name: "home, p95", value: 123.4, unit: "ms", targets: [atMost(100)] })]);
    expect(table.split("\n").at(-1)?.replace(/ {2,}/g, " | ")).toBe("pages | home, p95 | 123 ms | ≤ 100 ms | NO");
    expect(shown(0.01234)).toBe("0.0123");
    expect(shown(1_234_567.8)).toBe("1,234,568");
  });
});

describe("times of repeated calls", () => {
  it("are told by the call below which the share lies", () => {
    const ms = Array.from({ length: 100 }, (_, index) => 100 - index);
    expect(timesOf(ms)).toEqual({ median: 50, p95: 95, p99: 99, count: 100 });
    expect(quantile([7], 0.99)).toBe(7);
    expect(() => quantile([], 0.5)).toThrow(RangeError);
  });
});

describe("the command line", () => {
  const names = ["import", "pages"];

  it("runs everything on a million orders when it says nothing", () => {
    expect(readOptions([], names)).toEqual({ only: [], orders: 1_000_000, json: null, profile: null });
    expect(readOptions(["--only", "pages,import", "--orders", "20_000", "--json", "x.json"], names)).toEqual({
      only: ["pages", "import"],
      orders: 20_000,
      json: "x.json",
      profile: null,
    });
  });

  it("names what it does not understand, and what it expected", () => {
    const refused = (words: string[]) => () => readOptions(words, names);
    expect(refused(["--only", "page"])).toThrow("--only page: expected one of import, pages");
    expect(refused(["--orders", "1e3x"])).toThrow("--orders 1e3x: expected a whole number from 200 to 10000000");
    expect(refused(["--orders", "7"])).toThrow(UsageError);
    expect(refused(["--json"])).toThrow(UsageError);
    expect(refused(["--fast"])).toThrow(UsageError);
  });
});
