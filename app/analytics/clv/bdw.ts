import { type ContractFates, type CurveFit, fitCurve } from "./renewalCurve";

/**
 * Beta-discrete-Weibull: the chance to end may also change with the time under contract, as t^c. Fader, Hardie, Liu, Davin
 * and Steenburgh (2018), "How to project customer retention revisited: the role of duration dependence", Journal of
 * Interactive Marketing 43, 1-16.
 */
export function fitBdw(fates: readonly ContractFates[], method: "ml" | "map"): CurveFit | null {
  return fitCurve(fates, true, method);
}
