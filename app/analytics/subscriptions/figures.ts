import { type Minor, minor, perUnit, type Ratio, share } from "../money";
import type { MrrBridge } from "./movements";

/** Renewals due in a period by what became of them. */
export interface Renewals {
  /** Due in the period, whatever became of them; those whose outcome is still open left out. */
  readonly due: number;
  /** Charged, on the day or later. */
  readonly renewed: number;
}

/** The figures of a period's bridge (metrics.md). Null: nothing to divide by. */
export interface MrrFigures {
  readonly mrr: Minor;
  readonly arr: Minor;
  readonly netNewMrr: Minor;
  /** Subscribers who ended all their subscriptions ÷ subscribers at the start. */
  readonly subscriberChurn: Ratio | null;
  /** (churn + contraction) ÷ opening MRR. */
  readonly grossRevenueChurn: Ratio | null;
  /** The same less expansion and reactivation. */
  readonly netRevenueChurn: Ratio | null;
  readonly netRevenueRetention: Ratio | null;
  readonly renewalRate: Ratio | null;
  /** (new + expansion + reactivation) ÷ (contraction + churn). */
  readonly quickRatio: number | null;
  /** MRR ÷ subscribers. */
  readonly arpu: Minor | null;
}

export function mrrFigures(bridge: MrrBridge, renewals: Renewals): MrrFigures {
  const { opening, closing, expansion, reactivation, contraction, churn } = bridge;
  const lost = contraction + churn;
  const net = share(lost - expansion - reactivation, opening);
  return {
    mrr: closing,
    arr: minor(closing * 12),
    netNewMrr: minor(closing - opening),
    subscriberChurn: share(bridge.counts.churn, bridge.subscribersAtStart),
    grossRevenueChurn: share(lost, opening),
    netRevenueChurn: net,
    netRevenueRetention: net === null ? null : ((1 - net) as Ratio),
    renewalRate: share(renewals.renewed, renewals.due),
    quickRatio: lost > 0 ? (bridge.new + expansion + reactivation) / lost : null,
    arpu: perUnit(closing, bridge.subscribersAtEnd),
  };
}

/** One bridge over consecutive periods: what the movements of each add up to. */
export function joinBridges(all: readonly MrrBridge[]): MrrBridge | null {
  const [first] = all;
  const last = all.at(-1);
  if (first === undefined || last === undefined) return null;
  const total = (of: (bridge: MrrBridge) => number) => all.reduce((sum, bridge) => sum + of(bridge), 0);
  return {
    opening: first.opening,
    closing: last.closing,
    subscribersAtStart: first.subscribersAtStart,
    subscribersAtEnd: last.subscribersAtEnd,
    new: minor(total((bridge) => bridge.new)),
    expansion: minor(total((bridge) => bridge.expansion)),
    reactivation: minor(total((bridge) => bridge.reactivation)),
    contraction: minor(total((bridge) => bridge.contraction)),
    churn: minor(total((bridge) => bridge.churn)),
    counts: {
      new: total(({ counts }) => counts.new),
      expansion: total(({ counts }) => counts.expansion),
      reactivation: total(({ counts }) => counts.reactivation),
      contraction: total(({ counts }) => counts.contraction),
      churn: total(({ counts }) => counts.churn),
    },
  };
}
