import type { HorizonTotal } from "./horizons";
import { groupInterval } from "./totals";

/** A total of profit with its 90% interval, made as that of any group of customers. */
export function profitRange(
  profit: number | null,
  variance: number,
  shared: number,
): Pick<HorizonTotal, "profit" | "profitLow" | "profitHigh" | "variance" | "shared"> {
  const { low, high } = groupInterval([{ mean: profit ?? 0, variance, shared }]);
  return {
    profit,
    profitLow: profit === null ? null : Math.round(low),
    profitHigh: profit === null ? null : Math.round(high),
    variance,
    shared,
  };
}
