import { addDays, type Day } from "../localTime";
import { type Pence, shareOf } from "../money";
import { randomOf } from "../random";
import type { Platform } from "../visits";
import { weekdayOf } from "./calendar";
import { LONGEST, SEED, TIKTOK_LAUNCH_DAY } from "./parameters";

export const MADE_UP = [
  {
    what: "everything",
    rule: "a simulated store: no order, customer or amount is real. The process is written in truth/truth.json.",
    seed: SEED,
  },
  {
    what: "sessions (sessions.csv)",
    rule: "per day and platform: 18 to 42 sessions per order with a journey whose last visit came from it, plus 20 to 90 (TikTok and its spend from day 300 on).",
    seed: `${SEED}/sessions/<day>/<platform>`,
  },
  {
    what: "advertising spend (ad_spend.csv)",
    rule: "google $55 to $80, meta $65 to $95, tiktok $40 to $70 a day, growing to 2.5 times that over the three years; 15% less on weekends.",
    seed: `${SEED}/adSpend/<day>/<platform>`,
  },
  {
    what: "operating expenses (expenses.csv)",
    rule: "payroll $21,000 a month, $24,500 from day 730 on; rent $4,800 a month; software $650 a month; cleaning $180 a week; insurance $5,400 a year; a repair of the roaster of $7,300 on day 500.",
    seed: "none",
  },
] as const;

export const PLATFORMS: readonly Platform[] = ["google", "meta", "tiktok", "email", "direct"];
export const AD_PLATFORMS = ["google", "meta", "tiktok"] as const;

export function sessionsOf(day: number, platform: Platform, conversions: number): number {
  const random = randomOf(SEED, "sessions", day, platform);
  if (platform === "tiktok" && day < TIKTOK_LAUNCH_DAY) return 0;
  return random.between(20, 90) + conversions * random.between(18, 42);
}

const SPEND: Readonly<Record<(typeof AD_PLATFORMS)[number], readonly [from: Pence, to: Pence]>> = {
  google: [5500, 8000],
  meta: [6500, 9500],
  tiktok: [4000, 7000],
};

export function adSpendOf(day: number, platform: (typeof AD_PLATFORMS)[number]): Pence {
  const random = randomOf(SEED, "adSpend", day, platform);
  if (platform === "tiktok" && day < TIKTOK_LAUNCH_DAY) return 0;
  const base = random.between(...SPEND[platform]);
  const grown = shareOf(base, 2 * LONGEST + 3 * day, 2 * LONGEST);
  return weekdayOf(day) % 6 === 0 ? shareOf(grown, 85, 100) : grown;
}

export type ExpenseRow = readonly [
  name: string,
  amount: Pence,
  kind: "once" | "weekly" | "monthly" | "yearly",
  start: Day,
  end: Day | "",
];

export function expensesFrom(firstDay: Day): readonly ExpenseRow[] {
  const raise = addDays(firstDay, 730);
  return [
    ["Payroll", 2_100_000, "monthly", firstDay, addDays(raise, -1)],
    ["Payroll", 2_450_000, "monthly", raise, ""],
    ["Rent", 480_000, "monthly", firstDay, ""],
    ["Software", 65_000, "monthly", firstDay, ""],
    ["Cleaning", 18_000, "weekly", firstDay, ""],
    ["Insurance", 540_000, "yearly", firstDay, ""],
    ["Roaster repair", 730_000, "once", addDays(firstDay, 500), addDays(firstDay, 500)],
  ];
}
