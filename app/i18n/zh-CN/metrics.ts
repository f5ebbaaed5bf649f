import type { SameKeys } from "../catalogue";
import type { metrics as en } from "../en/metrics";
import { subscriptionMetrics } from "./subscriptionMetrics";

export const metrics = {
  grossSales: {
    label: "销售总额",
    explanation: "所售商品的单价乘以数量，未扣除折扣、退货、税费和运费。",
  },
  discounts: {
    label: "折扣",
    explanation: "所售商品价格中减免的金额（不含税）。",
  },
  salesReversals: {
    label: "销售冲减",
    explanation: "因退货、订单修改和取消而收回的商品金额（折后、不含税）。",
  },
  netSales: {
    label: "净销售额",
    explanation: "销售总额减去折扣和销售冲减。",
  },
  shipping: {
    label: "运费收入",
    explanation: "顾客支付的运费减去退还部分后的金额（不含税）。",
  },
  duties: {
    label: "关税",
    explanation: "顾客结账时支付的进口关税减去退还部分后的金额。",
  },
  fees: {
    label: "附加费",
    explanation: "订单中另行加收、由顾客承担的费用（不含税）。",
  },
  tax: {
    label: "税费",
    explanation: "全部销售的税额减去冲减部分的税额。",
  },
  totalSales: {
    label: "总销售额",
    explanation: "净销售额加上运费、关税、附加费和税费；小费和礼品卡另行列示。",
  },
  tips: {
    label: "小费",
    explanation: "顾客额外支付的小费，不计入总销售额。",
  },
  giftCardSales: {
    label: "礼品卡销售",
    explanation: "售出礼品卡的金额；这是店铺的负债，因此不计入销售额。",
  },
  orders: {
    label: "订单数",
    explanation: "期间内产生购买的订单数量，每笔订单只计一次。",
  },
  averageOrderValue: {
    label: "平均订单金额",
    explanation: "销售总额减去折扣后除以订单数；之后的退货不会改变这一数值。",
  },
  units: {
    label: "销售件数",
    explanation: "售出的全部商品件数。",
  },
  returnedUnits: {
    label: "退货件数",
    explanation: "被退回的全部商品件数。",
  },
  returnRate: {
    label: "退货率",
    explanation: "同一期间内退货件数占销售件数的比例。",
  },
  customers: {
    label: "客户数",
    explanation: "期间内下过单的不同客户人数；没有客户信息的订单不计入。",
  },
  newCustomers: {
    label: "新客户",
    explanation: "在本店的首笔订单落在该期间内的客户人数。",
  },
  returningCustomers: {
    label: "回头客",
    explanation: "期间内下过单、并且在此之前也下过单的客户人数。",
  },
  highValueCustomers: {
    label: "高价值客户",
    explanation: "以全价购买、多次购买，并且平均每单金额高于中位数的客户人数。",
  },
  medianOrderValue: {
    label: "订单金额中位数",
    explanation: "按折后金额计算，一半订单高于此数，一半订单低于此数。",
  },
  fullPriceShare: {
    label: "全价购买占比",
    explanation: "客户的购买金额中，既无折扣也非特价的部分所占的比例。",
  },
  daysSinceLastOrder: {
    label: "距上次下单天数",
    explanation: "从客户最近一次下单到报告日的天数。",
  },
  orderGap: {
    label: "下单间隔天数",
    explanation: "客户相邻两次下单之间天数的中位数。",
  },
  lapsePoint: {
    label: "流失临界天数",
    explanation: "九成回头客会在这一天数内再次下单；超过此天数仍未下单的客户很可能已经流失。",
  },
  netRevenue: {
    label: "净收入",
    explanation: "净销售额加上顾客支付的运费。",
  },
  sessions: {
    label: "会话数",
    explanation: "真人（非机器人）访问网店的次数。",
  },
  platformOrders: {
    label: "归因订单数",
    explanation: "归于下单前那次访问的平台的订单；每笔订单恰好属于一个平台。",
  },
  conversionRate: {
    label: "转化率",
    explanation: "在会话数已知的日期内，归因订单数除以会话数。",
  },
  roas: {
    label: "广告支出回报率",
    explanation: "该平台的净销售额除以在其上的支出。",
  },
  cogs: {
    label: "销售成本",
    explanation: "所售商品的采购或生产成本，减去重新入库商品的成本。",
  },
  grossProfit: {
    label: "毛利润",
    explanation: "净收入减去销售成本。",
  },
  grossMargin: {
    label: "毛利率",
    explanation: "毛利润占净收入的比例。",
  },
  shippingCost: {
    label: "发货成本",
    explanation: "店铺为寄送订单承担的费用。",
  },
  handlingCost: {
    label: "拣货与处理成本",
    explanation: "店铺为拣货和处理订单承担的费用。",
  },
  dutiesCost: {
    label: "承担的关税",
    explanation: "店铺为所寄订单缴纳的进口关税。",
  },
  packagingCost: {
    label: "包装成本",
    explanation: "店铺为订单包装承担的费用。",
  },
  paymentFees: {
    label: "支付手续费",
    explanation: "支付服务商从顾客付款中扣除的费用。",
  },
  contributionProfit: {
    label: "贡献利润",
    explanation: "毛利润减去发货成本、拣货与处理成本、关税、包装成本和支付手续费，即订单最终留下的利润。",
  },
  contributionMargin: {
    label: "贡献利润率",
    explanation: "贡献利润占净收入的比例。",
  },
  marketingSpend: {
    label: "营销支出",
    explanation: "期间内在所有平台上投放广告的花费。",
  },
  profitAfterMarketing: {
    label: "营销后利润",
    explanation: "贡献利润减去营销支出。",
  },
  profitAfterMarketingMargin: {
    label: "营销后利润率",
    explanation: "营销后利润占净收入的比例。",
  },
  operatingExpenses: {
    label: "运营费用",
    explanation: "房租、工资等店铺运营费用，按其所属天数分摊。",
  },
  netProfit: {
    label: "净利润",
    explanation: "营销后利润减去运营费用。",
  },
  netMargin: {
    label: "净利润率",
    explanation: "净利润占净收入的比例。",
  },
  costCoverage: {
    label: "成本覆盖率",
    explanation: "净销售额中已知单位成本的部分所占的比例；其余部分的利润基于假设。",
  },
  acquisitionCost: {
    label: "获客成本",
    explanation: "营销支出除以新客户数。",
  },
  retention: {
    label: "客户留存率",
    explanation: "同月首次下单的客户中，在之后某个月再次下单的客户比例。",
  },
  repeatRate: {
    label: "复购率",
    explanation: "同月首次下单的客户中，截至当时已第二次下单的客户比例。",
  },
  lifetimeNetSales: {
    label: "生命周期净销售额",
    explanation: "同月首次下单的全部客户，从首单到当时人均产生的净销售额。",
  },
  lifetimeGrossProfit: {
    label: "生命周期毛利润",
    explanation: "同月首次下单的全部客户，从首单到当时人均产生的毛利润。",
  },
  lifetimeValue: {
    label: "客户生命周期价值",
    explanation: "同月首次下单的全部客户，从首单到当时人均产生的贡献利润（CLTV）。",
  },
  lifetimeProfitAfterMarketing: {
    label: "生命周期营销后利润",
    explanation: "生命周期价值减去赢得这些客户的时段内的营销支出，按人均计算。",
  },
  lifetimeOrders: {
    label: "人均订单数",
    explanation: "从首单到当时的订单数除以该同期群的全部客户数。",
  },
  lifetimeUnits: {
    label: "人均件数",
    explanation: "从首单到当时购买的件数除以该同期群的全部客户数。",
  },
  lifetimeValueAtAge: {
    label: "按天数的生命周期价值",
    explanation: "首单已满该天数的客户在这些天内人均产生的贡献利润；未满的客户不计入。",
  },
  repeatRateAtAge: {
    label: "按天数的复购率",
    explanation: "首单已满该天数的客户中，在这些天内第二次下单的客户所占比例。",
  },
  timeToSecondOrder: {
    label: "到第二单的时间",
    explanation: "客户从首单到第二单所隔天数的中位数。",
  },
  payback: {
    label: "回收期",
    explanation: "同期群的贡献利润达到获客支出所需的时间；0 表示首单所在的时段。",
  },
  valueToCost: {
    label: "LTV 与 CAC 之比",
    explanation: "截至所示期限的生命周期价值相当于单个客户获取成本的倍数。",
  },
  activeCustomers: {
    label: "活跃客户",
    explanation: "距最近一次下单不超过流失临界天数五分之四的客户数量。",
  },
  atRiskCustomers: {
    label: "有流失风险的客户",
    explanation: "处于流失临界天数最后五分之一、若近期不下单即视为流失的客户数量。",
  },
  lostCustomers: {
    label: "流失客户",
    explanation: "超过流失临界天数仍未下单的客户数量。",
  },
  customerRetentionRate: {
    label: "客户保留率",
    explanation: "月初活跃的客户中，月末仍然活跃的占比。",
  },
  customerChurnRate: {
    label: "客户流失率",
    explanation: "月初活跃的客户中，到月末已流失的占比。",
  },
  contactsWhoBought: {
    label: "已购买的联系人占比",
    explanation: "全部已知客户记录中至少有一个订单的占比。",
  },
  loyalProfitShare: {
    label: "忠诚客户的利润占比",
    explanation: "全部客户的贡献利润中由忠诚客户带来的占比。",
  },
  winBackRate: {
    label: "挽回率",
    explanation: "月初已流失的客户中，当月再次下单的占比。",
  },
  rfmAgreement: {
    label: "与 Shopify 分组的一致率",
    explanation: "在此处与在 Shopify 处于同一 RFM 分组的客户占比。",
  },
  ...subscriptionMetrics,
} satisfies SameKeys<typeof en>;
