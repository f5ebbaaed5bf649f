// Special functions in double precision. Arguments are positive unless a docstring says otherwise.

const HALF_LOG_TWO_PI = 0.9189385332046728;
/** From here on the asymptotic series below hold to the last digits. */
const LARGE = 12;

/** ln Γ(x) for x > 0: Stirling's series (Abramowitz and Stegun 6.1.41), shifted up where x is small. */
export function logGamma(x: number): number {
  let shift = 1;
  let at = x;
  let logShift = 0;
  while (at < LARGE) {
    shift *= at;
    at += 1;
    if (shift < 1e-280) {
      logShift += Math.log(shift);
      shift = 1;
    }
  }
  const inverse = 1 / at;
  const square = inverse * inverse;
  const series =
    inverse *
    (1 / 12 -
      square * (1 / 360 - square * (1 / 1260 - square * (1 / 1680 - square * (1 / 1188 - square * (691 / 360360))))));
  return (at - 0.5) * Math.log(at) - at + HALF_LOG_TWO_PI + series - Math.log(shift) - logShift;
}

/** ψ(x) = d/dx ln Γ(x) for x > 0 (Abramowitz and Stegun 6.3.18). */
export function digamma(x: number): number {
  let at = x;
  let below = 0;
  while (at < LARGE) {
    below += 1 / at;
    at += 1;
  }
  const square = 1 / (at * at);
  const series = square * (1 / 12 - square * (1 / 120 - square * (1 / 252 - square * (1 / 240 - square * (1 / 132)))));
  return Math.log(at) - 0.5 / at - series - below;
}

/** ln B(a, b). */
export function logBeta(a: number, b: number): number {
  return logGamma(a) + logGamma(b) - logGamma(a + b);
}

/** ln(1 + e^x), for any x. */
export function softplus(x: number): number {
  return x > 0 ? x + Math.log1p(Math.exp(-x)) : Math.log1p(Math.exp(x));
}

/** 1 / (1 + e^-x), for any x. */
export function expit(x: number): number {
  if (x >= 0) return 1 / (1 + Math.exp(-x));
  const small = Math.exp(x);
  return small / (1 + small);
}

/** ln(e^a + e^b), for any a and b, -Infinity included. */
export function logAddExp(a: number, b: number): number {
  if (a === Number.NEGATIVE_INFINITY) return b;
  return a + softplus(b - a);
}

/**
 * (1 - e^(-p·u)) / p, whose limit at p = 0 is u: the integral of e^(-p·v) over v from 0 to u. Regular where closed forms of
 * expectations divide 0 by 0.
 */
export function decayed(p: number, u: number): number {
  return Math.abs(p * u) < 1e-9 ? u * (1 - (p * u) / 2) : -Math.expm1(-p * u) / p;
}

/** The value below which a standard normal variable lies with this probability (Acklam's rational approximation, 1e-9). */
export function normalQuantile(probability: number): number {
  if (probability <= 0) return Number.NEGATIVE_INFINITY;
  if (probability >= 1) return Number.POSITIVE_INFINITY;
  if (probability > 0.5) return -normalQuantile(1 - probability);
  if (probability < 0.02425) {
    const q = Math.sqrt(-2 * Math.log(probability));
    return polynomial(TAIL_ABOVE, q) / (polynomial(TAIL_BELOW, q) * q + 1);
  }
  const q = probability - 0.5;
  const r = q * q;
  return (polynomial(MIDDLE_ABOVE, r) * q) / (polynomial(MIDDLE_BELOW, r) * r + 1);
}

const MIDDLE_ABOVE = [
  -39.69683028665376, 220.9460984245205, -275.9285104469687, 138.357751867269, -30.66479806614716, 2.506628277459239,
];
const MIDDLE_BELOW = [-54.47609879822406, 161.5858368580409, -155.6989798598866, 66.80131188771972, -13.28068155288572];
const TAIL_ABOVE = [
  -0.007784894002430293, -0.3223964580411365, -2.400758277161838, -2.549732539343734, 4.374664141464968,
  2.938163982698783,
];
const TAIL_BELOW = [0.007784695709041462, 0.3224671290700398, 2.445134137142996, 3.754408661907416];

function polynomial(coefficients: readonly number[], at: number): number {
  let value = 0;
  for (const coefficient of coefficients) value = value * at + coefficient;
  return value;
}
