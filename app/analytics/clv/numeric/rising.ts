/**
 * Differences of log-gammas at whole steps: `logs[n]` = ln Γ(start + n) - ln Γ(start), `slopes[n]` its derivative by `start`.
 * Orders are counted, so that likelihoods need ln Γ at whole steps only, and a running sum has no cancellation.
 */
export interface Rising {
  readonly logs: Float64Array;
  readonly slopes: Float64Array;
}

/** The table from 0 to `most` steps. */
export function risingOf(start: number, most: number): Rising {
  const logs = new Float64Array(most + 1);
  const slopes = new Float64Array(most + 1);
  for (let step = 0; step < most; step += 1) {
    logs[step + 1] = (logs[step] ?? 0) + Math.log(start + step);
    slopes[step + 1] = (slopes[step] ?? 0) + 1 / (start + step);
  }
  return { logs, slopes };
}
