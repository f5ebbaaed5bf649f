import type { SameKeys } from "../catalogue";
import type { spans as en } from "../en/spans";

/** A report divided by days, weeks, months, quarters or years. */
export const spans = {
  salesBy: {
    day: "Satışlar ve kâr günlere göre.",
    week: "Satışlar ve kâr haftalara göre.",
    month: "Satışlar ve kâr aylara göre.",
    quarter: "Satışlar ve kâr çeyreklere göre.",
    year: "Satışlar ve kâr yıllara göre.",
  },
  cohortsBy: {
    week: "Kohortlar ilk siparişin haftasına göre.",
    month: "Kohortlar ilk siparişin ayına göre.",
    quarter: "Kohortlar ilk siparişin çeyreğine göre.",
  },
} satisfies SameKeys<typeof en>;
