import { type Minor, minor } from "../money";
import { type DayNumber, plusDays, plusMonths } from "./calendar";

export const INTERVAL_UNITS = ["day", "week", "month", "year"] as const;
/** How often a subscription is charged. */
export interface Interval {
  readonly unit: (typeof INTERVAL_UNITS)[number];
  readonly count: number;
}

/** Where an interval is known from, the surest first. */
export type IntervalBasis = "contract" | "policy" | "planName" | "gaps" | "assumed";

export interface KnownInterval extends Interval {
  readonly basis: IntervalBasis;
  /** 0 to 1. */
  readonly confidence: number;
}

const MONTH_DAYS = 365 / 12;

/** Mean length in days. */
export function daysOf({ unit, count }: Interval): number {
  return count * { day: 1, week: 7, month: MONTH_DAYS, year: 365 }[unit];
}

/** The day `times` intervals after `anchor`, by the calendar. */
export function dueAfter(anchor: DayNumber, { unit, count }: Interval, times: number): DayNumber {
  switch (unit) {
    case "day":
      return plusDays(anchor, count * times);
    case "week":
      return plusDays(anchor, 7 * count * times);
    case "month":
      return plusMonths(anchor, count * times);
    case "year":
      return plusMonths(anchor, 12 * count * times);
  }
}

export const sameInterval = (left: Interval, right: Interval): boolean =>
  left.unit === right.unit && left.count === right.count;

/**
 * What one charge is worth a month: weekly × 52 ÷ 12, daily × 365 ÷ 12, yearly ÷ 12; rounded once, half up. An amount is what
 * is charged each time, before tax and shipping.
 */
export function monthlyValue(amount: Minor, { unit, count }: Interval): Minor {
  const [numerator, denominator] = { day: [365, 12], week: [52, 12], month: [1, 1], year: [1, 12] }[unit] as [
    number,
    number,
  ];
  const below = denominator * count * 2;
  return minor(Math.floor((amount * numerator * 2 + denominator * count) / below));
}

const NUMBER_WORDS: Readonly<Record<string, number>> = {
  two: 2,
  three: 3,
  four: 4,
  five: 5,
  six: 6,
  other: 2,
  iki: 2,
  üç: 3,
};

const WORDS: readonly (readonly [RegExp, Interval])[] = [
  [/\b(bi-?weekly|fortnight(ly)?)\b/, { unit: "week", count: 2 }],
  [/\b(bi-?monthly)\b/, { unit: "month", count: 2 }],
  [/\b(quarterly)\b|四半期|每季|üç ayda bir/, { unit: "month", count: 3 }],
  [/\b(semi-?annual(ly)?|half-?yearly)\b|半年/, { unit: "month", count: 6 }],
  [/\b(annual(ly)?|yearly|every year)\b|毎年|每年|yıllık|her yıl/, { unit: "year", count: 1 }],
  [/\b(monthly|every month|each month)\b|毎月|每月|aylık|her ay/, { unit: "month", count: 1 }],
  [/\b(weekly|every week|each week)\b|毎週|每周|haftalık|her hafta/, { unit: "week", count: 1 }],
  [/\b(daily|every day)\b|毎日|每天|her gün/, { unit: "day", count: 1 }],
];

const UNIT_WORDS: readonly (readonly [RegExp, Interval["unit"]])[] = [
  [/^(d|day|günde|gün|日|天)/, "day"],
  [/^(w|week|haftada|hafta|週|周)/, "week"],
  [/^(m|month|ayda|ay|ヶ月|か月|カ月|个月|月)/, "month"],
  [/^(y|year|yılda|yıl|年)/, "year"],
];

