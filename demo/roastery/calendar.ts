import { addDays, daysBetween, weekday } from "../localTime";
import { FIRST_SIMULATED_DAY, PLANS, type PlanKey } from "./parameters";

/** The day of the simulation `count` intervals of a plan after `start`, by the simulation's own calendar; the 31st becomes the last of a shorter month. */
export function dueDay(start: number, plan: PlanKey, count: number): number {
  const { interval, intervalCount } = PLANS[plan];
  if (interval === "WEEK") return start + 7 * intervalCount * count;
  const [year = 0, month = 1, day = 1] = simulatedDate(start).split("-").map(Number);
  const months = month - 1 + intervalCount * count;
  const lastOfMonth = new Date(Date.UTC(year, months + 1, 0)).getUTCDate();
  const date = new Date(Date.UTC(year, months, Math.min(day, lastOfMonth))).toISOString().slice(0, 10);
  return daysBetween(FIRST_SIMULATED_DAY, date);
}

/** 0 is January. */
export function monthOf(day: number): number {
  return Number(simulatedDate(day).slice(5, 7)) - 1;
}

export function weekdayOf(day: number): number {
  return weekday(simulatedDate(day));
}

function simulatedDate(day: number): string {
  return addDays(FIRST_SIMULATED_DAY, day);
}
