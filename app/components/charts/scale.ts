/** Ticks of a value axis: round steps that span every value and zero. */
export interface Scale {
  readonly ticks: readonly number[];
  /** Height of a value as a share of the axis, 0 at the bottom. */
  readonly heightOf: (value: number) => number;
}

const ROUND_STEPS = [1, 2, 2.5, 5, 10] as const;

/** An axis for the values with about `wanted` steps. Unknown values (null) take no part. */
export function scaleOf(values: readonly (number | null)[], wanted = 4): Scale {
  const known = values.filter((value) => value !== null);
  const low = Math.min(0, ...known);
  const high = Math.max(0, ...known);
  const step = roundStep((high - low || 1) / wanted);
  const first = Math.floor(low / step);
  const last = Math.max(first + 1, Math.ceil(high / step));
  const ticks = Array.from({ length: last - first + 1 }, (_, index) => (first + index) * step);
  const bottom = first * step;
  return { ticks, heightOf: (value) => (value - bottom) / ((last - first) * step) };
}

function roundStep(rough: number): number {
  const power = 10 ** Math.floor(Math.log10(rough));
  const factor = ROUND_STEPS.find((candidate) => candidate * power >= rough) ?? 10;
  return factor * power;
}

/** How many labels to step over so that at most `most` of `count` are written. */
export const labelStep = (count: number, most: number): number => Math.max(1, Math.ceil(count / most));
