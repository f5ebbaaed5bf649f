import { type Ratio, share } from "./money";

/** Where a customer stands in their rhythm: ordering, in the last fifth of the time we wait, or past it. */
export type Standing = "active" | "atRisk" | "lost";

/** Share of the lapse point after which a customer is at risk. */
const AT_RISK_FROM = 0.8;

/** The smallest gap that 90% of the gaps do not exceed; null without gaps. Days between orders, in any order. */
export function lapsePointOf(gaps: readonly number[]): number | null {
  const ordered = [...gaps].sort((left, right) => left - right);
  return ordered[Math.ceil(ordered.length * 0.9) - 1] ?? null;
}

/** Whole days after the last order from which on a customer is at risk: more than four fifths of the lapse point. */
export const atRiskAfter = (lapsePoint: number): number => Math.floor(lapsePoint * AT_RISK_FROM);

/** How a customer stands `daysSince` days after their last order; null while the lapse point is unknown. */
export function standingOf(daysSince: number, lapsePoint: number | null): Standing | null {
  if (lapsePoint === null) return null;
  if (daysSince > lapsePoint) return "lost";
  return daysSince > atRiskAfter(lapsePoint) ? "atRisk" : "active";
}

/** Customers of a period, counted. Active: ordered, and not past the lapse point on that day. */
export interface CustomersOfPeriod {
  readonly activeAtStart: number;
  readonly activeAtEnd: number;
  /** First order in the period, and active at its end. */
  readonly newAtEnd: number;
}

/**
 * (active at end − new) ÷ active at start; null without customers at the start. Customers won back count as kept, so it may
 * exceed 1. A churn of "(customers at start − new) ÷ start", as some articles print it, is wrong.
 */
export const customerRetentionRate = ({ activeAtStart, activeAtEnd, newAtEnd }: CustomersOfPeriod): Ratio | null =>
  share(activeAtEnd - newAtEnd, activeAtStart);

/** 1 − customer retention rate. */
export function customerChurnRate(of: CustomersOfPeriod): Ratio | null {
  const kept = share(of.activeAtStart - (of.activeAtEnd - of.newAtEnd), of.activeAtStart);
  return kept;
}
