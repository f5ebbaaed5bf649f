import { type ContractFates, type CurveFit, fitCurve } from "./renewalCurve";

/**
 * Shifted beta-geometric: every contract has a constant chance to end at each renewal, which differs between contracts as
 * Beta(α, β). Fader and Hardie (2007), "How to project customer retention", Journal of Interactive Marketing 21, 76-90.
 */
export function fitSbg(fates: readonly ContractFates[], method: "ml" | "map"): CurveFit | null {
  return fitCurve(fates, false, method);
}
