/** Words of the metrics of subscriptions. */
export const subscriptionMetrics = {
  mrr: {
    label: "MRR",
    explanation:
      "What the running subscriptions are worth a month: their price after recurring discounts, before tax and shipping. It is not cash.",
  },
  arr: {
    label: "ARR",
    explanation: "MRR times twelve.",
  },
  netNewMrr: {
    label: "Net new MRR",
    explanation: "How much MRR changed in the last month that has ended.",
  },
  newMrr: {
    label: "New MRR",
    explanation: "MRR of subscribers who began in the month and never subscribed before.",
  },
  expansionMrr: {
    label: "Expansion MRR",
    explanation: "By how much MRR of subscribers rose who paid before and after.",
  },
  reactivationMrr: {
    label: "Reactivation MRR",
    explanation: "MRR of subscribers who had left, or paused, and pay again.",
  },
  contractionMrr: {
    label: "Contraction MRR",
    explanation: "By how much MRR of subscribers fell who still pay.",
  },
  churnedMrr: {
    label: "Churned MRR",
    explanation: "MRR of subscribers who ended everything in the month.",
  },
  subscribers: {
    label: "Subscribers",
    explanation: "Customers with at least one running subscription that has a price.",
  },
  churnedSubscribers: {
    label: "Churned subscribers",
    explanation: "Subscribers who ended all their subscriptions in the month.",
  },
  subscriberChurn: {
    label: "Subscriber churn",
    explanation: "Share of the subscribers at the start of the month who ended everything in it.",
  },
  grossRevenueChurn: {
    label: "Gross revenue churn",
    explanation: "Share of the MRR at the start of the month that was lost in it.",
  },
  netRevenueChurn: {
    label: "Net revenue churn",
    explanation:
      "Revenue churn less what others spent more. Below zero the old subscribers are worth more than before.",
  },
  netRevenueRetention: {
    label: "Net revenue retention",
    explanation: "What became in a month of the MRR at its start, new subscribers left out.",
  },
  renewalRate: {
    label: "Renewal rate",
    explanation: "Share of the renewals due in the month that were paid.",
  },
  quickRatio: {
    label: "Quick ratio",
    explanation: "How many times what was lost came in anew.",
  },
  arpu: {
    label: "ARPU",
    explanation: "MRR per subscriber.",
  },
  subscriptionLifetimeValue: {
    label: "Subscription lifetime value",
    explanation:
      "What a subscription that begins now is expected to earn within 36 months, after all known variable costs.",
  },
} as const;
