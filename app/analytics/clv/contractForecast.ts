import { type Errors, errorsOf } from "./accuracy";
import { type Counted, misfit, misfitAt, recalibration } from "./calibration";
import {
  type Contract,
  type ContractStanding,
  chargesBy,
  groupOf,
  type RenewalGroup,
  renewalGroups,
  standingsAt,
  standingsNow,
} from "./contracts";
import { type CurveFit, curveCovariance, survivalAfter } from "./renewalCurve";
import { contractValue } from "./renewals";
import type { ShopTotal } from "./totals";
import { type BacktestWindow, backtestWindows } from "./windows";

/** A past forecast of renewals, of the contracts that ran on its day, beside the charges that came. */
export interface ContractWindow extends BacktestWindow {
  readonly contracts: number;
  readonly orders: Errors;
  /** What the renewals came to, at the prices of the day of the forecast and at those that were charged. */
  readonly spent: Errors;
  readonly total: ShopTotal;
}

/** How running contracts are renewed, and how wrong such forecasts were. */
export interface ContractForecaster {
  readonly asOf: number;
  readonly running: number;
  readonly paused: number;
  readonly groups: readonly RenewalGroup[];
  readonly proof: readonly ContractWindow[];
  /** Of totals of renewals, and of money: see `renewalMisfit` for how far ahead. */
  readonly misfit: number;
  readonly moneyMisfit: number;
}

/** Null where too few contracts are known, or none has ended: nothing tells how long they run then. */
export function contractForecaster(contracts: readonly Contract[], asOf: number): ContractForecaster | null {
  const standings = standingsNow(contracts, asOf);
  const groups = renewalGroups(standings);
  if (groups.length === 0) return null;
  const proof = contractProof(contracts, asOf);
  const counted = (state: Contract["state"]) => contracts.filter((one) => one.state === state).length;
  return {
    asOf,
    running: counted("running"),
    paused: counted("paused"),
    groups,
    proof,
    misfit: misfit(proof, 0),
    moneyMisfit: misfit(proof, 0, "money"),
  };
}

/** Repeats forecasts of renewals from the past with what was known then. */
export function contractProof(contracts: readonly Contract[], asOf: number): readonly ContractWindow[] {
  const first = contracts.reduce((least, { days }) => Math.min(least, days[0] ?? least), Number.POSITIVE_INFINITY);
  if (!Number.isFinite(first)) return [];
  return backtestWindows(first, asOf).flatMap((window) => {
    const standings = standingsAt(contracts, window.asOf);
    const groups = renewalGroups(standings);
    const running = standings.filter(({ state }) => state === "running");
    return groups.length === 0 || running.length === 0 ? [] : windowOf(running, groups, window);
  });
}

function windowOf(
  running: readonly ContractStanding[],
  groups: readonly RenewalGroup[],
  window: BacktestWindow,
): ContractWindow {
  const days = window.until - window.asOf;
  const expected = renewalsWithin(running, groups, [days], 0);
  const came = running.map(({ contract }) => chargesBy(contract, window.until) - chargesBy(contract, window.asOf));
  const paid = running.map(({ contract }) => {
    const from = chargesBy(contract, window.asOf);
    return contract.amounts.slice(from, chargesBy(contract, window.until)).reduce((sum, amount) => sum + amount, 0);
  });
  const predicted = Float64Array.from(expected, ({ renewals }) => renewals[0]?.mean ?? 0);
  return {
    ...window,
    contracts: running.length,
    orders: errorsOf(predicted, Float64Array.from(came)),
    spent: errorsOf(
      predicted.map((renewals, index) => renewals * (running[index]?.amount ?? 0)),
      Float64Array.from(paid),
    ),
    total: renewalTotal(running, groups, days),
  };
}

/** Renewals of one contract within a time. */
export interface Renewals {
  readonly mean: number;
  readonly variance: number;
  /** 5th and 95th percentile. */
  readonly low: number;
  readonly high: number;
  /** Sum of the renewals, each discounted from its own day. */
  readonly discounted: number;
}

export interface ContractAheadOf {
  /** For each of the times asked for. */
  readonly renewals: readonly Renewals[];
}

const YEAR_DAYS = 365;

