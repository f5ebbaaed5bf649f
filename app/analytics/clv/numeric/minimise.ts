/** A function to minimise: writes its gradient and returns its value. */
export type Objective = (at: Float64Array, gradient: Float64Array) => number;

export interface Minimum {
  readonly at: Float64Array;
  readonly value: number;
  readonly evaluations: number;
  /** Whether the gradient vanished, or the value stopped to fall. */
  readonly isConverged: boolean;
}

export interface Patience {
  /** Largest slope that counts as none. */
  readonly slope: number;
  readonly iterations: number;
}

const FINE: Patience = { slope: 1e-9, iterations: 300 };
const ARMIJO = 1e-4;
/** Longest step in any one direction: parameters are logarithms, e^1.5 is more than fourfold. */
const LONGEST = 1.5;
const SHORTEST = 1e-10;

/**
 * Minimises a smooth function by BFGS (Nocedal and Wright, algorithm 6.1) with a backtracking search that fits a parabola.
 * Values that are not finite count as walls.
 */
export function minimise(objective: Objective, start: Float64Array, patience = FINE): Minimum {
  const size = start.length;
  let at = Float64Array.from(start);
  let gradient = new Float64Array(size);
  let value = objective(at, gradient);
  let evaluations = 1;
  let inverse = identity(size);
  let isFresh = true;
  for (let iteration = 0; iteration < patience.iterations; iteration += 1) {
    if (steepest(gradient) < patience.slope) return { at, value, evaluations, isConverged: true };
    let direction = times(inverse, gradient);
    if (dot(direction, gradient) >= 0) {
      inverse = identity(size);
      direction = times(inverse, gradient);
    }
    const found = search(objective, at, value, gradient, shortened(direction));
    evaluations += found.evaluations;
    if (found.next === null) {
      // A stale curvature may point nowhere; steepest descent gets one try before the search ends.
      if (isFresh) return { at, value, evaluations, isConverged: steepest(gradient) < 1e-5 };
      inverse = identity(size);
      isFresh = true;
      continue;
    }
    const { next } = found;
    update(inverse, minus(next.at, at), minus(next.gradient, gradient), isFresh);
    isFresh = false;
    const fell = value - next.value;
    at = next.at;
    gradient = next.gradient;
    value = next.value;
    if (fell <= 1e-15 * (1 + Math.abs(value)) && steepest(gradient) < 1e-6) {
      return { at, value, evaluations, isConverged: true };
    }
  }
  return { at, value, evaluations, isConverged: steepest(gradient) < 1e-5 };
}

interface Point {
  readonly at: Float64Array<ArrayBuffer>;
  readonly gradient: Float64Array<ArrayBuffer>;
  readonly value: number;
}

function search(
  objective: Objective,
  at: Float64Array,
  value: number,
  gradient: Float64Array,
  direction: Float64Array,
): { next: Point | null; evaluations: number } {
  const slope = dot(direction, gradient);
  let length = 1;
  let evaluations = 0;
  while (length > SHORTEST) {
    const trial = at.map((coordinate, index) => coordinate + length * (direction[index] ?? 0));
    const trialGradient = new Float64Array(at.length);
    const trialValue = objective(trial, trialGradient);
    evaluations += 1;
    const isUsable = Number.isFinite(trialValue) && trialGradient.every(Number.isFinite);
    // Near the minimum the fall is below what the value can tell: a smaller slope is then as good.
    const isLower = trialValue <= value + ARMIJO * length * slope;
    const isEqual = trialValue <= value + 1e-14 * Math.abs(value) && steepest(trialGradient) < steepest(gradient);
    if (isUsable && (isLower || isEqual))
      return { next: { at: trial, gradient: trialGradient, value: trialValue }, evaluations };
    const parabola = isUsable ? (-slope * length * length) / (2 * (trialValue - value - slope * length)) : 0;
    length = Math.min(Math.max(parabola, length * 0.1), length * 0.5);
  }
  return { next: null, evaluations };
}

function update(inverse: Float64Array[], step: Float64Array, bend: Float64Array, isFirst: boolean): void {
  const curvature = dot(step, bend);
  if (!(curvature > 1e-18)) return;
  if (isFirst) {
    const scale = curvature / dot(bend, bend);
    for (const [index, row] of inverse.entries()) row[index] = scale;
  }
  const bent = inverse.map((row) => dot(row, bend));
  const factor = 1 / curvature;
  const spread = (1 + factor * dot(bend, Float64Array.from(bent))) * factor;
  for (const [i, row] of inverse.entries()) {
    for (let j = 0; j < row.length; j += 1) {
      const si = step[i] ?? 0;
      const sj = step[j] ?? 0;
      row[j] = (row[j] ?? 0) + spread * si * sj - factor * ((bent[i] ?? 0) * sj + si * (bent[j] ?? 0));
    }
  }
}

function shortened(direction: Float64Array): Float64Array {
  const longest = steepest(direction);
  return longest > LONGEST ? direction.map((part) => (part * LONGEST) / longest) : direction;
}

function times(inverse: readonly Float64Array[], gradient: Float64Array): Float64Array {
  return Float64Array.from(inverse, (row) => -dot(row, gradient));
}

const identity = (size: number) => Array.from({ length: size }, (_, i) => new Float64Array(size).fill(1, i, i + 1));

const minus = (left: Float64Array, right: Float64Array) => left.map((part, index) => part - (right[index] ?? 0));

function dot(left: Float64Array, right: Float64Array): number {
  let sum = 0;
  for (let index = 0; index < left.length; index += 1) sum += (left[index] ?? 0) * (right[index] ?? 0);
  return sum;
}

function steepest(gradient: Float64Array): number {
  let most = 0;
  for (const part of gradient) most = Math.max(most, Math.abs(part));
  return most;
}
