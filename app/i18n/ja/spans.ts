import type { SameKeys } from "../catalogue";
import type { spans as en } from "../en/spans";

/** A report divided by days, weeks, months, quarters or years. */
export const spans = {
  salesBy: {
    day: "売上と利益は日別です。",
    week: "売上と利益は週別です。",
    month: "売上と利益は月別です。",
    quarter: "売上と利益は四半期別です。",
    year: "売上と利益は年別です。",
  },
  cohortsBy: {
    week: "コホートは初回注文の週別です。",
    month: "コホートは初回注文の月別です。",
    quarter: "コホートは初回注文の四半期別です。",
  },
  /** On the axis of a chart that names the year elsewhere. */
  quarter: "Q{quarter}",
  chart: {
    day: "日別の純売上高と貢献利益",
    week: "週別の純売上高と貢献利益",
    month: "月別の純売上高と貢献利益",
    quarter: "四半期別の純売上高と貢献利益",
    year: "年別の純売上高と貢献利益",
  },
  tables: {
    sales: {
      day: "日別の売上",
      week: "週別の売上",
      month: "月別の売上",
      quarter: "四半期別の売上",
      year: "年別の売上",
    },
    profit: {
      day: "日別の損益",
      week: "週別の損益",
      month: "月別の損益",
      quarter: "四半期別の損益",
      year: "年別の損益",
    },
  },
  latest: {
    day: "全{count}日のうち直近の{shown}日。",
    week: "全{count}週のうち直近の{shown}週。",
    month: "全{count}か月のうち直近の{shown}か月。",
    quarter: "全{count}四半期のうち直近の{shown}四半期。",
    year: "全{count}年のうち直近の{shown}年。",
  },
  firstOrder: {
    week: "初回注文の週",
    month: "初回注文の月",
    quarter: "初回注文の四半期",
  },
  tenure: {
    week: "{number}週目",
    month: "{number}か月目",
    quarter: "{number}四半期目",
  },
  since: {
    week: "初回注文からの経過週数",
    month: "初回注文からの経過月数",
    quarter: "初回注文からの経過四半期数",
  },
  retention: {
    week: "初回注文から数えた各週に注文した顧客の割合",
    month: "初回注文から数えた各月に注文した顧客の割合",
    quarter: "初回注文から数えた各四半期に注文した顧客の割合",
  },
  perCustomer: {
    week: "各週末までの{metric}（顧客1人あたり）。",
    month: "各月末までの{metric}（顧客1人あたり）。",
    quarter: "各四半期末までの{metric}（顧客1人あたり）。",
  },
  running: {
    week: "かっこ内はまだ終了していない週の値です。",
    month: "かっこ内はまだ終了していない月の値です。",
    quarter: "かっこ内はまだ終了していない四半期の値です。",
  },
  worth: {
    week: "{cohort}の週に初めて購入した顧客の{metric}は、{tenure}週目の終わりまでに1人あたり{value}でした。",
    month: "{cohort}に初めて購入した顧客の{metric}は、{tenure}か月目の終わりまでに1人あたり{value}でした。",
    quarter: "{cohort}に初めて購入した顧客の{metric}は、{tenure}四半期目の終わりまでに1人あたり{value}でした。",
  },
  worthBeside: {
    week: "{cohort}の週に初めて購入した顧客の{metric}は、{tenure}週目の終わりまでに1人あたり{value}でした。{earlier}の週の顧客は同じ時点で{earlierValue}でした。",
    month:
      "{cohort}に初めて購入した顧客の{metric}は、{tenure}か月目の終わりまでに1人あたり{value}でした。{earlier}の顧客は同じ時点で{earlierValue}でした。",
    quarter:
      "{cohort}に初めて購入した顧客の{metric}は、{tenure}四半期目の終わりまでに1人あたり{value}でした。{earlier}の顧客は同じ時点で{earlierValue}でした。",
  },
  weeksShown: "{last}週目まで。スプレッドシートには{through}週目までの値があります。",
  explained: {
    retention: {
      week: "同じ週に初めて注文した顧客のうち、その後の各週に注文した顧客の割合です。",
      quarter: "同じ四半期に初めて注文した顧客のうち、その後の各四半期に注文した顧客の割合です。",
    },
    repeatRate: {
      week: "同じ週に初めて注文した顧客のうち、その時点までに2回目の注文をした顧客の割合です。",
      quarter: "同じ四半期に初めて注文した顧客のうち、その時点までに2回目の注文をした顧客の割合です。",
    },
    lifetimeValue: {
      week: "同じ週に初めて注文した顧客全員について、初回注文からその時点までの貢献利益を1人あたりで表した金額です（CLTV）。",
      quarter:
        "同じ四半期に初めて注文した顧客全員について、初回注文からその時点までの貢献利益を1人あたりで表した金額です（CLTV）。",
    },
    lifetimeNetSales: {
      week: "同じ週に初めて注文した顧客全員について、初回注文からその時点までの純売上高を1人あたりで表した金額です。",
      quarter:
        "同じ四半期に初めて注文した顧客全員について、初回注文からその時点までの純売上高を1人あたりで表した金額です。",
    },
  },
} satisfies SameKeys<typeof en>;
