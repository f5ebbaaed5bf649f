import type { OrderHistories } from "~/analytics/clv/histories";
import { orderHistories } from "~/analytics/clv/histories";
import {
  ACQUISITION,
  ARRIVALS_FIRST,
  ARRIVALS_LAST,
  CHANNEL_PERCENT,
  DROPOUTS,
  HAZARDS,
} from "../../demo/roastery/parameters";
import { cdnow, dayNumber, onlineRetail } from "./logs";
import { type Random, randomOf } from "./random";
import { simulatedShop } from "./simulated";

/** A past moment of a shop, and the days after it that are foretold. */
export interface Config {
  readonly name: string;
  readonly histories: OrderHistories;
  readonly asOf: number;
  readonly days: number;
}

/** A store of groceries, simulated: orders come at every second event, one-time buyers really are gone. */
export const regularShop = (seed: number): OrderHistories =>
  simulatedShop(
    { customers: 1525, arrivals: 91, days: 728, rate: { r: 1.3, alpha: 45, k: 2 }, leaving: { a: 0.55, b: 1.3 } },
    seed,
  );

/** A store of clothes, simulated: Pareto/NBD customers whose readiness to buy doubles before Christmas. */
export const seasonalShop = (seed: number): OrderHistories =>
  simulatedShop(
    {
      customers: 600,
      arrivals: 91,
      days: 1456,
      rate: { r: 1.45, alpha: 340, k: 1 },
      leaving: { s: 0.56, beta: 328 },
      season: readiness,
    },
    seed,
  );

function readiness(day: number): number {
  const week = (((day % 365.25) + 365.25) % 365.25) / 7;
  if (week >= 46 && week < 52) return 2.2;
  if (week >= 28 && week < 34) return 1.3;
  return week < 8 ? 0.6 : 0.9;
}

/** Seven configurations: real logs as far as their licences allow to carry them, simulated ones for the rest. */
export async function rollingConfigs(): Promise<readonly Config[]> {
  const music = await cdnow("full");
  return [
    { name: "CDNOW, 39 weeks", histories: music, asOf: dayNumber("1997-09-30"), days: 273 },
    { name: "CDNOW, 26 weeks", histories: music, asOf: dayNumber("1997-12-30"), days: 182 },
    { name: "Online Retail, 26 weeks", histories: onlineRetail(), asOf: dayNumber("2011-06-09"), days: 182 },
    { name: "regular, simulated, 52 weeks", histories: regularShop(1), asOf: 364, days: 364 },
    { name: "regular, simulated, 26 weeks", histories: regularShop(2), asOf: 455, days: 182 },
    { name: "seasonal, simulated, 52 weeks", histories: seasonalShop(1), asOf: 728, days: 364 },
    { name: "seasonal, simulated, 26 weeks", histories: seasonalShop(2), asOf: 910, days: 182 },
  ];
}

const ROASTERY_DAYS = 1096;
/** The demo's shop is five times as large. */
const ROASTERY_PART = 5;

/**
 * Single orders of customers of the demo's roastery, by its written truth: a chance every day while alive, and one to leave for
 * good after every order, the first included. Subscriptions are renewals and foretold apart.
 */
export function roasteryShop(seed: number, days: number): OrderHistories {
  const random = randomOf(seed);
  const customers: { id: string; orders: { day: number; amount: null }[] }[] = [];
  for (let day = 0; day < days; day += 1) {
    const arrivals = (ARRIVALS_FIRST + ((ARRIVALS_LAST - ARRIVALS_FIRST) * day) / ROASTERY_DAYS) / 100 / ROASTERY_PART;
    for (let count = random.poisson(arrivals); count > 0; count -= 1) {
      customers.push({ id: String(customers.length + 1), orders: roasteryOrders(day, days, random) });
    }
  }
  return orderHistories(customers);
}

function roasteryOrders(start: number, days: number, random: Random): { day: number; amount: null }[] {
  const hazard = (picked(HAZARDS, random) * channelPercent(random)) / 100 / 100_000;
  const dropout = picked(DROPOUTS, random) / 1000;
  const orders = [{ day: start, amount: null }];
  let day = start;
  while (random.uniform() >= dropout) {
    // Days until the next order of a chance that is the same every day.
    day += Math.ceil(random.exponential() / -Math.log1p(-hazard));
    if (day >= days) break;
    orders.push({ day, amount: null });
  }
  return orders;
}

function picked(values: readonly number[], random: Random): number {
  return values[Math.floor(random.uniform() * values.length)] ?? 0;
}

function channelPercent(random: Random): number {
  let at = random.uniform() * 100;
  for (const [channel, part] of Object.entries(ACQUISITION)) {
    at -= part;
    if (at < 0) return Object.entries(CHANNEL_PERCENT).find(([name]) => name === channel)?.[1] ?? 100;
  }
  return 100;
}
