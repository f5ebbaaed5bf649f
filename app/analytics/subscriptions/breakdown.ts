import { type Minor, minor, type Ratio, share } from "../money";
import type { DayNumber } from "./calendar";
import type { EndReason } from "./subscription";

export const CHURN_DIMENSIONS = ["charge", "plan", "product", "code", "reason"] as const;
export type ChurnDimension = (typeof CHURN_DIMENSIONS)[number];

/** A subscription as far as its end may be broken down. */
export interface EndedOrRunning {
  readonly startedOn: DayNumber;
  readonly endedOn: DayNumber | null;
  readonly reason: EndReason | null;
  /** Charges so far. */
  readonly charges: number;
  readonly plan: string;
  readonly product: string;
  /** First code of its first order; "" without one. */
  readonly code: string;
  /** Monthly value when it ended, or now. */
  readonly mrr: Minor;
}

export interface ChurnRow {
  /** Number of the charge after which it ended, name of the plan or product, the code, or the reason. */
  readonly key: string;
  readonly ended: number;
  /** Subscriptions that ran at some time in the period; by charge, that came so far. */
  readonly exposed: number;
  readonly rate: Ratio | null;
  readonly lostMrr: Minor;
}

/** Most charges that are told apart. */
const MOST_CHARGES = 36;

/**
 * Subscriptions that ended after each number of charges, of all that came so far and of which it is known how they went on; over
 * the whole history.
 */
export function churnByCharge(all: readonly EndedOrRunning[]): ChurnRow[] {
  const rows = Array.from({ length: MOST_CHARGES }, () => ({ ended: 0, exposed: 0, lostMrr: 0 }));
  for (const one of all) {
    const hasEnded = one.endedOn !== null;
    for (const row of rows.slice(0, hasEnded ? one.charges : one.charges - 1)) row.exposed += 1;
    const last = hasEnded ? rows[one.charges - 1] : undefined;
    if (last === undefined) continue;
    last.ended += 1;
    last.lostMrr += one.mrr;
  }
  return rows.flatMap(({ ended, exposed, lostMrr }, index) =>
    exposed === 0
      ? []
      : [{ key: String(index + 1), ended, exposed, rate: share(ended, exposed), lostMrr: minor(lostMrr) }],
  );
}

/** Subscriptions that ended in a period by one trait, of those that ran at some time in it. */
export function churnBy(
  dimension: Exclude<ChurnDimension, "charge">,
  all: readonly EndedOrRunning[],
  start: DayNumber,
  end: DayNumber,
): ChurnRow[] {
  const rows = new Map<string, { ended: number; exposed: number; lostMrr: number }>();
  let exposed = 0;
  for (const one of all) {
    if (one.startedOn >= end || (one.endedOn !== null && one.endedOn < start)) continue;
    exposed += 1;
    const hasEnded = one.endedOn !== null && one.endedOn < end;
    const key = keyOf(dimension, one);
    if (dimension === "reason" && !hasEnded) continue;
    const row = rows.get(key) ?? { ended: 0, exposed: 0, lostMrr: 0 };
    row.exposed += 1;
    if (hasEnded) {
      row.ended += 1;
      row.lostMrr += one.mrr;
    }
    rows.set(key, row);
  }
  const found = [...rows].map(([key, row]) => {
    const base = dimension === "reason" ? exposed : row.exposed;
    return { key, ended: row.ended, exposed: base, rate: share(row.ended, base), lostMrr: minor(row.lostMrr) };
  });
  return found.sort((left, right) => right.ended - left.ended || left.key.localeCompare(right.key));
}

function keyOf(dimension: Exclude<ChurnDimension, "charge">, one: EndedOrRunning): string {
  switch (dimension) {
    case "plan":
      return one.plan;
    case "product":
      return one.product;
    case "code":
      return one.code;
    case "reason":
      return one.reason ?? "unknown";
  }
}
