import { type Minor, minor, type Ratio } from "~/analytics/money";
import { day } from "~/analytics/period";
import type { PredictionRow, PredictionTestRow } from "~/reports/predictionRows";

/** Days ahead, orders and renewals, and what they bring, with the lengths of the tests. */
const AHEAD = [
  [90, 1_214, 4_102_300, 548, 921_600, 91],
  [365, 3_986, 13_044_100, 1_903, 3_066_200, 364],
  [730, 6_702, 20_911_800, 3_102, 4_730_900, 364],
  [1_095, 8_811, 26_120_400, 3_967, 5_765_100, 364],
] as const;

export const samplePredictions = (): PredictionRow[] =>
  AHEAD.map(([days, orders, rhythm, renewals, contracts, testedDays]) => ({
    days,
    versionId: 214,
    madeAsOf: day("2025-11-30"),
    orders,
    ordersLow: Math.round(orders * 0.84),
    ordersHigh: Math.round(orders * 1.19),
    rhythmProfit: minor(rhythm),
    subscriptions: 171,
    renewals,
    contractProfit: minor(contracts),
    futureProfit: minor(rhythm + contracts),
    futureProfitLow: bound(rhythm + contracts, 0.86),
    futureProfitHigh: bound(rhythm + contracts, 1.16),
    discountRate: 0.1 as Ratio,
    grade: "B",
    usualMoneyError: 0.064 as Ratio,
    usualOrdersError: 0.058 as Ratio,
    testedDays,
    moneyError: (days < 365 ? 0.061 : 0.083) as Ratio,
    ordersError: (days < 365 ? 0.054 : 0.071) as Ratio,
    contractError: 0.042 as Ratio,
  }));

const bound = (amount: number, factor: number): Minor => minor(Math.round(amount * factor));

/** Ends, orders foretold and placed, net revenue foretold and actual. */
const TESTS = [
  ["2025-09-01", "2025-12-01", 1_151, 1_214, 9_610_000, 10_004_000],
  ["2025-06-02", "2025-09-01", 1_020, 958, 8_204_000, 7_702_000],
  ["2025-03-03", "2025-06-02", 871, 902, 7_050_000, 7_311_000],
  ["2024-12-02", "2025-03-03", 744, 731, 6_132_000, 5_930_000],
] as const;

export const samplePredictionTests = (): PredictionTestRow[] =>
  TESTS.map(([start, end, orders, actualOrders, revenue, actualRevenue]) => ({
    kind: "rhythm",
    start: day(start),
    end: day(end),
    days: 91,
    orders,
    ordersLow: Math.round(orders * 0.86),
    ordersHigh: Math.round(orders * 1.17),
    actualOrders,
    ordersError: (orders / actualOrders - 1) as Ratio,
    revenue: minor(revenue),
    actualRevenue: minor(actualRevenue),
    revenueError: (revenue / actualRevenue - 1) as Ratio,
  }));
