import { groupInterval } from "~/analytics/clv/totals";
import { type Minor, minor, perUnit } from "~/analytics/money";
import type { GroupParts, GroupSums } from "~/data/scoreGroups.server";
import type { GroupAcquisition, Ranged, Return, ScoreGroupRow } from "./scoreGroupTypes";

/** Variances that all customers share, of what rhythm and contracts bring, within 12 and 36 months. */
export interface SharedVariances {
  readonly year: PartVariances;
  readonly years: PartVariances;
}

export interface PartVariances {
  readonly rhythm: number;
  readonly contracts: number;
}

/** A group with its ranges; `won` and `spend` where the cost of winning customers is known. */
export function groupRow(
  group: GroupSums,
  shared: SharedVariances,
  cost: { readonly won: GroupSums; readonly spend: Minor } | null = null,
): ScoreGroupRow {
  const { year, years, historicProfit, ...head } = group;
  const ahead = rangedOf(years, shared.years);
  return {
    value: head.value,
    label: head.label,
    restOf: null,
    customers: head.customers,
    subscribers: head.subscribers,
    unknownCustomers: head.unknownCustomers,
    historic: historicProfit,
    historicCustomers: head.historicCustomers,
    yearOrders: head.yearOrders,
    yearRenewals: head.yearRenewals,
    year: rangedOf(year, shared.year),
    years: ahead,
    total: totalOf(group, ahead),
    acquisition: cost && acquisitionOf(cost.won, cost.spend, shared),
  };
}

/** What is to come with its range: customers are independent of each other, the models' errors are not. */
export function rangedOf(parts: GroupParts | null, shared: PartVariances): Ranged | null {
  if (parts === null) return null;
  const { low, high } = groupInterval([
    { mean: parts.rhythm.profit, variance: parts.rhythm.variance, shared: shared.rhythm },
    { mean: parts.contracts.profit, variance: parts.contracts.variance, shared: shared.contracts },
  ]);
  return {
    value: minor(parts.rhythm.profit + parts.contracts.profit),
    low: minor(Math.round(low)),
    high: minor(Math.round(high)),
    contracts: parts.contracts.profit,
  };
}

/**
 * What was is sure: the range of the sum is that of what is to come. Both have to be of the same customers: where either is not
 * known of some, the sum is not.
 */
function totalOf(group: GroupSums, ahead: Ranged | null): Ranged | null {
  const historic = historicOf(group);
  if (historic === null || ahead === null || group.unknownCustomers > 0) return null;
  const plus = (amount: Minor) => minor(historic + amount);
  return { value: plus(ahead.value), low: plus(ahead.low), high: plus(ahead.high), contracts: ahead.contracts };
}

function acquisitionOf(won: GroupSums, spend: Minor, shared: SharedVariances): GroupAcquisition {
  const [year, years] = [rangedOf(won.year, shared.year), rangedOf(won.years, shared.years)];
  const total = totalOf(won, years);
  const times = (amount: Minor | undefined) => (amount === undefined || spend <= 0 ? null : amount / spend);
  return {
    customers: won.customers,
    spend,
    acquisitionCost: perUnit(spend, won.customers),
    valueToCost: times(total?.value),
    valueToCostLow: times(total?.low),
    valueToCostHigh: times(total?.high),
    comesBack: total === null ? null : returnOf(historicOf(won), year, years, spend),
  };
}

/** Historic profit that is known of all customers of a group. */
const historicOf = ({ historicProfit, historicCustomers, customers }: GroupSums): Minor | null =>
  historicCustomers === customers ? historicProfit : null;

function returnOf(historic: Minor | null, year: Ranged | null, years: Ranged | null, spend: Minor): Return | null {
  if (historic === null || year === null || years === null) return null;
  if (historic >= spend) return "soFar";
  if (historic + year.value >= spend) return "year";
  return historic + years.value >= spend ? "years" : "later";
}

/** The most groups that stand one by one; the rest are one row, so that all rows add up to everybody. */
const MOST_GROUPS = 100;

/** The groups in their order, and what comes after the first hundred as one. */
export function groupRows(groups: readonly GroupSums[], shared: SharedVariances): readonly ScoreGroupRow[] {
  const rest = groups.slice(MOST_GROUPS);
  const rows = groups.slice(0, MOST_GROUPS).map((group) => groupRow(group, shared));
  return rest.length === 0 ? rows : [...rows, { ...groupRow(addGroups(rest, null), shared), restOf: rest.length }];
}

/** Several groups as one. */
export function addGroups(groups: readonly GroupSums[], value: string | null): GroupSums {
  const sum = (of: (group: GroupSums) => number) => groups.reduce((total, group) => total + of(group), 0);
  const parts = (of: (group: GroupSums) => GroupParts | null): GroupParts | null => {
    const known = groups.map(of).filter((one) => one !== null);
    const part = (name: keyof GroupParts) => ({
      profit: minor(known.reduce((total, one) => total + one[name].profit, 0)),
      variance: known.reduce((total, one) => total + one[name].variance, 0),
    });
    return known.length === 0 ? null : { rhythm: part("rhythm"), contracts: part("contracts") };
  };
  const allOrNone = (of: (group: GroupSums) => number | null) =>
    groups.some((group) => of(group) === null) ? null : sum((group) => of(group) ?? 0);
  const historic = groups.filter(({ historicProfit }) => historicProfit !== null);
  return {
    value,
    label: null,
    customers: sum(({ customers }) => customers),
    historicProfit:
      historic.length === 0 ? null : minor(historic.reduce((total, one) => total + (one.historicProfit ?? 0), 0)),
    historicCustomers: sum(({ historicCustomers }) => historicCustomers),
    yearOrders: allOrNone(({ yearOrders }) => yearOrders),
    yearRenewals: allOrNone(({ yearRenewals }) => yearRenewals),
    subscribers: sum(({ subscribers }) => subscribers),
    unknownCustomers: sum(({ unknownCustomers }) => unknownCustomers),
    year: parts(({ year }) => year),
    years: parts(({ years }) => years),
  };
}
