import { z } from "zod";
import { END_REASONS } from "~/analytics/subscriptions/subscription";

const minor = z.int().describe("Whole minor units of the shop's currency");
const ratio = z.number().nullable().describe("A share, 1 is all; null without a base to divide by");
const count = z.int();
const day = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}$/)
  .describe("A local day of the shop");

/** A month's bridge of MRR in report.json. */
export const mrrMonth = z.strictObject({
  month: z
    .string()
    .regex(/^\d{4}-\d{2}$/)
    .describe("A calendar month in the shop's time zone"),
  opening: minor,
  new: minor,
  expansion: minor,
  reactivation: minor,
  contraction: minor,
  churn: minor,
  closing: minor.describe(
    "opening + new + expansion + reactivation − contraction − churn: MRR at the end of the month",
  ),
  netNewMrr: minor,
  arr: minor.describe("12 × closing"),
  arpu: minor.nullable(),
  subscribersAtStart: count,
  newSubscribers: count,
  reactivatedSubscribers: count,
  churnedSubscribers: count,
  subscribersAtEnd: count,
  subscriberChurn: ratio,
  grossRevenueChurn: ratio,
  netRevenueChurn: ratio,
  netRevenueRetention: ratio,
  renewalsDue: count,
  renewalsPaid: count,
  renewalRate: ratio,
  quickRatio: z.number().nullable().describe("(new + expansion + reactivation) ÷ (contraction + churn)"),
  complete: z.boolean().describe("False while the month has not ended by asOf"),
});

/** A subscription in report.json. */
export const subscription = z.strictObject({
  subscriptionId: z.string().describe("Number of the line item of its first charge"),
  customerId: z.string(),
  state: z.enum(["active", "overdue", "paused", "ended"]),
  title: z.string(),
  plan: z.string().nullable(),
  quantity: count,
  interval: z.string().describe('"2 week": charged every two weeks'),
  intervalBasis: z.enum(["contract", "policy", "planName", "gaps", "assumed"]),
  startedOn: day,
  endedOn: day.nullable(),
  reason: z.enum(END_REASONS).nullable(),
  charges: count,
  lastChargeOn: day,
  nextDueOn: day.nullable(),
  mrr: minor.describe("Monthly value as it counts now"),
  chargeAmount: minor,
  contributionProfit: minor.describe("Of the orders it paid, with the costs that are known"),
  basis: z.enum(["observed", "inferred", "imported"]).describe("How its state is known"),
  confidence: z.number(),
  evidence: z.enum(["sellingPlan", "source", "app", "tag"]).describe("By what it was recognised"),
});
