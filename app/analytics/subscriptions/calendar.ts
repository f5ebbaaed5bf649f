import type { Day } from "../period";

/** A calendar day as whole days since 1970-01-01: chains of charges add and compare days by the million. */
export type DayNumber = number & { readonly unit: "dayNumber" };

const MS = 86_400_000;

/** The number of a day. Days are local days already: no zone is involved. */
export function dayNumber(of: Day): DayNumber {
  return (Date.UTC(Number(of.slice(0, 4)), Number(of.slice(5, 7)) - 1, Number(of.slice(8, 10))) / MS) as DayNumber;
}

export const dayOf = (number: DayNumber): Day => new Date(number * MS).toISOString().slice(0, 10) as Day;
export const plusDays = (to: DayNumber, days: number): DayNumber => (to + days) as DayNumber;

/** The same day of the month `months` later; the last day of a shorter month. */
export function plusMonths(to: DayNumber, months: number): DayNumber {
  const date = new Date(to * MS);
  const [year, month] = [date.getUTCFullYear(), date.getUTCMonth() + months];
  const last = new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
  return (Date.UTC(year, month, Math.min(date.getUTCDate(), last)) / MS) as DayNumber;
}

/** Whole months from one day to a later one: 31 January to 28 February is one. */
export function wholeMonths(from: DayNumber, to: DayNumber): number {
  const [start, end] = [new Date(from * MS), new Date(to * MS)];
  const months = (end.getUTCFullYear() - start.getUTCFullYear()) * 12 + end.getUTCMonth() - start.getUTCMonth();
  return plusMonths(from, months) > to ? months - 1 : months;
}
