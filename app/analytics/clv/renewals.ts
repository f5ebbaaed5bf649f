import { fitBdw } from "./bdw";
import { type ContractFates, type CurveFit, survivalAfter } from "./renewalCurve";
import { fitSbg } from "./sbg";

/** Chi-squared with one degree of freedom at 5%: by so much must twice the log-likelihood rise for one more parameter. */
const LIKELIHOOD_RATIO = 3.84;
const FEWEST_CYCLES = 6;
export const FEWEST_CONTRACTS = 30;

/** How contracts of one billing interval and plan are renewed, or why that is not told. */
export type RenewalModel =
  | {
      readonly kind: "renewals";
      readonly curve: CurveFit;
      readonly cyclesSeen: number;
      readonly alternatives: readonly CurveFit[];
    }
  | { readonly kind: "tooFewContracts"; readonly contracts: number; readonly needed: number }
  | { readonly kind: "nothingEnded"; readonly contracts: number };

/**
 * Chooses between a chance to end that is constant per contract (sBG) and one that changes with its age (BdW): the latter
 * where the likelihood ratio speaks for it and at least six cycles were seen.
 */
export function renewalModel(fates: readonly ContractFates[], method: "ml" | "map" = "map"): RenewalModel {
  const sane = fates.filter(
    ({ cycles, count }) => count > 0 && cycles >= 0 && Number.isFinite(cycles) && Number.isFinite(count),
  );
  const contracts = sane.reduce((sum, { count }) => sum + count, 0);
  if (contracts < FEWEST_CONTRACTS) return { kind: "tooFewContracts", contracts, needed: FEWEST_CONTRACTS };
  if (!sane.some(({ hasEnded }) => hasEnded)) return { kind: "nothingEnded", contracts };
  const cyclesSeen = Math.max(...sane.map(({ cycles, hasEnded }) => cycles + (hasEnded ? 1 : 0)));
  const [sbg, bdw] = [fitSbg(sane, method), fitBdw(sane, method)];
  const alternatives = [sbg, bdw].filter((fit) => fit !== null);
  const hasShape =
    sbg && bdw && cyclesSeen >= FEWEST_CYCLES && 2 * (bdw.logLikelihood - sbg.logLikelihood) > LIKELIHOOD_RATIO;
  const curve = hasShape ? bdw : sbg;
  return curve === null ? { kind: "nothingEnded", contracts } : { kind: "renewals", curve, cyclesSeen, alternatives };
}

/** What a running contract is worth from now on, cycle by cycle. */
export interface ContractAhead {
  /** Renewals so far. */
  readonly survived: number;
  /** Worth of one cycle, in any unit of money. */
  readonly perCycle: number;
  /** Cycles from now until the next renewal is due, 0 to 1. */
  readonly nextIn: number;
  /** Cycles looked ahead. */
  readonly horizon: number;
  readonly ratePerCycle: number;
}

/** Expected renewals within the horizon, and their discounted worth. */
export function contractValue(curve: CurveFit, ahead: ContractAhead): { renewals: number; value: number } {
  let renewals = 0;
  let value = 0;
  for (let cycle = 1; cycle - 1 + ahead.nextIn <= ahead.horizon; cycle += 1) {
    const chance = survivalAfter(curve, ahead.survived, cycle);
    renewals += chance;
    value += chance * ahead.perCycle * (1 + ahead.ratePerCycle) ** -(cycle - 1 + ahead.nextIn);
  }
  return { renewals, value };
}
