import type { Ratio } from "../money";
import { type DayNumber, wholeMonths } from "./calendar";

/** One subscription's length as far as it is known. */
export interface Lifetime {
  readonly startedOn: DayNumber;
  /** Null while it runs. */
  readonly endedOn: DayNumber | null;
  readonly charges: number;
}

/** A step of a survival curve. */
export interface SurvivalPoint {
  /** Charges, or whole months since the start. */
  readonly at: number;
  /** How many had come so far and whose next step is known. */
  readonly atRisk: number;
  /** How many of these ended before the next. */
  readonly ended: number;
  /** Share still there after `at`: by the product-limit estimate (Kaplan and Meier 1958). */
  readonly surviving: Ratio;
}

/** Fewer at risk than this, and a curve says more than is known. */
const LEAST_AT_RISK = 5;

/** Share of subscriptions that pay at least so many charges. Running ones count as far as they got. */
export function survivalByCharge(lifetimes: readonly Lifetime[], most = 36): SurvivalPoint[] {
  return curve(
    lifetimes.map(({ charges, endedOn }) => ({ length: charges, ended: endedOn !== null })),
    1,
    most,
  );
}

/** Share of subscriptions that last at least so many whole months; running ones count up to `asOf`. */
export function survivalByMonth(lifetimes: readonly Lifetime[], asOf: DayNumber, most = 36): SurvivalPoint[] {
  const spans = lifetimes.map(({ startedOn, endedOn }) => ({
    length: wholeMonths(startedOn, endedOn ?? asOf),
    ended: endedOn !== null,
  }));
  return curve(spans, 0, most);
}

function curve(spans: readonly { length: number; ended: boolean }[], first: number, most: number): SurvivalPoint[] {
  const ended = new Map<number, number>();
  const running = new Map<number, number>();
  for (const span of spans) {
    const counts = span.ended ? ended : running;
    counts.set(span.length, (counts.get(span.length) ?? 0) + 1);
  }
  const points: SurvivalPoint[] = [];
  let reached = spans.length;
  let surviving = 1;
  for (let at = first; at <= most; at += 1) {
    // A running one at this length has not shown yet whether it goes on.
    const atRisk = reached - (running.get(at) ?? 0);
    const lost = ended.get(at) ?? 0;
    if (atRisk < LEAST_AT_RISK) break;
    surviving *= 1 - lost / atRisk;
    points.push({ at, atRisk, ended: lost, surviving: surviving as Ratio });
    reached = atRisk - lost;
  }
  return points;
}

/** Months that a subscription lasts on average within a horizon: the area under the curve, whose last hazards hold on beyond it. */
export function expectedMonths(points: readonly SurvivalPoint[], horizonMonths: number): number | null {
  if (points.length === 0) return null;
  const tail = points.slice(-6);
  const atRisk = tail.reduce((sum, point) => sum + point.atRisk, 0);
  const hazard = atRisk > 0 ? tail.reduce((sum, point) => sum + point.ended, 0) / atRisk : 0;
  let months = 0;
  let alive = 1;
  for (let at = 0; at < horizonMonths; at += 1) {
    const after = points[at]?.surviving ?? alive * (1 - hazard);
    // Who leaves within a month leaves, on average, in its middle.
    months += (alive + after) / 2;
    alive = after;
  }
  return months;
}
