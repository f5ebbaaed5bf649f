/** Words of the metrics of subscriptions. */
export const subscriptionMetrics = {
  mrr: {
    label: "MRR（月次経常収益）",
    explanation: "有効な定期購入の月あたりの価値です。継続割引後、税・送料前の価格で計算します。入金額ではありません。",
  },
  arr: {
    label: "ARR（年間経常収益）",
    explanation: "MRRの12倍です。",
  },
  netNewMrr: {
    label: "純増MRR",
    explanation: "終了した直近の月にMRRがどれだけ変わったかを示します。",
  },
  newMrr: {
    label: "新規MRR",
    explanation: "その月に初めて定期購入を始めた人のMRRです。",
  },
  expansionMrr: {
    label: "拡大MRR",
    explanation: "期首・期末とも購読している人のMRRの増加分です。",
  },
  reactivationMrr: {
    label: "再開MRR",
    explanation: "解約または休止のあと、再び支払っている人のMRRです。",
  },
  contractionMrr: {
    label: "縮小MRR",
    explanation: "購読を続けている人のMRRの減少分です。",
  },
  churnedMrr: {
    label: "解約MRR",
    explanation: "その月にすべての定期購入を終えた人のMRRです。",
  },
  subscribers: {
    label: "購読者数",
    explanation: "価格のある有効な定期購入を1つ以上持つ顧客の数です。",
  },
  churnedSubscribers: {
    label: "解約した購読者",
    explanation: "その月にすべての定期購入を終えた購読者の数です。",
  },
  subscriberChurn: {
    label: "購読者の解約率",
    explanation: "月初の購読者のうち、その月にすべてを終えた人の割合です。",
  },
  grossRevenueChurn: {
    label: "総収益解約率",
    explanation: "月初のMRRのうち、その月に失われた割合です。",
  },
  netRevenueChurn: {
    label: "純収益解約率",
    explanation: "収益解約率から、ほかの購読者の増加分を引いたものです。マイナスなら既存の価値が増えています。",
  },
  netRevenueRetention: {
    label: "純収益維持率",
    explanation: "月初のMRRがその月にどうなったかを、新規を除いて示します。",
  },
  renewalRate: {
    label: "更新率",
    explanation: "その月に更新予定だった定期購入のうち、支払われた割合です。",
  },
  quickRatio: {
    label: "クイックレシオ",
    explanation: "失われたMRRの何倍が新たに加わったかを示します。",
  },
  arpu: {
    label: "ARPU（購読者単価）",
    explanation: "購読者1人あたりのMRRです。",
  },
  subscriptionLifetimeValue: {
    label: "定期購入の生涯価値",
    explanation: "今始まる定期購入が36か月以内にもたらす見込みの利益です（判明している変動費をすべて引いた後）。",
  },
} as const;
