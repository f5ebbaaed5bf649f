import { type DropoutForm, dropoutAlive } from "./geometricDropout";
import { logGamma } from "./numeric/special";

// Forecasts of the family in geometricDropout.ts. Given that a customer is still there, the events of the Poisson process in
// the time ahead are negative binomial, an order is every k-th event, and the n-th order ahead needs that the customer did
// not leave after the n-1 before it:
//
//     P(at least n orders) = P(alive) · Σ_{j<k} w_j · P(M_j ≥ kn - j) · E[(1-p)^(n-1)]
//
// where j counts the events since the last order, w_j is the chance of each j, M_j ~ NB(r + kx + j, (α+T)/(α+T+t)) and
// p ~ Beta(a, b+x+c). All terms are positive, so that the sum over n is exact where closed forms divide 0 by 0 (a = 1), are
// not defined (a + b < 1) or cancel (x in the thousands).

/** Below this probability nothing is added any more. */
const NEGLIGIBLE = 1e-13;
const MOST_TERMS = 400_000;
const UNDERFLOW = -650;

/** What a walk over n = 1, 2, … meets: the chance of at least n orders. Walking ends when it answers false. */
type Visit = (atLeast: number, chance: number) => boolean;

export interface Ahead {
  readonly k: number;
  /** Shape and rate of the gamma distribution of λ now, for no event since the last order. */
  readonly shape: number;
  readonly rate: number;
  /** Chances of 0, 1, … k-1 events since the last order. */
  readonly phases: readonly number[];
  readonly a: number;
  readonly b: number;
  readonly alive: number;
}

/** The state of a customer now. */
export function aheadOf(
  form: DropoutForm,
  values: readonly number[],
  x: number,
  timeOfLastOrder: number,
  observedFor: number,
): Ahead {
  const [r = 1, alpha = 1, a = 1, b = 1] = values;
  const { k, c } = form;
  const shape = r + k * x;
  const rate = alpha + observedFor;
  const phases = [1];
  if (k > 1) {
    const y = (observedFor - timeOfLastOrder) / rate;
    for (let j = 1; j < k; j += 1) phases.push(((phases[j - 1] ?? 0) * (shape + j - 1) * y) / j);
    const sum = phases.reduce((total, weight) => total + weight, 0);
    for (const [j, weight] of phases.entries()) phases[j] = weight / sum;
  }
  return {
    k,
    shape,
    rate,
    phases,
    a,
    b: b + x + c,
    alive: dropoutAlive(form, values, x, timeOfLastOrder, observedFor),
  };
}

/** A customer who has just placed the first order: what is expected of anyone. */
export function newcomer({ k, c }: DropoutForm, [r = 1, alpha = 1, a = 1, b = 1]: readonly number[]): Ahead {
  return { k, shape: r, rate: alpha, phases: [1], a, b: b + c, alive: c === 1 ? b / (a + b) : 1 };
}

/** Mean of the orders ahead within a time. */
export function meanOrders(ahead: Ahead, time: number): number {
  if (!(time > 0)) return 0;
  let mean = 0;
  for (let j = 0; j < ahead.k; j += 1) {
    const weight = ahead.phases[j] ?? 0;
    if (weight > 0) mean += weight * phaseMean(ahead, j, time);
  }
  return ahead.alive * mean;
}

function phaseMean({ k, shape, rate, a, b }: Ahead, phase: number, time: number): number {
  const z = time / (rate + time);
  const events = shape + phase;
  const logNone = events * Math.log1p(-z);
  if (logNone < UNDERFLOW) return slowMean({ k, events, z, a, b, phase });
  let chance = Math.exp(logNone);
  let tail = 1 - chance;
  let stays = 1;
  let mean = 0;
  let until = k - phase;
  let orders = 0;
  for (let event = 1; event < MOST_TERMS; event += 1) {
    until -= 1;
    if (until === 0) {
      const term = tail * stays;
      mean += term;
      if (term < NEGLIGIBLE) break;
      stays *= (b + orders) / (a + b + orders);
      orders += 1;
      until = k;
    }
    chance *= ((events + event - 1) / event) * z;
    tail -= chance;
    if (tail < NEGLIGIBLE) break;
  }
  return mean;
}

interface SlowWalk {
  readonly k: number;
  readonly events: number;
  readonly z: number;
  readonly a: number;
  readonly b: number;
  readonly phase: number;
}

function slowMean(walked: SlowWalk): number {
  let mean = 0;
  walkEvents(walked, (_, chance) => {
    mean += chance;
    return chance > NEGLIGIBLE;
  });
  return mean;
}

/** Visits the chances of at least n orders of a customer who is still there, from an event count far below the mean on. */
function walkEvents({ k, events, z, a, b, phase }: SlowWalk, visit: Visit): void {
  const logNone = events * Math.log1p(-z);
  const mean = (events * z) / (1 - z);
  const spread = Math.sqrt(events * z) / (1 - z);
  const from = logNone < UNDERFLOW ? Math.max(0, Math.floor(mean - 12 * spread)) : 0;
  let chance = Math.exp(
    from === 0
      ? logNone
      : logGamma(events + from) - logGamma(events) - logGamma(from + 1) + logNone + from * Math.log(z),
  );
  // P(M > from): what lies below `from` is beyond twelve standard deviations.
  let tail = 1 - chance;
  let stays = 1;
  let event = from;
  for (let orders = 1; orders < MOST_TERMS; orders += 1) {
    const needed = k * orders - phase;
    while (event + 1 < needed) {
      chance *= ((events + event) / (event + 1)) * z;
      tail -= chance;
      event += 1;
    }
    const atLeast = needed <= from ? 1 : Math.max(0, tail);
    if (!visit(orders, atLeast * stays)) return;
    stays *= (b + orders - 1) / (a + b + orders - 1);
  }
}

/** Chances of at least 1, 2, … orders within a time, as far as they are above `least`. */
export function chancesAhead(ahead: Ahead, time: number, least: number): number[] {
  const chances: number[] = [];
  if (!(time > 0)) return chances;
  const z = time / (ahead.rate + time);
  for (let phase = 0; phase < ahead.k; phase += 1) {
    const weight = (ahead.phases[phase] ?? 0) * ahead.alive;
    if (weight <= 0) continue;
    walkEvents({ ...ahead, events: ahead.shape + phase, z, phase }, (orders, chance) => {
      chances[orders - 1] = (chances[orders - 1] ?? 0) + weight * chance;
      return weight * chance > least;
    });
  }
  const end = chances.findIndex((chance) => chance <= least);
  return end === -1 ? chances : chances.slice(0, end);
}
