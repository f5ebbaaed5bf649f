import type { Part } from "../bench";
import { atLeast, atMost, type Target } from "../support/figures";

const MB = 1e6;

export const importing: Part = {
  name: "import",
  what: "the app reads the whole history: download, parse, stage, ledger, facts",
  run: async (bench) => {
    const { run } = await bench.shop();
    const targets: Target[] = [atLeast(10_000)];
    bench.record({ name: "orders imported", value: run.orders / run.seconds, unit: "orders/s", targets });
    bench.record({ name: "newest window there after", value: run.firstSeconds, unit: "s", targets: [atMost(60)] });
    bench.record({ name: "customers read in", value: run.customerSeconds, unit: "s" });
    bench.record({ name: "peak RSS", value: run.strain.peakRss / MB, unit: "MB", targets: [atMost(400)] });
    bench.record({ name: "event-loop delay p99", value: run.strain.delayP99, unit: "ms", targets: [atMost(100)] });
    bench.record({ name: "event-loop delay, longest", value: run.strain.delayMax, unit: "ms" });
  },
};
