/** A past forecast to repeat: what was known on `asOf` foretells the days after it up to and with `until`. */
export interface BacktestWindow {
  readonly asOf: number;
  readonly until: number;
}

const QUARTER_DAYS = 91;
const ORIGINS = 4;
/** Days of history an origin needs before it. */
const FEWEST_DAYS = 90;

/**
 * Origins 3, 6, 9 and 12 months before `asOf`, as far as history reaches, latest first; from each the next quarter, and all
 * the time up to `asOf` where that is no longer than the history behind the origin: what looks farther ahead than back tells
 * little about a forecast made today.
 */
export function backtestWindows(firstDay: number, asOf: number): readonly BacktestWindow[] {
  const windows: BacktestWindow[] = [];
  for (let back = 1; back <= ORIGINS; back += 1) {
    const origin = asOf - back * QUARTER_DAYS;
    if (origin - firstDay < FEWEST_DAYS) break;
    windows.push({ asOf: origin, until: origin + QUARTER_DAYS });
    if (back > 1 && asOf - origin <= origin - firstDay) windows.push({ asOf: origin, until: asOf });
  }
  return windows;
}

/** Spans of two and three years, up to now, that a history at least twice as long allows to look back over. */
const FAR_DAYS = [730, 1095] as const;

/** Forecasts of two and three years to repeat: they prove those horizons, and choose nothing. */
export const farWindows = (firstDay: number, asOf: number): readonly BacktestWindow[] =>
  FAR_DAYS.filter((days) => asOf - days - firstDay >= days).map((days) => ({ asOf: asOf - days, until: asOf }));
