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
} satisfies SameKeys<typeof en>;
