import type { Part } from "../bench";
import { golden, renewals } from "../clv/golden";
import { rolling, seasons } from "../clv/rolling";
import { rollingConfigs } from "../clv/shops";
import { speed } from "../clv/speed";
import { intervals, roastery, robustness, smallShops } from "../clv/stores";

/** The big shop of the targets. */
const CUSTOMERS = 235_700;
/** Below so many orders of the big shop the suite is only tried, not measured. */
const FEWEST_ORDERS = 10_000;

export const clv: Part = {
  name: "clv",
  what: "lifetime value is fitted and foretold beside plain BG/NBD, on published and simulated logs",
  run: async (bench) => {
    const isTrial = bench.orders < FEWEST_ORDERS;
    await golden(bench);
    await robustness(bench, isTrial ? 4 : 400);
    const configs = await rollingConfigs();
    rolling(bench, isTrial ? configs.slice(2, 4) : configs);
    await intervals(bench, isTrial ? 2 : 25);
    roastery(bench, isTrial ? 2 : 50);
    await smallShops(bench, isTrial ? 5 : 100);
    seasons(bench, isTrial ? 1 : 10);
    renewals(bench);
    await speed(bench, isTrial ? 5_000 : CUSTOMERS);
  },
};
