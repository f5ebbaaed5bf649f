/** A stream of random numbers that a seed repeats: xoshiro128** (Blackman and Vigna 2018), seeded by splitmix32. */
export interface Random {
  /** Uniform in (0, 1). */
  uniform(): number;
  normal(): number;
  exponential(): number;
  /** Gamma with this shape and rate 1 (Marsaglia and Tsang 2000). */
  gamma(shape: number): number;
  beta(a: number, b: number): number;
  poisson(mean: number): number;
}

export function randomOf(seed: number): Random {
  const state = new Uint32Array(4);
  let mixed = seed >>> 0;
  for (let index = 0; index < 4; index += 1) {
    mixed = (mixed + 0x9e3779b9) >>> 0;
    let z = mixed;
    z = Math.imul(z ^ (z >>> 16), 0x85ebca6b);
    z = Math.imul(z ^ (z >>> 13), 0xc2b2ae35);
    state[index] = (z ^ (z >>> 16)) >>> 0;
  }
  const rotated = (value: number, by: number) => ((value << by) | (value >>> (32 - by))) >>> 0;
  const next = () => {
    const [s0 = 0, s1 = 0, s2 = 0, s3 = 0] = state;
    const made = Math.imul(rotated(Math.imul(s1, 5) >>> 0, 7), 9) >>> 0;
    const third = s2 ^ s0;
    const fourth = s3 ^ s1;
    state[1] = s1 ^ third;
    state[0] = s0 ^ fourth;
    state[2] = third ^ (s1 << 9);
    state[3] = rotated(fourth >>> 0, 11);
    return made;
  };
  const uniform = () => (next() + 0.5) / 4294967296;
  const exponential = () => -Math.log(uniform());
  const normal = () => Math.sqrt(2 * exponential()) * Math.cos(2 * Math.PI * uniform());
  const gamma = (shape: number): number => {
    if (shape < 1) return gamma(shape + 1) * uniform() ** (1 / shape);
    const d = shape - 1 / 3;
    const c = 1 / Math.sqrt(9 * d);
    for (;;) {
      const x = normal();
      const v = (1 + c * x) ** 3;
      if (v > 0 && Math.log(uniform()) < 0.5 * x * x + d - d * v + d * Math.log(v)) return d * v;
    }
  };
  const beta = (a: number, b: number) => {
    const left = gamma(a);
    const sum = left + gamma(b);
    return sum > 0 ? left / sum : 0.5;
  };
  const poisson = (mean: number) => {
    let count = 0;
    for (let at = exponential(); at < mean; at += exponential()) count += 1;
    return count;
  };
  return { uniform, normal, exponential, gamma, beta, poisson };
}
