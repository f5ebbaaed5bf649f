import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { naiveCohorts, naiveFees, naiveMonths } from "./naiveNumbers";
import { type StoreSettings, writeRandomStore } from "./randomStore";

const run = promisify(execFile);

const ReportFile = z.object({
  metrics: z.record(z.string(), z.object({ value: z.number().nullable() })),
  tables: z.record(z.string(), z.array(z.record(z.string(), z.unknown()))),
});

const STORES: readonly StoreSettings[] = [
  { seed: 1, zone: "America/New_York", currency: "USD", exponent: 2, taxesIncluded: false, orders: 60 },
  { seed: 2, zone: "Asia/Tokyo", currency: "JPY", exponent: 0, taxesIncluded: true, orders: 60 },
  { seed: 3, zone: "Asia/Kuwait", currency: "KWD", exponent: 3, taxesIncluded: false, orders: 60 },
  { seed: 4, zone: "Australia/Lord_Howe", currency: "AUD", exponent: 2, taxesIncluded: true, orders: 60 },
  { seed: 5, zone: "America/Havana", currency: "EUR", exponent: 2, taxesIncluded: true, orders: 90 },
  { seed: 6, zone: "Pacific/Chatham", currency: "NZD", exponent: 2, taxesIncluded: false, orders: 90 },
];

let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "tenure-any-store-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function report(settings: StoreSettings) {
  const store = path.join(folder, `store-${settings.seed}`);
  const out = path.join(folder, `out-${settings.seed}`);
  const meant = await writeRandomStore(store, settings);
  await run(process.execPath, [
    "--import",
    "tsx",
    "scripts/report.ts",
    "--store",
    store,
    "--out",
    out,
    "--format",
    "json",
  ]);
  return { meant, report: ReportFile.parse(JSON.parse(await readFile(path.join(out, "report.json"), "utf8"))) };
}

describe.each(STORES)("a store in $zone, $currency, taxes included: $taxesIncluded", (settings) => {
  it("has the figures of an independent computation, to the minor unit", { timeout: 180_000 }, async () => {
    const { meant, report: given } = await report(settings);
    for (const [table, clock] of [
      ["salesByMonth", "eventDay"],
      ["salesByMonthOrderDay", "orderDay"],
    ] as const) {
      const expected = naiveMonths(meant, settings.zone, clock);
      const shown = (given.tables[table] ?? []).filter((row) => expected.has(String(row.month)));
      expect(shown.length, table).toBe(expected.size);
      for (const row of shown)
        expect(row, `${table} ${row.month}`).toMatchObject(expected.get(String(row.month)) ?? {});
      const empty = (given.tables[table] ?? []).filter((row) => !expected.has(String(row.month)));
      for (const row of empty)
        expect(row, `${table} ${row.month} is empty`).toMatchObject({ totalSales: 0, orders: 0 });
    }
    const cohorts = naiveCohorts(meant, settings.zone);
    const cells = new Map(
      (given.tables.cohorts ?? []).map((cell) => [`${cell.cohortMonth} ${cell.tenureMonth}`, cell]),
    );
    for (const cell of cohorts) expect(cells.get(`${cell.cohortMonth} ${cell.tenureMonth}`)).toMatchObject(cell);
    const total = (name: "orders" | "netSales") =>
      (given.tables.cohorts ?? []).reduce((sum, cell) => sum + Number(cell[name]), 0);
    expect(total("orders")).toBe(cohorts.reduce((sum, cell) => sum + cell.orders, 0));
    expect(total("netSales")).toBe(cohorts.reduce((sum, cell) => sum + cell.netSales, 0));

    const counted = meant.filter((order) => !order.test);
    expect(given.metrics.orders?.value).toBe(counted.length);
    expect(given.metrics.customers?.value).toBe(new Set(counted.flatMap((order) => order.customer ?? [])).size);
    expect(given.metrics.paymentFees?.value).toBe(naiveFees(meant));
  });
});
