import { minor } from "~/analytics/money";
import { day, type Month } from "~/analytics/period";
import { mrrFigures } from "~/analytics/subscriptions/figures";
import type { MrrMonth, SubscriptionRow } from "~/reports/subscriptionTypes";

/** A growing coffee club: every month some begin, a few more units, a few leave. */
export function sampleMrrMonths(months: readonly Month[]): MrrMonth[] {
  let opening = 0;
  let subscribers = 0;
  return months.map((month, index) => {
    const counts = { new: 12 + index, expansion: 3, reactivation: 1, contraction: 2, churn: Math.floor(index / 2) };
    const amounts = {
      new: minor(counts.new * 2400),
      expansion: minor(counts.expansion * 700),
      reactivation: minor(counts.reactivation * 1900),
      contraction: minor(counts.contraction * 650),
      churn: minor(counts.churn * 2150),
    };
    const { expansion, reactivation, contraction, churn } = amounts;
    const closing = opening + amounts.new + expansion + reactivation - contraction - churn;
    const atEnd = subscribers + counts.new + counts.reactivation - counts.churn;
    const bridge = { opening: minor(opening), closing: minor(closing), ...amounts, counts };
    const renewals = { due: subscribers, renewed: subscribers - counts.churn };
    const { mrr: _, ...figures } = mrrFigures(
      { ...bridge, subscribersAtStart: subscribers, subscribersAtEnd: atEnd },
      renewals,
    );
    const { counts: __, ...money } = bridge;
    const row: MrrMonth = {
      month,
      ...money,
      ...figures,
      subscribersAtStart: subscribers,
      subscribersAtEnd: atEnd,
      newSubscribers: counts.new,
      churnedSubscribers: counts.churn,
      reactivatedSubscribers: counts.reactivation,
      renewalsDue: renewals.due,
      renewalsPaid: renewals.renewed,
      complete: true,
    };
    opening = closing;
    subscribers = atEnd;
    return row;
  });
}

/** One that runs by its plan, and one that was inferred to have ended. */
export function sampleSubscriptions(): SubscriptionRow[] {
  const running: SubscriptionRow = {
    subscriptionId: "60000880",
    customerId: "gid://shopify/Customer/7001",
    state: "active",
    title: "Harbour Blend · 12 oz",
    plan: "Every 2 weeks",
    quantity: 2,
    interval: "2 week",
    intervalBasis: "policy",
    startedOn: day("2025-03-04"),
    endedOn: null,
    reason: null,
    charges: 19,
    lastChargeOn: day("2025-11-25"),
    nextDueOn: day("2025-12-09"),
    mrr: minor(5200),
    chargeAmount: minor(2400),
    contributionProfit: minor(18_240),
    basis: "observed",
    confidence: 1,
    evidence: "sellingPlan",
  };
  return [
    running,
    {
      ...running,
      subscriptionId: "60000990",
      customerId: "gid://shopify/Customer/7002",
      state: "ended",
      plan: null,
      interval: "1 month",
      intervalBasis: "gaps",
      endedOn: day("2025-09-18"),
      reason: "unknown",
      charges: 5,
      lastChargeOn: day("2025-09-03"),
      nextDueOn: null,
      mrr: minor(0),
      basis: "inferred",
      confidence: 0.8,
      evidence: "tag",
    },
  ];
}
