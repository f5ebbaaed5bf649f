/** Words of the metrics of subscriptions. */
export const subscriptionMetrics = {
  mrr: {
    label: "MRR（月度经常性收入）",
    explanation: "有效订阅的每月价值：按持续折扣后、税费和运费前的价格计算，并非实收现金。",
  },
  arr: {
    label: "ARR（年度经常性收入）",
    explanation: "MRR 的十二倍。",
  },
  netNewMrr: {
    label: "净新增 MRR",
    explanation: "最近结束的一个月内 MRR 的变化。",
  },
  newMrr: {
    label: "新增 MRR",
    explanation: "当月首次订阅的客户带来的 MRR。",
  },
  expansionMrr: {
    label: "扩展 MRR",
    explanation: "期初和期末都在订阅的客户 MRR 的增加额。",
  },
  reactivationMrr: {
    label: "恢复 MRR",
    explanation: "曾流失或暂停、如今重新付费的订阅者的 MRR。",
  },
  contractionMrr: {
    label: "收缩 MRR",
    explanation: "仍在付费的订阅者 MRR 的减少额。",
  },
  churnedMrr: {
    label: "流失 MRR",
    explanation: "当月结束全部订阅的客户的 MRR。",
  },
  subscribers: {
    label: "订阅者",
    explanation: "至少有一个有价有效订阅的客户。",
  },
  churnedSubscribers: {
    label: "流失的订阅者",
    explanation: "当月结束全部订阅的订阅者。",
  },
  subscriberChurn: {
    label: "订阅者流失率",
    explanation: "月初订阅者中当月全部结束订阅者的比例。",
  },
  grossRevenueChurn: {
    label: "总收入流失率",
    explanation: "月初 MRR 中当月损失的比例。",
  },
  netRevenueChurn: {
    label: "净收入流失率",
    explanation: "收入流失扣除其他订阅者的增加。为负时，老订阅者的价值在增长。",
  },
  netRevenueRetention: {
    label: "净收入留存率",
    explanation: "月初 MRR 在当月的结果，不含新订阅者。",
  },
  renewalRate: {
    label: "续订率",
    explanation: "当月到期续订中已付款的比例。",
  },
  quickRatio: {
    label: "速动比率",
    explanation: "新增额是损失额的多少倍。",
  },
  arpu: {
    label: "ARPU（每订阅者收入）",
    explanation: "每位订阅者的 MRR。",
  },
  subscriptionLifetimeValue: {
    label: "订阅生命周期价值",
    explanation: "现在开始的一个订阅在 36 个月内预计带来的利润（扣除全部已知可变成本）。",
  },
} as const;
