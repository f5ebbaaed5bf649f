import type { Recorder } from "../bench";
import { golden, renewals } from "./golden";
import { rolling, seasons } from "./rolling";
import { rollingConfigs } from "./shops";
import { intervals, roastery, robustness, smallShops } from "./stores";

/** What tells how right the forecasts are: nothing of it is timed, so that steps may run side by side. */
export const STEPS = {
  golden,
  robustness: (bench, isTrial) => robustness(bench, isTrial ? 4 : 400),
  rolling: async (bench, isTrial) => {
    const configs = await rollingConfigs();
    rolling(bench, isTrial ? configs.slice(2, 4) : configs);
  },
  intervals: (bench, isTrial) => intervals(bench, isTrial ? 2 : 25),
  roastery: (bench, isTrial) => roastery(bench, isTrial ? 2 : 50),
  smallShops: (bench, isTrial) => smallShops(bench, isTrial ? 5 : 100),
  seasons: (bench, isTrial) => seasons(bench, isTrial ? 1 : 10),
  renewals: (bench) => renewals(bench),
} as const satisfies Record<string, (bench: Recorder, isTrial: boolean) => void | Promise<void>>;

export type StepName = keyof typeof STEPS;
