import type { Part } from "../bench";
import type { Target } from "../support/figures";
import type { ImportRun } from "../support/importShop";

const FLAT: Target = { of: "ratio", atLeast: 0.8, atMost: 1.2 };
const MICROSECONDS = 1e6;

export const growth: Part = {
  name: "growth",
  what: "time per order while the shop grows, and in smaller shops",
  run: async (bench) => {
    const { run } = await bench.shop();
    const [early, late] = [microseconds(run, 0.05, 0.35), microseconds(run, 0.65, 0.95)];
    bench.record({
      name: "time per order late in the import",
      value: late,
      unit: "µs",
      limit: { what: "early in the same import, µs", value: early },
      targets: [FLAT],
    });
    const whole = (run.seconds / run.orders) * MICROSECONDS;
    for (const orders of bench.smaller()) {
      const { run } = await bench.shop(orders);
      bench.record({
        name: `time per order, ${orders.toLocaleString("en-US")} orders in all`,
        value: (run.seconds / run.orders) * MICROSECONDS,
        unit: "µs",
        limit: { what: `${bench.orders.toLocaleString("en-US")} orders, µs`, value: whole },
      });
    }
  },
};

/** Time per order between two shares of the history, by the windows that were merged then. */
function microseconds({ windows, orders, mergedSeconds }: ImportRun, from: number, to: number): number {
  const times = [0, ...windows.map(({ at }) => at)];
  let before = 0;
  const inside = windows.flatMap((window, index) => {
    const start = before / orders;
    before += window.orders;
    const seconds = window.at - (times[index] ?? 0);
    return start >= from && before / orders <= to ? [{ orders: window.orders, seconds }] : [];
  });
  if (inside.length === 0) return (mergedSeconds / orders) * MICROSECONDS;
  const sum = (of: "orders" | "seconds") => inside.reduce((total, window) => total + window[of], 0);
  return (sum("seconds") / sum("orders")) * MICROSECONDS;
}
