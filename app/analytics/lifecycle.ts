import type { HighValueRules } from "./customers";
import { grouped } from "./grouped";
import { addDays, addMonths, type Day, daysBetween, firstDay, type Month, monthOf, monthsFrom } from "./period";

/** Where a person is with the shop. Reach, the stage before these, has sessions and no persons. */
export const LIFECYCLE_STAGES = ["acquisition", "conversion", "retention", "loyalty", "wonBack", "lapsed"] as const;
export type LifecycleStage = (typeof LIFECYCLE_STAGES)[number];

/** Stages of customers who ordered and are not past the lapse point. */
export const ACTIVE_STAGES: readonly LifecycleStage[] = ["conversion", "retention", "loyalty", "wonBack"];

/** From so many orders on an active customer is loyal, whatever they spend. */
export const LOYAL_ORDERS = 4;

export interface OrderOfPerson {
  readonly day: Day;
  /** Gross sales − discounts when placed, minor units; and the part of it bought at full price. */
  readonly orderedValue: number;
  readonly fullPriceValue: number;
}

export interface PersonHistory {
  /** Local day on which the shop came to know the person; null: with the first order. */
  readonly knownSince: Day | null;
  /** In order of time. */
  readonly orders: readonly OrderOfPerson[];
}

export interface LifecycleRules {
  /** Null: too few repeat orders to know; nobody lapses then. */
  readonly lapsePoint: number | null;
  readonly highValue: HighValueRules;
  /** The shop's median order value; null in a shop without orders. */
  readonly medianOrderValue: number | null;
}

/** A stage and the day it began. */
export interface StageStart {
  readonly day: Day;
  readonly stage: LifecycleStage;
}

/**
 * Every stage a person entered up to `lastDay`, in order of time. An order makes a buyer convert, return, become loyal (the
 * fourth, or one with which all tests of a high-value customer are passed) or come back after having lapsed; more days than
 * the lapse point without one make them lapse. Where two begin on one day the later of the list holds.
 */
export function stageStarts(of: PersonHistory, rules: LifecycleRules, lastDay: Day): StageStart[] {
  const starts: StageStart[] = [];
  if (of.knownSince !== null && of.knownSince <= lastDay) starts.push({ day: of.knownSince, stage: "acquisition" });
  for (const [index, order] of of.orders.entries()) {
    if (order.day > lastDay) break;
    starts.push({ day: order.day, stage: stageWithOrder(of.orders, index, rules) });
    const lapses = rules.lapsePoint === null ? null : addDays(order.day, rules.lapsePoint + 1);
    const next = of.orders[index + 1]?.day;
    if (lapses !== null && lapses <= lastDay && (next === undefined || next >= lapses))
      starts.push({ day: lapses, stage: "lapsed" });
  }
  // Someone who ordered before their record was made is a customer from that order on.
  const first = of.orders[0]?.day;
  return starts.filter(({ day, stage }) => stage !== "acquisition" || first === undefined || day < first);
}

function stageWithOrder(orders: readonly OrderOfPerson[], index: number, rules: LifecycleRules): LifecycleStage {
  const [order, before] = [orders[index], orders[index - 1]];
  if (order === undefined || before === undefined)
    return isHighValueWith(orders, index, rules) ? "loyalty" : "conversion";
  if (rules.lapsePoint !== null && daysBetween(before.day, order.day) > rules.lapsePoint) return "wonBack";
  return index + 1 >= LOYAL_ORDERS || isHighValueWith(orders, index, rules) ? "loyalty" : "retention";
}

