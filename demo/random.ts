/** Seeded whole numbers. Only exact operations (32-bit integers, products below 2^53), so every platform draws the same. */
export type Random = {
  /** 0 to n − 1. `n` at most 2^21. */
  below(n: number): number;
  /** `from` to `to`, both included. */
  between(from: number, to: number): number;
  /** True in `perMille` of 1,000 draws. */
  chance(perMille: number): boolean;
  /** One key, in proportion to its whole-number weight. */
  pick<K extends string>(weights: Readonly<Record<K, number>>): K;
};

const TWO_32 = 4_294_967_296;

/** The generator of one named thing: the same words give the same draws, whatever was drawn elsewhere. */
export function randomOf(...words: readonly (string | number)[]): Random {
  let state = hashOf(words.join("/"));
  const next = () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return (mixed ^ (mixed >>> 14)) >>> 0;
  };
  const below = (n: number) => Math.floor((next() * n) / TWO_32);
  return {
    below,
    between: (from, to) => from + below(to - from + 1),
    chance: (perMille) => below(1000) < perMille,
    pick: (weights) => picked(weights, below),
  };
}

function picked<K extends string>(weights: Readonly<Record<K, number>>, below: (n: number) => number): K {
  let total = 0;
  for (const key in weights) total += weights[key];
  let rest = below(total);
  for (const key in weights) {
    if (rest < weights[key]) return key;
    rest -= weights[key];
  }
  throw new Error("pick: expected at least one weight above 0");
}

/** FNV-1a over UTF-16 units, 32 bits, then mixed so that near words do not start near. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  }
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return hash ^ (hash >>> 16);
}
