import { randomOf } from "../random";
import { monthOf, weekdayOf } from "./calendar";
import type { Customer, World } from "./model";
import {
  ACQUISITION,
  type AcquisitionChannel,
  ARRIVALS_FIRST,
  ARRIVALS_LAST,
  CHANCES,
  CHANNEL_PERCENT,
  DROPOUTS,
  HAZARDS,
  LONGEST,
  LOYALTY,
  SEASON,
  SEED,
  STATES,
  type State,
  TIKTOK_LAUNCH_DAY,
  WEEK,
} from "./parameters";

const TRIALS = 64;
/** Customers of a day are numbered day × this + 1 and on, so that a number does not depend on other days. */
const NUMBERS_A_DAY = 100;

/** Everyone who buys for the first time on a day. */
export function arrivalsOn(day: number): Customer[] {
  const random = randomOf(SEED, "arrivals", day);
  const line = ARRIVALS_FIRST + ((ARRIVALS_LAST - ARRIVALS_FIRST) * day) / LONGEST;
  const hundredths = Math.floor((line * (SEASON[monthOf(day)] ?? 100) * (WEEK[weekdayOf(day)] ?? 100)) / 10_000);
  let count = 0;
  for (let trial = 0; trial < TRIALS; trial += 1) {
    if (random.below(TRIALS * 100) < hundredths) count += 1;
  }
  return Array.from({ length: count }, (_, index) => personOf(day * NUMBERS_A_DAY + index + 1, day));
}

function personOf(number: number, day: number): Customer {
  const random = randomOf(SEED, "person", number);
  const channel = channelOn(day, random.pick(ACQUISITION));
  const isGuest = random.chance(CHANCES.guest);
  const startsWithSubscription = !isGuest && random.chance(CHANCES.firstOrderSubscribes);
  const hazard = Math.floor(((HAZARDS[random.below(HAZARDS.length)] ?? 0) * CHANNEL_PERCENT[channel]) / 100);
  return {
    number,
    channel,
    state: stateOf(random.below(totalWeight)),
    // Who starts with a subscription has little need of single orders.
    hazard: startsWithSubscription ? Math.floor(hazard / 4) : hazard,
    dropout: DROPOUTS[random.below(DROPOUTS.length)] ?? 0,
    loyalty: Number(random.pick(LOYALTY)),
    startsWithSubscription,
    isGuest,
    arrivedOn: day,
    leftOn: null,
  };
}

function channelOn(day: number, channel: AcquisitionChannel): AcquisitionChannel {
  return channel === "tiktokAds" && day < TIKTOK_LAUNCH_DAY ? "metaAds" : channel;
}

const totalWeight = STATES.reduce((sum, state) => sum + state.weight, 0);

function stateOf(draw: number): State {
  let rest = draw;
  for (const state of STATES) {
    if (rest < state.weight) return state;
    rest -= state.weight;
  }
  throw new Error(`state ${draw}: expected less than ${totalWeight}`);
}

/** Those who only left an address on a day. */
export function prospectsOn(day: number): World["prospects"] {
  const random = randomOf(SEED, "prospects", day);
  return Array.from({ length: random.below(4) }, (_, index) => ({
    number: (LONGEST + day) * NUMBERS_A_DAY + index + 1,
    day,
    state: stateOf(random.below(totalWeight)),
  }));
}

/**
 * Days of a customer's single orders after the first, and of the one among them that starts a subscription.
 * Every day while alive has the same chance; after every purchase, the first included, some leave for good.
 */
export function laterOrdersOf(
  customer: Customer,
  lastDay: number,
): { readonly days: number[]; readonly subscribesOn: number | null } {
  const random = randomOf(SEED, "oneOff", customer.number);
  const days: number[] = [];
  let subscribesOn: number | null = null;
  let isAlive = !customer.isGuest && !random.chance(customer.dropout);
  if (!isAlive) customer.leftOn = customer.arrivedOn;
  for (let day = customer.arrivedOn + 1; isAlive && day <= lastDay; day += 1) {
    const hazard = subscribesOn === null ? customer.hazard : Math.floor(customer.hazard / 4);
    if (random.below(100_000) >= hazard) continue;
    const wantsSubscription = random.chance(CHANCES.laterOrderSubscribes);
    const leaves = random.chance(customer.dropout);
    if (wantsSubscription && !customer.startsWithSubscription && subscribesOn === null) subscribesOn = day;
    else days.push(day);
    if (leaves) {
      isAlive = false;
      customer.leftOn = day;
    }
  }
  return { days, subscribesOn };
}
