import type { Errors } from "~/analytics/clv/accuracy";
import { FEWEST_TESTS, intervalHits, NEARLY, type PastTotal, rangeAt, testsApart } from "~/analytics/clv/calibration";
import type { ContractWindow } from "~/analytics/clv/contractForecast";
import type { Forecaster } from "~/analytics/clv/forecaster";
import { HORIZONS, type HorizonTotal } from "~/analytics/clv/horizons";
import type { ProofWindow } from "~/analytics/clv/proof";
import { groupInterval } from "~/analytics/clv/totals";
import { minor, type Ratio } from "~/analytics/money";
import { addDays } from "~/analytics/period";
import { type DayNumber, dayOf } from "~/analytics/subscriptions/calendar";
import type { ContractVersion } from "~/data/predictions.server";
import type {
  ContractsPredicted,
  HorizonError,
  Proof,
  ProvedRenewals,
  ProvedSpan,
  ProvedTotal,
  TogetherTotal,
} from "./predictionTypes";

const QUARTER_DAYS = 91;

/** How wrong the forecasts of a forecaster were in the past. */
export function proofOf(forecaster: Forecaster): Proof {
  const { proof, farProof, grade, medianError } = forecaster;
  const latest = proof.find(({ asOf, until }) => until - asOf === QUARTER_DAYS);
  const median = (of: (window: ProofWindow) => Errors) => medianOf(proof.map((window) => of(window).bias));
  const all = [...proof, ...farProof];
  const [held, moneyHeld] = [intervalHits(proof), intervalHits(proof, "money")];
  const apart = testsApart(proof).length;
  return {
    grade,
    medianError: medianError as Ratio | null,
    ordersError: median(({ orders }) => orders),
    samePaceError: median(({ heuristics }) => heuristics.samePace),
    lastSpanError: median(({ heuristics }) => heuristics.lastWindow),
    tests: proof.length,
    apart,
    isGraded: apart >= FEWEST_TESTS && medianError !== null,
    mostExpected: proof.reduce((most, { orders }) => Math.max(most, orders.predicted), 0),
    hits: held.hits,
    hitTests: held.of,
    moneyHits: moneyHeld.hits,
    moneyTests: moneyHeld.of,
    horizons: HORIZONS.map((days) => horizonError(forecaster, days)),
    spans: proof.map((window) => spanOf(window, all)),
    farSpans: farProof.map((window) => spanOf(window, all)),
    tenths: latest?.orders.deciles ?? [],
    reliability: latest?.anyOrder ?? [],
  };
}

/** The error of forecasts of a length; of one that no test was as long as, that of the longest tests, and when it can be known. */
function horizonError({ proof, farProof, asOf, historyDays }: Forecaster, days: number): HorizonError {
  const all = [...proof, ...farProof];
  const lengthOf = ({ asOf: from, until }: ProofWindow) => until - from;
  const isAsLong = (window: ProofWindow) => lengthOf(window) >= days * NEARLY;
  const shortest = Math.min(...all.filter(isAsLong).map(lengthOf));
  const longest = all.reduce((most, window) => Math.max(most, lengthOf(window)), 0);
  const isTested = Number.isFinite(shortest);
  const own = all.filter((window) => lengthOf(window) === (isTested ? shortest : longest));
  const money = own.map(({ spent }) => spent?.bias ?? null);
  // A test of n days needs as many before it.
  const wait = Math.max(0, 2 * days - historyDays);
  return {
    days,
    testedDays: own.length === 0 ? null : isTested ? shortest : longest,
    tests: own.length,
    money: medianOf(money),
    orders: medianOf(own.map(({ orders }) => orders.bias)),
    testableFrom: isTested ? null : dayOf((asOf + Math.max(1, wait)) as DayNumber),
  };
}

/** The range of orders that was allowed by the tests that had ended before, and whether what came lay in it. */
function heldOf(window: PastTotal, all: readonly PastTotal[]) {
  const range = rangeAt(window, all, "orders");
  const [low, high] = [range?.low ?? 0, range?.high ?? 0];
  return { low, high, isWithin: low <= window.orders.actual && window.orders.actual <= high };
}