/** Expected renewals of each running contract within each of the times, in days; `discountRate` is yearly. */
export function renewalsWithin(
  running: readonly ContractStanding[],
  groups: readonly RenewalGroup[],
  times: readonly number[],
  discountRate: number,
): readonly ContractAheadOf[] {
  const byKey = new Map(groups.map((group) => [group.key, group]));
  const known = new Map<string, ContractAheadOf>();
  return running.map((standing) => {
    const { contract, renewals, dueIn } = standing;
    const group = groupOf(byKey, contract);
    if (group === null) return { renewals: [] };
    const key = `${group.key} ${contract.cycleDays} ${renewals} ${dueIn}`;
    const found = known.get(key) ?? {
      renewals: times.map((days) => within(group.curve, standing, days, discountRate)),
    };
    known.set(key, found);
    return found;
  });
}

function within(
  curve: CurveFit,
  { contract: { cycleDays }, renewals: survived, dueIn }: ContractStanding,
  days: number,
  discountRate: number,
): Renewals {
  const nextIn = dueIn / cycleDays;
  const horizon = days / cycleDays;
  const ratePerCycle = (1 + discountRate) ** (cycleDays / YEAR_DAYS) - 1;
  const { renewals, value } = contractValue(curve, { survived, perCycle: 1, nextIn, horizon, ratePerCycle });
  let second = 0;
  let low = 0;
  let high = 0;
  for (let cycle = 1; cycle - 1 + nextIn <= horizon; cycle += 1) {
    const chance = survivalAfter(curve, survived, cycle);
    second += (2 * cycle - 1) * chance;
    if (chance > 0.95) low = cycle;
    if (chance > 0.05) high = cycle;
  }
  return { mean: renewals, variance: Math.max(0, second - renewals * renewals), low, high, discounted: value };
}

const STEP = 0.02;

/** Renewals of all running contracts within so many days, with the variance that chance and unsure curves make. */
export function renewalTotal(
  running: readonly ContractStanding[],
  groups: readonly RenewalGroup[],
  days: number,
): ShopTotal {
  const byKey = new Map(groups.map((group) => [group.key, group]));
  const parts = Map.groupBy(running, ({ contract }) => groupOf(byKey, contract));
  let mean = 0;
  let variance = 0;
  let ofCurves = 0;
  for (const [group, own] of parts) {
    if (group === null) continue;
    const part = partOf(own, group, days);
    mean += part.mean;
    variance += part.variance;
    ofCurves += curveVariance(own, group, days);
  }
  if (!(mean > 0)) return { mean: 0, logVariance: 0, shared: 0 };
  const shared = ofCurves / (mean * mean);
  return { mean, logVariance: Math.log1p(variance / (mean * mean)) + shared, shared };
}

function partOf(own: readonly ContractStanding[], group: RenewalGroup, days: number) {
  let mean = 0;
  let variance = 0;
  for (const { renewals } of renewalsWithin(own, [group], [days], 0)) {
    mean += renewals[0]?.mean ?? 0;
    variance += renewals[0]?.variance ?? 0;
  }
  return { mean, variance };
}

/** Variance of a group's renewals by that of its curve's parameters (delta method). */
function curveVariance(own: readonly ContractStanding[], group: RenewalGroup, days: number): number {
  const covariance = curveCovariance(group.fates, group.curve) ?? [];
  const names = (["alpha", "beta", "c"] as const).slice(0, covariance.length);
  const slopes = names.map((name) => {
    const [up, down] = [STEP, -STEP].map((by) => {
      const curve = { ...group.curve, [name]: group.curve[name] * Math.exp(by) };
      return partOf(own, { ...group, curve }, days).mean;
    });
    return ((up ?? 0) - (down ?? 0)) / (2 * STEP);
  });
  let sum = 0;
  for (const [i, row] of covariance.entries())
    for (const [j, value] of row.entries()) sum += (slopes[i] ?? 0) * value * (slopes[j] ?? 0);
  return Number.isFinite(sum) ? Math.max(0, sum) : 0;
}

/** What forecasts of renewals, or of their money, are multiplied by, by how those of the past came out. */
export const renewalFactor = (
  { proof }: Pick<ContractForecaster, "proof">,
  days: number,
  of: Counted = "orders",
): number => recalibration(proof, days, of);

/** The misfit of renewals so many days ahead, or of their money. */
export const renewalMisfit = (from: ContractForecaster, days: number, of: Counted): number =>
  misfitAt(of === "orders" ? from.misfit : from.moneyMisfit, from.proof, days, of);
