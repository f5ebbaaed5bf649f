import type { SameKeys } from "../catalogue";
import type { common as en } from "../en/common";

export const common = {
  days: { one: "{count} gün", other: "{count} gün" },
  yes: "Evet",
  no: "Hayır",
  unknown: "bilinmiyor",
  madeUp: "uydurma değer",
  guest: "Misafir",
  customerNumber: "#{number}",
  change: {
    unchanged: "değişmedi",
    points: "{points} puan",
    was: "önceki: {previous}",
    noComparison: "karşılaştırılacak değer yok",
  },
  clocks: {
    eventDay: "değişikliğin yapıldığı güne göre",
    orderDay: "sipariş gününe göre",
  },
} satisfies SameKeys<typeof en>;
