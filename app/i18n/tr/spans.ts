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
  /** On the axis of a chart that names the year elsewhere. */
  quarter: "Ç{quarter}",
  chart: {
    day: "Günlere göre net satışlar ve katkı kârı",
    week: "Haftalara göre net satışlar ve katkı kârı",
    month: "Aylara göre net satışlar ve katkı kârı",
    quarter: "Çeyreklere göre net satışlar ve katkı kârı",
    year: "Yıllara göre net satışlar ve katkı kârı",
  },
  tables: {
    sales: {
      day: "Günlere göre satışlar",
      week: "Haftalara göre satışlar",
      month: "Aylara göre satışlar",
      quarter: "Çeyreklere göre satışlar",
      year: "Yıllara göre satışlar",
    },
    profit: {
      day: "Günlere göre kâr ve zarar",
      week: "Haftalara göre kâr ve zarar",
      month: "Aylara göre kâr ve zarar",
      quarter: "Çeyreklere göre kâr ve zarar",
      year: "Yıllara göre kâr ve zarar",
    },
  },
  latest: {
    day: "{count} günün en yeni {shown} günü.",
    week: "{count} haftanın en yeni {shown} haftası.",
    month: "{count} ayın en yeni {shown} ayı.",
    quarter: "{count} çeyreğin en yeni {shown} çeyreği.",
    year: "{count} yılın en yeni {shown} yılı.",
  },
  firstOrder: {
    week: "İlk siparişin haftası",
    month: "İlk siparişin ayı",
    quarter: "İlk siparişin çeyreği",
  },
  tenure: {
    week: "{number}. hafta",
    month: "{number}. ay",
    quarter: "{number}. çeyrek",
  },
  since: {
    week: "İlk siparişten sonraki hafta",
    month: "İlk siparişten sonraki ay",
    quarter: "İlk siparişten sonraki çeyrek",
  },
  retention: {
    week: "İlk siparişten sonraki haftalarda sipariş veren müşterilerin payı",
    month: "İlk siparişten sonraki aylarda sipariş veren müşterilerin payı",
    quarter: "İlk siparişten sonraki çeyreklerde sipariş veren müşterilerin payı",
  },
  perCustomer: {
    week: "Her haftanın sonuna kadar müşteri başına {metric}.",
    month: "Her ayın sonuna kadar müşteri başına {metric}.",
    quarter: "Her çeyreğin sonuna kadar müşteri başına {metric}.",
  },
  running: {
    week: "Parantez içindekiler: hafta henüz bitmedi.",
    month: "Parantez içindekiler: ay henüz bitmedi.",
    quarter: "Parantez içindekiler: çeyrek henüz bitmedi.",
  },
  worth: {
    week: "İlk kez {cohort} haftasında alışveriş yapan müşterilerde {metric}, {tenure}. haftanın sonuna kadar kişi başına {value} oldu.",
    month:
      "İlk kez {cohort} döneminde alışveriş yapan müşterilerde {metric}, {tenure}. ayın sonuna kadar kişi başına {value} oldu.",
    quarter:
      "İlk kez {cohort} döneminde alışveriş yapan müşterilerde {metric}, {tenure}. çeyreğin sonuna kadar kişi başına {value} oldu.",
  },
  worthBeside: {
    week: "İlk kez {cohort} haftasında alışveriş yapan müşterilerde {metric}, {tenure}. haftanın sonuna kadar kişi başına {value} oldu; {earlier} haftasındakilerde aynı sürede {earlierValue} idi.",
    month:
      "İlk kez {cohort} döneminde alışveriş yapan müşterilerde {metric}, {tenure}. ayın sonuna kadar kişi başına {value} oldu; {earlier} dönemindekilerde aynı sürede {earlierValue} idi.",
    quarter:
      "İlk kez {cohort} döneminde alışveriş yapan müşterilerde {metric}, {tenure}. çeyreğin sonuna kadar kişi başına {value} oldu; {earlier} dönemindekilerde aynı sürede {earlierValue} idi.",
  },
  weeksShown: "{last}. haftaya kadar; e-tablo {through}. haftaya kadar sürer.",
  explained: {
    retention: {
      week: "Aynı hafta başlayan müşterilerden, sonraki belirli bir haftada sipariş verenlerin oranı.",
      quarter: "Aynı çeyrekte başlayan müşterilerden, sonraki belirli bir çeyrekte sipariş verenlerin oranı.",
    },
    repeatRate: {
      week: "Aynı hafta başlayan müşterilerden, o zamana kadar ikinci siparişini verenlerin oranı.",
      quarter: "Aynı çeyrekte başlayan müşterilerden, o zamana kadar ikinci siparişini verenlerin oranı.",
    },
    lifetimeValue: {
      week: "Aynı hafta başlayan tüm müşteriler için, ilk siparişten o zamana kadar müşteri başına katkı kârı (CLTV).",
      quarter:
        "Aynı çeyrekte başlayan tüm müşteriler için, ilk siparişten o zamana kadar müşteri başına katkı kârı (CLTV).",
    },
    lifetimeNetSales: {
      week: "Aynı hafta başlayan tüm müşteriler için, ilk siparişten o zamana kadar müşteri başına net satış.",
      quarter: "Aynı çeyrekte başlayan tüm müşteriler için, ilk siparişten o zamana kadar müşteri başına net satış.",
    },
  },
} satisfies SameKeys<typeof en>;
