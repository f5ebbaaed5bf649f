import type { Elapsed } from "./buyerRows";
import { endOf, type OrderHistories, type Summaries } from "./histories";

/** Readiness to order in each thirteenth of the year against its mean, from the day 0 of the histories' calendar on. */
export interface SeasonIndex {
  readonly parts: readonly number[];
}

const PARTS = 13;
export const YEAR_DAYS = 365.25;
const PART_DAYS = YEAR_DAYS / PARTS;
/** A part with so many orders counts half of what it shows. */
const PSEUDO_ORDERS = 20;

/** Days of history below which nothing is said of seasons: every part of the year has to be seen twice. */
export const SEASON_DAYS = 2 * 364;

const partOf = (day: number) => ((Math.floor(day / PART_DAYS) % PARTS) + PARTS) % PARTS;

/**
 * Repeat orders by part of the year against those that customers of the same ages would have placed without seasons, shrunk
 * towards 1. `expectedRepeats` is the model's expectation for one customer by age in days.
 */
export function seasonIndex(
  histories: OrderHistories,
  summaries: Summaries,
  expectedRepeats: (ageDays: number) => number,
): SeasonIndex {
  const { actual, expected } = repeatsByPart(histories, summaries, expectedRepeats);
  const level = sumOf(actual) / Math.max(1e-9, sumOf(expected));
  const raw = Array.from(
    actual,
    (orders, part) => (orders + PSEUDO_ORDERS) / ((expected[part] ?? 0) * level + PSEUDO_ORDERS),
  );
  const mean = raw.reduce((sum, value) => sum + value, 0) / PARTS;
  return { parts: raw.map((value) => value / mean) };
}

function repeatsByPart(histories: OrderHistories, summaries: Summaries, expectedRepeats: (ageDays: number) => number) {
  const actual = new Float64Array(PARTS);
  const expected = new Float64Array(PARTS);
  const oldest = summaries.observedFor.reduce((most, age) => Math.max(most, age), 0);
  const newAtAge = new Float64Array(oldest + 1);
  for (const [row, customer] of summaries.customers.entries()) {
    const age = summaries.observedFor[row] ?? 0;
    newAtAge[age] = (newAtAge[age] ?? 0) + 1;
    const end = endOf(histories, customer, summaries.asOf);
    for (let at = (histories.offsets[customer] ?? 0) + 1; at < end; at += 1) {
      const part = partOf(histories.days[at] ?? 0);
      actual[part] = (actual[part] ?? 0) + 1;
    }
  }
  const perDay = new Float64Array(oldest + 1);
  for (let age = 1, before = 0; age <= oldest; age += 1) {
    const until = expectedRepeats(age);
    perDay[age] = until - before;
    before = until;
  }
  for (let start = 0; start <= oldest; start += 1) {
    const customers = newAtAge[start] ?? 0;
    if (customers === 0) continue;
    for (let age = 1; age <= start; age += 1) {
      const part = partOf(summaries.asOf - start + age);
      expected[part] = (expected[part] ?? 0) + customers * (perDay[age] ?? 0);
    }
  }
  return { actual, expected };
}

/**
 * The clock of a year with seasons: it runs fast where customers are ready to order. Models fitted and asked in its time are
 * the same models with a seasonal rate; exact where customers leave only at orders.
 */
export function seasonClock({ parts }: SeasonIndex): Elapsed {
  const before = [0];
  for (const value of parts) before.push((before.at(-1) ?? 0) + value * PART_DAYS);
  return (day) => {
    const year = Math.floor(day / YEAR_DAYS);
    const within = day - year * YEAR_DAYS;
    const part = Math.min(PARTS - 1, Math.floor(within / PART_DAYS));
    return year * YEAR_DAYS + (before[part] ?? 0) + (within - part * PART_DAYS) * (parts[part] ?? 1);
  };
}

const sumOf = (values: Float64Array) => values.reduce((sum, value) => sum + value, 0);
