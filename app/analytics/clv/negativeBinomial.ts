import { logGamma } from "./numeric/special";

const MOST_TERMS = 100_000;
const UNDERFLOW = -650;

/**
 * Chances of at least 1, 2, … of a negative binomial count, as far as they are above `least`: a Poisson count over `time`
 * whose rate is Gamma(shape, rate).
 */
export function chancesOfCount(shape: number, rate: number, time: number, least: number): number[] {
  const chances: number[] = [];
  if (!(time > 0)) return chances;
  const z = time / (rate + time);
  const logNone = shape * Math.log1p(-z);
  const mean = (shape * time) / rate;
  const spread = Math.sqrt(shape * z) / (1 - z);
  // With a mean in the hundreds and little spread the first chances underflow: they are 1 up to far below the mean.
  const from = logNone < UNDERFLOW ? Math.max(0, Math.floor(mean - 12 * spread)) : 0;
  for (let count = 1; count <= from; count += 1) chances.push(1);
  let chance = Math.exp(
    from === 0 ? logNone : logGamma(shape + from) - logGamma(shape) - logGamma(from + 1) + logNone + from * Math.log(z),
  );
  let tail = 1 - chance;
  for (let count = from + 1; count < MOST_TERMS && tail > least; count += 1) {
    chances.push(tail);
    chance *= ((shape + count - 1) / count) * z;
    tail -= chance;
  }
  return chances;
}
