import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { PARTS } from "../../bench/parts";

const run = promisify(execFile);
const MINUTES = 60_000;

const Written = z.object({
  orders: z.number(),
  figures: z.array(
    z.object({
      part: z.string(),
      name: z.string(),
      value: z.number(),
      unit: z.string(),
      limit: z.object({ what: z.string(), value: z.number() }).nullable(),
      ratio: z.number().nullable(),
      met: z.boolean().nullable(),
    }),
  ),
});

/** The whole suite, run as its command runs it, on a shop small enough for a test: what it measures there means nothing. */
describe("the bench", () => {
  let folder: string;
  let table: string;
  let written: z.infer<typeof Written>;

  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), "bench-test-"));
    const file = path.join(folder, "figures.json");
    const words = ["--import", "tsx", "bench/index.ts", "--orders", "600", "--json", file];
    const { DATABASE_URL: _, ...env } = process.env;
    table = (await run(process.execPath, words, { env, maxBuffer: 1e7 })).stdout;
    written = Written.parse(JSON.parse(await readFile(file, "utf8")));
  }, 20 * MINUTES);

  afterAll(() => rm(folder, { recursive: true, force: true }));

  it("has figures of every part, each above nothing where it is a time or a rate", () => {
    expect(written.orders).toBe(600);
    expect([...new Set(written.figures.map(({ part }) => part))].toSorted()).toEqual(
      PARTS.map(({ name }) => name).toSorted(),
    );
    const measured = written.figures.filter(({ unit }) => ["ms", "orders/s", "MB/s", "MB", "µs"].includes(unit));
    expect(measured.length).toBeGreaterThan(30);
    // Processor time is told in hundredths of a second: a short stretch may have none.
    const least = (name: string) => (name.includes("processor time") ? 0 : Number.MIN_VALUE);
    expect(measured.filter(({ name, value }) => !(value >= least(name)))).toEqual([]);
  });

  it("writes every ratio of a figure to the limit measured beside it", () => {
    const limited = written.figures.flatMap(({ value, limit, ratio }) => (limit ? [{ value, limit, ratio }] : []));
    expect(limited.length).toBeGreaterThan(8);
    for (const { value, limit, ratio } of limited) {
      // Nothing has no ratio to it.
      if (limit.value === 0) expect(ratio).toBeNull();
      else expect(ratio).toBeCloseTo(value / limit.value, 9);
    }
  });

  it("prints each of them in its table", () => {
    for (const { name } of written.figures) expect(table).toContain(name);
  });

  it("finds that facts and roll-ups made anew are those that were kept up to date", () => {
    expect(written.figures.find(({ part, unit }) => part === "rebuild" && unit.startsWith("of"))).toMatchObject({
      name: "tables that then differ",
      value: 0,
    });
  });
});
