import { type OrderHistories, orderHistories } from "~/analytics/clv/histories";
import { type Random, randomOf } from "./random";

/** How a simulated shop's customers behave; times in days. */
export interface Habits {
  readonly customers: number;
  /** Customers arrive evenly over the first so many days. */
  readonly arrivals: number;
  readonly days: number;
  /** Rates of orders are Gamma(r, α); orders come at every k-th event of a rate k times as high. */
  readonly rate: { readonly r: number; readonly alpha: number; readonly k: number };
  /** Chance to leave after each order ~ Beta(a, b), and a rate to leave ~ Gamma(s, β) at any time; either may be absent. */
  readonly leaving: { readonly a: number; readonly b: number } | { readonly s: number; readonly beta: number } | null;
  /** Relative readiness to order by day; 1 without seasons. */
  readonly season?: (day: number) => number;
  /** ln of amounts: centre, spread between customers and within one. */
  readonly spend?: { readonly centre: number; readonly between: number; readonly within: number };
}

/** Orders of a shop whose customers have these habits. */
export function simulatedShop(habits: Habits, seed: number): OrderHistories {
  const random = randomOf(seed);
  const { centre, between } = habits.spend ?? { centre: 3.5, between: 0.5 };
  return orderHistories(
    Array.from({ length: habits.customers }, (_, index) => {
      const own = centre + between * random.normal();
      const days = orderDays(habits, random);
      return { id: String(index + 1), orders: days.map((day) => ({ day, amount: amountOf(habits, own, random) })) };
    }),
  );
}

function amountOf({ spend }: Habits, own: number, random: Random): number {
  return Math.max(0.01, Math.round(100 * Math.exp(own + (spend?.within ?? 0.6) * random.normal())) / 100);
}

function orderDays({ arrivals, days, rate, leaving, season }: Habits, random: Random): number[] {
  const start = random.uniform() * arrivals;
  const events = (random.gamma(rate.r) / rate.alpha) * rate.k;
  const leavesAfter = leaving && "a" in leaving ? random.beta(leaving.a, leaving.b) : 0;
  const lifetime =
    leaving && "s" in leaving
      ? random.exponential() / (random.gamma(leaving.s) / leaving.beta)
      : Number.POSITIVE_INFINITY;
  const found = [Math.floor(start)];
  let at = start;
  while (!(leavesAfter > 0 && random.uniform() < leavesAfter)) {
    at = nextOrder(at, days, rate.k, events, season, random);
    if (!(at < days) || at - start > lifetime) break;
    found.push(Math.floor(at));
  }
  return found;
}

const HIGHEST_SEASON = 3;

/** The moment of the k-th event from now on; with seasons, events of three times the rate are thinned to it. */
function nextOrder(
  from: number,
  days: number,
  k: number,
  rate: number,
  season: Habits["season"],
  random: Random,
): number {
  let at = from;
  for (let event = 0; event < k && at < days; ) {
    at += random.exponential() / (season ? rate * HIGHEST_SEASON : rate);
    if (!season || random.uniform() * HIGHEST_SEASON < season(at)) event += 1;
  }
  return at;
}
