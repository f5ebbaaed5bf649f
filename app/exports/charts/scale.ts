/** Maps values of a chart to positions. */
export type Scale = (value: number) => number;

export interface Axis {
  readonly ticks: readonly number[];
  readonly scale: Scale;
}

/** An axis from 0 (or below, for losses) to at least the greatest value, with about `count` round steps, drawn from `from` to `to`. */
export function axis(values: readonly number[], from: number, to: number, count = 4): Axis {
  const low = Math.min(0, ...values);
  const high = Math.max(0, ...values);
  const step = roundStep((high - low) / count);
  const first = Math.floor(low / step);
  const last = Math.max(Math.ceil(high / step), first + 1);
  const ticks = Array.from({ length: last - first + 1 }, (_, index) => (first + index) * step);
  const span = (last - first) * step;
  return { ticks, scale: (value) => from + ((value - first * step) / span) * (to - from) };
}

/** The least of 1, 2, 2.5, 5 × 10ⁿ that is not below `step`; at least 1, since minor units are whole. */
function roundStep(step: number): number {
  if (step <= 1) return 1;
  const power = 10 ** Math.floor(Math.log10(step));
  const factor = [1, 2, 2.5, 5, 10].find((candidate) => candidate * power >= step * 0.999999) ?? 10;
  return factor * power;
}
