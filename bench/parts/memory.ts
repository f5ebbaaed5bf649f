import type { Part } from "../bench";
import { atMost, type Target } from "../support/figures";

const MB = 1e6;
const MOST_MB = 400;
const FLAT: Target = { of: "ratio", atMost: 1.2 };

export const memory: Part = {
  name: "memory",
  what: "resident memory of the app while it imports, by the size of the shop",
  run: async (bench) => {
    const big = (await bench.shop()).run.strain.peakRss / MB;
    const tenth = bench.smaller().at(-1) ?? bench.orders;
    const small = (await bench.shop(tenth)).run.strain.peakRss / MB;
    const name = (orders: number) => `peak RSS, ${orders.toLocaleString("en-US")} orders`;
    bench.record({ name: name(tenth), value: small, unit: "MB", targets: [atMost(MOST_MB)] });
    bench.record({
      name: name(bench.orders),
      value: big,
      unit: "MB",
      limit: { what: `${tenth.toLocaleString("en-US")} orders, MB`, value: small },
      targets: [atMost(MOST_MB), FLAT],
    });
    bench.record({ name: "resident now, after all of it", value: process.memoryUsage.rss() / MB, unit: "MB" });
  },
};
