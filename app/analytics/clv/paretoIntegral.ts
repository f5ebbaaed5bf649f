import { gaussLegendre } from "./numeric/quadrature";

const { nodes: NODES, weights: WEIGHTS } = gaussLegendre(16);
/** How far the logarithm of the integrand may fall within one panel of 16 nodes, and in all. */
const PANEL_FALL = 10;
const WHOLE_FALL = 50;
const MOST_PANELS = 64;

/** ln of the integral, and the means of the terms its gradient needs under the integrand as a density. */
export interface ParetoIntegral {
  log: number;
  logA: number;
  logB: number;
  inverseA: number;
  inverseB: number;
}

export const newIntegral = (): ParetoIntegral => ({ log: 0, logA: 0, logB: 0, inverseA: 0, inverseB: 0 });

/**
 * ln ∫ (α+u)^-m (β+u)^-(s+1) du from `from` to `to`, by Gauss-Legendre quadrature in v = ln(min(α, β) + u), in logarithms: no
 * hypergeometric function, no cases, no difference of two close numbers, finite for any number of orders. Where the
 * integrand falls steeply, the span is cut into panels and ends when it has fallen by e^-50.
 */
export function paretoIntegral(
  into: ParetoIntegral,
  m: number,
  s: number,
  alpha: number,
  beta: number,
  from: number,
  to: number,
): void {
  const isAlphaLess = alpha <= beta;
  const base = isAlphaLess ? alpha : beta;
  const apart = isAlphaLess ? beta - alpha : alpha - beta;
  const baseAt = base + from;
  const start = Math.log(baseAt);
  const length = Math.log1p((to - from) / baseAt);
  // How fast the logarithm falls with v: it only grows from the start on.
  const ofBase = isAlphaLess ? m : s + 1;
  const ofOther = isAlphaLess ? s + 1 : m;
  const fall = ofBase - 1 + (ofOther * baseAt) / (baseAt + apart);
  const fallAtEnd = ofBase - 1 + (ofOther * (base + to)) / (base + to + apart);
  const whole = fall > 0 ? Math.min(length, WHOLE_FALL / fall) : length;
  const panels = Math.max(1, Math.min(MOST_PANELS, Math.ceil((fallAtEnd * whole) / PANEL_FALL)));
  const panel = whole / panels;
  const top = start - ofBase * start - ofOther * Math.log(baseAt + apart);
  let sum = 0;
  let sumLogBase = 0;
  let sumLogOther = 0;
  let sumInverseBase = 0;
  let sumInverseOther = 0;
  for (let index = 0; index < panels; index += 1) {
    for (let node = 0; node < 16; node += 1) {
      const v = start + panel * (index + (NODES[node] ?? 0));
      const e = Math.exp(v);
      const logOther = Math.log(e + apart);
      const value = (WEIGHTS[node] ?? 0) * Math.exp(v - ofBase * v - ofOther * logOther - top);
      sum += value;
      sumLogBase += value * v;
      sumLogOther += value * logOther;
      sumInverseBase += value / e;
      sumInverseOther += value / (e + apart);
    }
  }
  into.log = panel > 0 ? top + Math.log(sum * panel) : Number.NEGATIVE_INFINITY;
  if (!(sum > 0)) sum = 1;
  const logs = [sumLogBase / sum, sumLogOther / sum] as const;
  const inverses = [sumInverseBase / sum, sumInverseOther / sum] as const;
  into.logA = logs[isAlphaLess ? 0 : 1];
  into.logB = logs[isAlphaLess ? 1 : 0];
  into.inverseA = inverses[isAlphaLess ? 0 : 1];
  into.inverseB = inverses[isAlphaLess ? 1 : 0];
}
