import type { Part } from "../bench";
import { atLeast, atMost, ratioAtLeast } from "../support/figures";
import { copySeconds, createManySeconds } from "../support/limits";

const MB = 1e6;
const MICROSECONDS = 1e6;
/** Orders whose rows are written once more for the limits. */
const COPIED = 20_000;
const CREATED = 2_000;

export const importing: Part = {
  name: "import",
  what: "the app reads the whole history: download, parse, stage, ledger, facts, roll-ups",
  run: async (bench) => {
    // The smaller ones first: the app's code is warm by then, and memory only ever grows.
    for (const orders of bench.smaller()) await bench.shop(orders);
    const { shopId, run } = await bench.shop();
    const rate = run.orders / run.seconds;
    bench.record({ name: "orders imported", value: rate, unit: "orders/s", targets: [atLeast(10_000)] });
    const { adminUrl } = bench.scratch;
    const copied = Math.min(COPIED, run.orders);
    const copy = copied / (await copySeconds(adminUrl, shopId, copied));
    bench.record({
      name: "… against COPY of ready rows into indexed tables",
      value: rate,
      unit: "orders/s",
      limit: { what: "COPY, orders/s", value: copy },
    });
    const created = Math.min(CREATED, run.orders);
    const createMany = created / (await createManySeconds(shopId, created));
    bench.record({
      name: "… against Prisma createMany of the same rows",
      value: rate,
      unit: "orders/s",
      limit: { what: "createMany, orders/s", value: createMany },
      targets: [ratioAtLeast(12)],
    });
    const { strain, cpu } = run;
    const perOrder = (seconds: number) => (seconds * MICROSECONDS) / run.orders;
    bench.record({ name: "processor time of the app, per order", value: perOrder(cpu.app), unit: "µs" });
    if (cpu.database !== null)
      bench.record({ name: "processor time of the database, per order", value: perOrder(cpu.database), unit: "µs" });
    bench.record({ name: "newest window there after", value: run.firstSeconds, unit: "s", targets: [atMost(60)] });
    bench.record({ name: "facts and sums left for the end", value: run.seconds - run.mergedSeconds, unit: "s" });
    bench.record({ name: "customers read in", value: run.customerSeconds, unit: "s" });
    bench.record({ name: "peak RSS", value: strain.peakRss / MB, unit: "MB", targets: [atMost(400)] });
    bench.record({ name: "event-loop delay p99", value: strain.delayP99, unit: "ms", targets: [atMost(100)] });
    bench.record({ name: "event-loop delay, longest", value: strain.delayMax, unit: "ms" });
  },
};
