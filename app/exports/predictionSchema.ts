import { z } from "zod";

const minor = z.int().nullable().describe("Whole minor units of the shop's currency; null is unknown");
const ratio = z.number().nullable().describe("A share, 1 is all; null without a test");
const count = z.int().nullable();
const day = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}$/)
  .describe("A local day of the shop");

/** What today's customers will bring within a time, in report.json. */
export const prediction = z.strictObject({
  days: z.int(),
  versionId: z.int().describe("The version of the models it was made with"),
  madeAsOf: day.describe("The last day whose orders the version knew"),
  orders: z.number().nullable().describe("Outside of subscriptions, expected; null where nothing is foretold"),
  ordersLow: count.describe("90% range"),
  ordersHigh: count,
  rhythmProfit: minor.describe("Contribution profit of these orders, discounted"),
  subscriptions: z.int().describe("Running ones"),
  renewals: z.number().nullable(),
  contractProfit: minor.describe("Contribution profit of renewals, discounted"),
  futureProfit: minor.describe("rhythmProfit + contractProfit: future only"),
  futureProfitLow: minor.describe("90% range"),
  futureProfitHigh: minor,
  discountRate: z.number().describe("Yearly, effective"),
  grade: z.enum(["A", "B", "C", "D"]).nullable(),
  usualMoneyError: ratio.describe("Median absolute error over tests of all lengths, which the grade is by"),
  usualOrdersError: ratio,
  testedDays: count.describe("Length of the tests that the errors are of; shorter than days where no test was as long"),
  moneyError: ratio.describe("Median absolute error of the tests of that length"),
  ordersError: ratio,
  contractError: ratio.describe("Of money from renewals"),
});

/** A forecast of the past beside what came, in report.json. */
export const predictionTest = z.strictObject({
  kind: z.enum(["rhythm", "renewals"]),
  start: day,
  end: day.describe("The day after the last"),
  days: z.int(),
  orders: z.number().describe("Orders, or renewals, foretold"),
  ordersLow: z.int(),
  ordersHigh: z.int(),
  actualOrders: z.int(),
  ordersError: ratio.describe("orders ÷ actualOrders − 1"),
  revenue: minor,
  actualRevenue: minor,
  revenueError: ratio,
});
