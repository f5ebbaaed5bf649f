import { addMonths, firstDay, monthOf } from "../period";
import { type DayNumber, dayNumber, dayOf } from "../subscriptions/calendar";
import { type Counted, type PastTotal, recalibration } from "./calibration";
import { HORIZONS } from "./horizons";

/** Calendar months that cohorts are continued by: the rest of the running one, and three years. */
export const MONTHS_AHEAD = 37;

/** Days from `asOf` to the end of each month ahead; the first is the month of the day after. */
export function monthEnds(asOf: number): readonly number[] {
  const running = monthOf(dayOf((asOf + 1) as DayNumber));
  return Array.from(
    { length: MONTHS_AHEAD },
    (_, ahead) => dayNumber(firstDay(addMonths(running, ahead + 1))) - 1 - asOf,
  );
}

/** A value known at each horizon, at any number of days: straight between horizons, level before the first. */
export function between(atHorizons: readonly number[], days: number): number {
  const [first = 0] = atHorizons;
  if (days <= HORIZONS[0]) return first;
  const next = HORIZONS.findIndex((horizon) => horizon >= days);
  const to = next === -1 ? HORIZONS.length - 1 : next;
  const [early, late] = [HORIZONS[to - 1] ?? 0, HORIZONS[to] ?? 0];
  const [from, until] = [atHorizons[to - 1] ?? 0, atHorizons[to] ?? 0];
  return from + ((until - from) * (days - early)) / (late - early);
}

/** The same of what begins at nothing, such as the variance of a sum that grows. */
export const growing = (atHorizons: readonly number[], days: number): number =>
  days < HORIZONS[0] ? ((atHorizons[0] ?? 0) * days) / HORIZONS[0] : between(atHorizons, days);

/** The factors of recalibration at the end of each month, straight between horizons, so that a curve makes no step. */
export function monthFactors(
  windows: readonly PastTotal[],
  ends: readonly number[],
  of: Counted = "orders",
): readonly number[] {
  const factors = HORIZONS.map((days) => recalibration(windows, days, of));
  return ends.map((days) => between(factors, days));
}
