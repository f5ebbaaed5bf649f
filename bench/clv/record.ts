import type { Recorder } from "../bench";
import type { Target } from "../support/figures";

/** A figure of ours beside that of plain BG/NBD, as its maximum-likelihood fit and repeat-only Gamma-Gamma give it. */
export interface Compared {
  readonly name: string;
  readonly value: number;
  readonly baseline?: number;
  readonly unit: string;
  readonly targets?: readonly Target[];
}

export function compare(bench: Recorder, { name, value, baseline, unit, targets }: Compared): void {
  const limit = baseline === undefined ? undefined : { what: "plain BG/NBD", value: baseline };
  bench.record({ name, value, unit, limit, targets });
}

export const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);

export const rootMeanSquare = (values: readonly number[]): number =>
  Math.sqrt(mean(values.map((value) => value * value)));