function spanOf(window: ProofWindow, all: readonly ProofWindow[]): ProvedSpan {
  const { asOf, until, orders, spent, heuristics } = window;
  const money = rangeAt(window, all, "money");
  return {
    span: { start: addDays(dayOf(asOf as DayNumber), 1), end: addDays(dayOf(until as DayNumber), 1) },
    days: until - asOf,
    orders: provedTotal(orders),
    ...heldOf(window, all),
    revenue: spent && provedTotal(spent),
    revenueLow: money?.low ?? null,
    revenueHigh: money?.high ?? null,
    isRevenueWithin: money && spent ? money.low <= spent.actual && spent.actual <= money.high : null,
    samePaceError: heuristics.samePace.bias as Ratio | null,
    lastSpanError: heuristics.lastWindow.bias as Ratio | null,
  };
}

const provedTotal = ({ predicted, actual, bias }: Errors): ProvedTotal => ({
  predicted,
  actual,
  error: bias as Ratio | null,
});

/** Median of the absolute values of what is known. */
export function medianOf(errors: readonly (number | null)[]): Ratio | null {
  const sizes = errors
    .filter((error) => error !== null)
    .map(Math.abs)
    .sort((left, right) => left - right);
  const upper = sizes[Math.floor(sizes.length / 2)];
  const lower = sizes[Math.ceil(sizes.length / 2) - 1];
  return upper === undefined || lower === undefined ? null : (((upper + lower) / 2) as Ratio);
}

/** What running contracts will bring, and how wrong such forecasts were. */
export function contractsOf({ subscribers, running, forecaster, totals }: ContractVersion): ContractsPredicted {
  if (forecaster === null) return { subscribers, running, foretold: null };
  const spans = forecaster.proof.map((window) => renewalsOf(window, forecaster.proof));
  const held = intervalHits(forecaster.proof);
  return {
    subscribers,
    running,
    foretold: {
      totals: totals ?? [],
      curves: forecaster.groups.map(({ curve, contracts }) => ({ model: curve.model, contracts })),
      tests: spans.length,
      apart: held.of,
      hits: held.hits,
      moneyError: medianOf(spans.map(({ revenue }) => revenue.error)),
      renewalsError: medianOf(spans.map(({ renewals }) => renewals.error)),
      spans,
    },
  };
}

function renewalsOf(window: ContractWindow, all: readonly ContractWindow[]): ProvedRenewals {
  const { asOf, until, contracts, orders, spent } = window;
  return {
    span: { start: addDays(dayOf(asOf as DayNumber), 1), end: addDays(dayOf(until as DayNumber), 1) },
    days: until - asOf,
    contracts,
    renewals: provedTotal(orders),
    ...heldOf(window, all),
    revenue: provedTotal(spent),
  };
}

/** Rhythm and contracts together, by horizon; without contracts the rhythm alone. Unknown where a part is. */
export function togetherOf(
  rhythm: readonly HorizonTotal[] | null,
  contracts: ContractVersion | null,
): readonly TogetherTotal[] {
  const hasContracts = (contracts?.running ?? 0) > 0;
  return HORIZONS.map((days, index) => {
    const [own, other] = [rhythm?.[index], contracts?.totals?.[index]];
    const profits = [own?.profit ?? null, hasContracts ? (other?.profit ?? null) : 0] as const;
    const parts = [own, hasContracts ? other : undefined].flatMap((total) =>
      total && total.profit !== null ? { mean: total.profit, variance: total.variance, shared: total.shared } : [],
    );
    const isKnown = profits.every((profit) => profit !== null);
    const { low, high } = groupInterval(parts);
    const whole = (value: number | null) => (value === null ? null : minor(Math.round(value)));
    return {
      days,
      rhythm: whole(profits[0]),
      contracts: whole(profits[1]),
      value: isKnown ? whole((profits[0] ?? 0) + (profits[1] ?? 0)) : null,
      low: isKnown ? whole(low) : null,
      high: isKnown ? whole(high) : null,
    };
  });
}