/** The interval that a plan's name tells, in the four languages; null where it tells none. */
export function intervalOfName(name: string): Interval | null {
  const text = name.toLowerCase().normalize("NFKC");
  const counted = text.match(
    /(\d{1,3}|two|three|four|five|six|other|iki|üç)[\s-]*(days?|weeks?|months?|years?|günde|gün|haftada|hafta|ayda|ay|yılda|yıl|日|天|週間?|周|ヶ月|か月|カ月|个月|月|年)/,
  );
  const [, number, word] = counted ?? [];
  if (number !== undefined && word !== undefined) {
    const count = NUMBER_WORDS[number] ?? Number(number);
    const unit = UNIT_WORDS.find(([pattern]) => pattern.test(word))?.[1];
    if (unit !== undefined && count > 0) return { unit, count };
  }
  return WORDS.find(([pattern]) => pattern.test(text))?.[1] ?? null;
}

/** Intervals that shops offer, and how much worse a fit may be before one is given up for a rarer one. */
const CANDIDATES: readonly (readonly [Interval, number])[] = [
  [{ unit: "week", count: 1 }, 0],
  [{ unit: "day", count: 10 }, 1],
  [{ unit: "week", count: 2 }, 0],
  [{ unit: "week", count: 3 }, 0.6],
  [{ unit: "week", count: 4 }, 0.5],
  [{ unit: "day", count: 30 }, 0.9],
  [{ unit: "month", count: 1 }, 0],
  [{ unit: "week", count: 5 }, 0.9],
  [{ unit: "week", count: 6 }, 0.5],
  [{ unit: "day", count: 45 }, 0.8],
  [{ unit: "week", count: 8 }, 0.6],
  [{ unit: "day", count: 60 }, 0.9],
  [{ unit: "month", count: 2 }, 0.1],
  [{ unit: "week", count: 10 }, 0.8],
  [{ unit: "day", count: 90 }, 0.9],
  [{ unit: "week", count: 12 }, 0.7],
  [{ unit: "month", count: 3 }, 0.1],
  [{ unit: "month", count: 4 }, 0.4],
  [{ unit: "month", count: 6 }, 0.3],
  [{ unit: "year", count: 1 }, 0.3],
];
const SKIP_COST = 1.2;
const MOST_COST = 3;

/**
 * The offered interval that explains the gaps between charges best, where up to two charges in a row may have been skipped; null
 * without gaps. One that is none of those offered is told in days.
 */
export function intervalOfGaps(gaps: readonly number[]): KnownInterval | null {
  if (gaps.length === 0) return null;
  let best: { interval: Interval; cost: number; misfit: number } | null = null;
  for (const [interval, rarity] of CANDIDATES) {
    const misfit = gaps.reduce((sum, gap) => sum + misfitOf(gap, daysOf(interval)), 0);
    if (best === null || misfit + rarity < best.cost) best = { interval, cost: misfit + rarity, misfit };
  }
  if (best === null) return null;
  const mean = best.misfit / gaps.length;
  const middle = median(gaps);
  if (mean >= 1.5 && middle > 0 && spread(gaps, middle) < 0.15)
    return { unit: "day", count: Math.round(middle), basis: "gaps", confidence: confidence(0.5, gaps.length) };
  return { ...best.interval, basis: "gaps", confidence: confidence(mean, gaps.length) };
}

function misfitOf(gap: number, length: number): number {
  const tolerance = Math.max(2, 0.08 * length);
  let best = MOST_COST;
  for (let times = 1; times <= 3; times += 1) {
    const cost = Math.min(Math.abs(gap - times * length) / tolerance, MOST_COST) + (times - 1) * SKIP_COST;
    if (cost < best) best = cost;
  }
  return best;
}

const confidence = (misfit: number, gaps: number): number =>
  Math.round(100 * Math.exp(-0.5 * misfit) * (gaps >= 3 ? 0.95 : gaps === 2 ? 0.85 : 0.7)) / 100;

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((left, right) => left - right);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? (sorted[middle] ?? 0) : ((sorted[middle - 1] ?? 0) + (sorted[middle] ?? 0)) / 2;
}

const spread = (values: readonly number[], middle: number): number =>
  median(values.map((value) => Math.abs(value - middle))) / middle;