/** Whether the orders up to this one, on its day, pass the three tests of a high-value customer. */
function isHighValueWith(orders: readonly OrderOfPerson[], index: number, rules: LifecycleRules): boolean {
  const { highValue, medianOrderValue } = rules;
  const through = orders.slice(0, index + 1);
  const ordered = through.reduce((total, { orderedValue }) => total + orderedValue, 0);
  const fullPrice = through.reduce((total, { fullPriceValue }) => total + fullPriceValue, 0);
  const kthLast = through.at(-highValue.orders);
  const last = through.at(-1);
  return (
    ordered > 0 &&
    fullPrice / ordered >= highValue.fullPriceShare &&
    kthLast !== undefined &&
    last !== undefined &&
    kthLast.day > addDays(last.day, -highValue.windowDays) &&
    medianOrderValue !== null &&
    ordered > medianOrderValue * through.length
  );
}

/** The stage at the end of a day; null before the shop knew the person. */
export const stageAt = (starts: readonly StageStart[], on: Day): LifecycleStage | null =>
  starts.findLast(({ day }) => day <= on)?.stage ?? null;

/** Persons who were in one stage at the end of the month before (null: not known yet) and in another at the end of this. */
export interface Transition {
  readonly month: Month;
  readonly from: LifecycleStage | null;
  readonly to: LifecycleStage;
  readonly persons: number;
}

/** One stage in one month: opening + in − out = closing, always. */
export interface StageMonth {
  readonly month: Month;
  readonly stage: LifecycleStage;
  readonly opening: number;
  readonly entered: number;
  readonly left: number;
  readonly closing: number;
}

/** The months that a person's changes fall into, each with the stage before and after; months in which nothing changed are left out. */
export function transitionsOf(starts: readonly StageStart[]): Omit<Transition, "persons">[] {
  const closing = new Map<Month, LifecycleStage>();
  for (const { day, stage } of starts) closing.set(monthOf(day), stage);
  let from: LifecycleStage | null = null;
  const found: Omit<Transition, "persons">[] = [];
  for (const [month, to] of closing) {
    if (to !== from) found.push({ month, from, to });
    from = to;
  }
  return found;
}

/** The flow as a table, every month from the first transition through `last`, every stage. */
export function stageMonths(transitions: readonly Transition[], last: Month): StageMonth[] {
  const months = [...new Set(transitions.map(({ month }) => month))].sort();
  const [first] = months;
  if (first === undefined) return [];
  const standing = new Map<LifecycleStage, number>();
  const byMonth = grouped(transitions, ({ month }) => month);
  return monthsFrom(first, last).flatMap((month) => {
    const moves = byMonth.get(month) ?? [];
    return LIFECYCLE_STAGES.map((stage) => {
      const opening = standing.get(stage) ?? 0;
      const entered = personsIn(moves.filter(({ to }) => to === stage));
      const left = personsIn(moves.filter(({ from }) => from === stage));
      standing.set(stage, opening + entered - left);
      return { month, stage, opening, entered, left, closing: opening + entered - left };
    });
  });
}

const personsIn = (moves: readonly Transition[]): number => moves.reduce((total, { persons }) => total + persons, 0);

/** What retention over a month is made of, from the flow: at start + new + won back − lost = at end. See customerRetentionRate. */
export function customersOfMonth(rows: readonly StageMonth[], transitions: readonly Transition[], month: Month) {
  const moves = transitions.filter((move) => move.month === month);
  const here = rows.filter((row) => row.month === month && ACTIVE_STAGES.includes(row.stage));
  const isActive = (stage: LifecycleStage | null) => stage !== null && ACTIVE_STAGES.includes(stage);
  const arrived = moves.filter(({ from, to }) => isActive(to) && (from === null || from === "acquisition"));
  return {
    activeAtStart: here.reduce((total, { opening }) => total + opening, 0),
    activeAtEnd: here.reduce((total, { closing }) => total + closing, 0),
    newAtEnd: personsIn(arrived),
    wonBackAtEnd: personsIn(moves.filter(({ from, to }) => isActive(to) && from === "lapsed")),
    lostAtEnd: personsIn(moves.filter(({ from, to }) => isActive(from) && !isActive(to))),
  };
}

/** The first day of the month after, before which a month's stages are taken. */
export const endOfMonth = (month: Month): Day => addDays(firstDay(addMonths(month, 1)), -1);
