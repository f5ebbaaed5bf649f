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
  /** Why a line of a CSV file cannot be read. */
  csvFaults: {
    columns: "标题行中没有“{field}”列。",
    malformed: "有一个带引号的字段没有闭合。",
    missing: "“{field}”为空。",
    decimal_comma: "“{field}”的值为 {value}：请使用小数点且不要使用千位分隔符，例如 1234.50。",
    number: "“{field}”的值为 {value}：请填写数字，例如 4.50，不带货币符号。",
    negative: "“{field}”的值为 {value}：不能为负数。",
    large: "“{field}”的值 {value} 过大：最多为 {limit}。",
    decimals: "“{field}”的值为 {value}：小数位数超出该货币的规定。",
    currency: "“{field}”的值为 {value}：必须是店铺的货币。",
    day: "“{field}”的值为 {value}：请填写日期，例如 2025-01-31。",
    kind: "“{field}”的值为 {value}：请填写 once、daily、weekly、monthly、yearly 或 percent。",
    end: "“{field}”的值为 {value}：结束日期不能早于开始日期，一次性费用没有结束日期。",
    duplicate: "该行在文件中重复出现。",
    contradiction: "该行与文件中的另一行相互矛盾：对象相同，金额不同。",
    future: "“{field}”的值为 {value}，是未来的日期。",
    whole: "“{field}”的值为 {value}：请填写不带符号的整数，例如 1200。",
    id: "“{field}”的值为 {value}：请填写 Shopify 给出的完整编号，表格软件会缩短较长的数字。",
    order: "“{field}”的值为 {value}：找不到唯一对应该名称或编号的订单。",
    percent: "“{field}”的值为 {value}：请填写 0 到 100 之间的百分比。",
    span: "“{field}”的值为 {value}：该行跨越多天，请按天导出报告。",
    customer: "“{field}”的值为 {value}，不是在本店下过单的客户。",
    status: "“{field}”的值为 {value}：应为 active、paused、cancelled 或 expired。",
  },
} satisfies SameKeys<typeof en>;
