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
} satisfies SameKeys<typeof en>;
