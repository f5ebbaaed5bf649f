import type { SameKeys } from "../catalogue";
import type { spans as en } from "../en/spans";

/** A report divided by days, weeks, months, quarters or years. */
export const spans = {
  salesBy: {
    day: "销售与利润按日列示。",
    week: "销售与利润按周列示。",
    month: "销售与利润按月列示。",
    quarter: "销售与利润按季度列示。",
    year: "销售与利润按年列示。",
  },
  cohortsBy: {
    week: "同期群按首单所在周划分。",
    month: "同期群按首单所在月划分。",
    quarter: "同期群按首单所在季度划分。",
  },
  /** On the axis of a chart that names the year elsewhere. */
  quarter: "Q{quarter}",
  chart: {
    day: "净销售额与贡献利润（按日）",
    week: "净销售额与贡献利润（按周）",
    month: "净销售额与贡献利润（按月）",
    quarter: "净销售额与贡献利润（按季度）",
    year: "净销售额与贡献利润（按年）",
  },
  tables: {
    sales: {
      day: "按日的销售",
      week: "按周的销售",
      month: "按月的销售",
      quarter: "按季度的销售",
      year: "按年的销售",
    },
    profit: {
      day: "按日的损益",
      week: "按周的损益",
      month: "按月的损益",
      quarter: "按季度的损益",
      year: "按年的损益",
    },
  },
  latest: {
    day: "共 {count} 天，此处为最近的 {shown} 天。",
    week: "共 {count} 周，此处为最近的 {shown} 周。",
    month: "共 {count} 个月，此处为最近的 {shown} 个月。",
    quarter: "共 {count} 个季度，此处为最近的 {shown} 个季度。",
    year: "共 {count} 年，此处为最近的 {shown} 年。",
  },
  firstOrder: {
    week: "首单所在周",
    month: "首单所在月",
    quarter: "首单所在季度",
  },
  tenure: {
    week: "第 {number} 周",
    month: "第 {number} 个月",
    quarter: "第 {number} 个季度",
  },
  since: {
    week: "首次下单后的第几周",
    month: "首次下单后的第几个月",
    quarter: "首次下单后的第几个季度",
  },
  retention: {
    week: "首次下单后各周有下单的客户占比",
    month: "首次下单后各月份有下单的客户占比",
    quarter: "首次下单后各季度有下单的客户占比",
  },
  perCustomer: {
    week: "截至各周末的{metric}（人均）。",
    month: "截至各月末的{metric}（人均）。",
    quarter: "截至各季度末的{metric}（人均）。",
  },
  running: {
    week: "括号内为尚未结束的周。",
    month: "括号内为尚未结束的月份。",
    quarter: "括号内为尚未结束的季度。",
  },
  worth: {
    week: "{cohort}当周首次购买的客户，到第 {tenure} 周末的{metric}为人均 {value}。",
    month: "{cohort}首次购买的客户，到第 {tenure} 个月末的{metric}为人均 {value}。",
    quarter: "{cohort}首次购买的客户，到第 {tenure} 个季度末的{metric}为人均 {value}。",
  },
  worthBeside: {
    week: "{cohort}当周首次购买的客户，到第 {tenure} 周末的{metric}为人均 {value}；{earlier}当周的客户在同一时点为 {earlierValue}。",
    month:
      "{cohort}首次购买的客户，到第 {tenure} 个月末的{metric}为人均 {value}；{earlier}的客户在同一时点为 {earlierValue}。",
    quarter:
      "{cohort}首次购买的客户，到第 {tenure} 个季度末的{metric}为人均 {value}；{earlier}的客户在同一时点为 {earlierValue}。",
  },
  weeksShown: "此处到第 {last} 周为止；电子表格包含到第 {through} 周的数据。",
  explained: {
    retention: {
      week: "同周首次下单的客户中，在之后某周再次下单的客户比例。",
      quarter: "同季度首次下单的客户中，在之后某个季度再次下单的客户比例。",
    },
    repeatRate: {
      week: "同周首次下单的客户中，截至当时已第二次下单的客户比例。",
      quarter: "同季度首次下单的客户中，截至当时已第二次下单的客户比例。",
    },
    lifetimeValue: {
      week: "同周首次下单的全部客户，从首单到当时人均产生的贡献利润（CLTV）。",
      quarter: "同季度首次下单的全部客户，从首单到当时人均产生的贡献利润（CLTV）。",
    },
    lifetimeNetSales: {
      week: "同周首次下单的全部客户，从首单到当时人均产生的净销售额。",
      quarter: "同季度首次下单的全部客户，从首单到当时人均产生的净销售额。",
    },
  },
} satisfies SameKeys<typeof en>;
