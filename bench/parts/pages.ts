import type { Bench, Part } from "../bench";
import { atMost, type Target } from "../support/figures";
import { quantile, type Times, timesOf } from "../support/measure";
import { type Page, pagesOf } from "../support/pages";
import { databaseMs } from "../support/statements";

/** Calls of a page, and how long its calls may take together: slow pages are called less often. */
const CALLS = 30;
const CALLS_ALONE = 10;
const BUDGET_MS = 5_000;
const FEWEST = 3;

const AT_ONCE = 50;
const VISITS = 400;
const VISITS_BUDGET_MS = 20_000;

const FLAT: Target = { of: "ratio", atMost: 1.2 };

export const pages: Part = {
  name: "pages",
  what: "every page's figures for the big shop, alone and beside other shops, one by one and by fifty at once",
  run: async (bench) => {
    const { shopId } = await bench.shop();
    const all = await pagesOf(shopId);
    const alone = new Map<string, number>();
    for (const page of all) alone.set(page.name, (await calls(page, CALLS_ALONE)).loader.median);
    await bench.others();
    const beside = new Map<string, number>();
    for (const page of all) beside.set(page.name, await recordPage(bench, page));
    const sum = (of: ReadonlyMap<string, number>) => [...of.values()].reduce((total, ms) => total + ms, 0);
    bench.record({
      name: "all pages once, beside other shops",
      value: sum(beside),
      unit: "ms",
      limit: { what: "alone, ms", value: sum(alone) },
      targets: [FLAT],
    });
    const visits = await atOnce(all);
    bench.record({ name: "fifty at once, median", value: visits.median, unit: "ms" });
    bench.record({ name: "fifty at once, p95", value: visits.p95, unit: "ms", targets: [atMost(300)] });
    bench.record({ name: "fifty at once, failed", value: visits.failed, unit: "of all", targets: [atMost(0)] });
  },
};

/** Records a page's times and answers the median. */
async function recordPage(bench: Bench, page: Page): Promise<number> {
  const { value, cpu } = await bench.cpuOf(() => calls(page, CALLS));
  const { loader, database } = value;
  bench.record({ name: `${page.name}, median`, value: loader.median, unit: "ms" });
  bench.record({ name: `${page.name}, p95`, value: loader.p95, unit: "ms", targets: [atMost(100)] });
  bench.record({ name: `${page.name}, p95 in the database`, value: database.p95, unit: "ms", targets: [atMost(50)] });
  // The call that fills the caches is in it.
  bench.recordCpu(`${page.name}, processor time in the database`, cpu, loader.count + 1);
  return loader.median;
}

/** Calls a page again and again, one call after the other; the first fills the caches and is not counted. */
export async function calls({ load }: Page, most: number): Promise<{ loader: Times; database: Times }> {
  await load();
  const loader: number[] = [];
  const database: number[] = [];
  const begun = performance.now();
  while (loader.length < FEWEST || (loader.length < most && performance.now() - begun < BUDGET_MS)) {
    const [started, waited] = [performance.now(), databaseMs()];
    await load();
    loader.push(performance.now() - started);
    database.push(databaseMs() - waited);
  }
  return { loader: timesOf(loader), database: timesOf(database) };
}

/** Fifty visitors who open one page after the other, each beginning at another one. A page that fails counts with its time. */
async function atOnce(all: readonly Page[]): Promise<{ median: number; p95: number; failed: number }> {
  const ms: number[] = [];
  let failed = 0;
  const begun = performance.now();
  let left = VISITS;
  const visitor = async (number: number) => {
    for (let step = number; left > 0 && performance.now() - begun < VISITS_BUDGET_MS; step += 1) {
      left -= 1;
      const started = performance.now();
      await all[step % all.length]?.load().catch(() => {
        failed += 1;
      });
      ms.push(performance.now() - started);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, (_, number) => visitor(number)));
  return { median: quantile(ms, 0.5), p95: quantile(ms, 0.95), failed };
}
