import type { SameKeys } from "../catalogue";
import type { common as en } from "../en/common";

export const common = {
  days: { other: "{count} 天" },
  yes: "是",
  no: "否",
  unknown: "未知",
  madeUp: "虚构数据",
  guest: "访客",
  customerNumber: "#{number}",
  change: {
    unchanged: "无变化",
    points: "{points} 个百分点",
    was: "此前为 {previous}",
    noComparison: "没有可比较的数据",
  },
  clocks: {
    eventDay: "按变更发生日统计",
    orderDay: "按下单日统计",
  },
} satisfies SameKeys<typeof en>;
