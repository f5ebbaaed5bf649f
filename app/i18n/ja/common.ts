import type { SameKeys } from "../catalogue";
import type { common as en } from "../en/common";

export const common = {
  days: { other: "{count}日" },
  yes: "はい",
  no: "いいえ",
  unknown: "不明",
  madeUp: "架空の値",
  guest: "ゲスト",
  customerNumber: "#{number}",
  change: {
    unchanged: "変化なし",
    points: "{points}ポイント",
    was: "前回 {previous}",
    noComparison: "比較できる値なし",
  },
  clocks: {
    eventDay: "変更があった日で集計",
    orderDay: "注文日で集計",
  },
} satisfies SameKeys<typeof en>;
