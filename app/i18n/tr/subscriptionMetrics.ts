/** Words of the metrics of subscriptions. */
export const subscriptionMetrics = {
  mrr: {
    label: "Aylık yinelenen gelir (MRR)",
    explanation:
      "Süren aboneliklerin aylık değeri: tekrarlanan indirimlerden sonra, vergi ve kargo hariç fiyat. Nakit değildir.",
  },
  arr: {
    label: "Yıllık yinelenen gelir (ARR)",
    explanation: "MRR’nin on iki katı.",
  },
  netNewMrr: {
    label: "Net yeni MRR",
    explanation: "Biten son ayda MRR’nin ne kadar değiştiği.",
  },
  newMrr: {
    label: "Yeni MRR",
    explanation: "Ay içinde ilk kez abone olanların MRR’si.",
  },
  expansionMrr: {
    label: "Genişleme MRR",
    explanation: "Dönem başında ve sonunda abone olanların MRR artışı.",
  },
  reactivationMrr: {
    label: "Geri dönüş MRR",
    explanation: "Ayrılmış veya ara vermiş, yeniden ödeyen abonelerin MRR’si.",
  },
  contractionMrr: {
    label: "Daralma MRR",
    explanation: "Hâlâ ödeyen abonelerin MRR düşüşü.",
  },
  churnedMrr: {
    label: "Kaybedilen MRR",
    explanation: "Ay içinde tüm aboneliklerini bitirenlerin MRR’si.",
  },
  subscribers: {
    label: "Aboneler",
    explanation: "Fiyatı olan en az bir süren aboneliği olan müşteriler.",
  },
  churnedSubscribers: {
    label: "Kaybedilen aboneler",
    explanation: "Ay içinde tüm aboneliklerini bitiren aboneler.",
  },
  subscriberChurn: {
    label: "Abone kaybı oranı",
    explanation: "Ay başındaki abonelerden o ay her şeyi bitirenlerin payı.",
  },
  grossRevenueChurn: {
    label: "Brüt gelir kaybı",
    explanation: "Ay başındaki MRR’nin o ay kaybedilen payı.",
  },
  netRevenueChurn: {
    label: "Net gelir kaybı",
    explanation: "Gelir kaybı eksi diğerlerinin artışı. Sıfırın altındaysa eski abonelerin değeri artmıştır.",
  },
  netRevenueRetention: {
    label: "Net gelir koruma",
    explanation: "Ay başındaki MRR’nin ay içinde neye dönüştüğü, yeni aboneler hariç.",
  },
  renewalRate: {
    label: "Yenileme oranı",
    explanation: "Ay içinde vadesi gelen yenilemelerden ödenenlerin payı.",
  },
  quickRatio: {
    label: "Hızlı oran",
    explanation: "Kaybedilenin kaç katının yeniden kazanıldığı.",
  },
  arpu: {
    label: "Abone başına gelir (ARPU)",
    explanation: "Abone başına MRR.",
  },
  subscriptionLifetimeValue: {
    label: "Abonelik yaşam boyu değeri",
    explanation:
      "Şimdi başlayan bir aboneliğin 36 ay içinde, bilinen tüm değişken maliyetlerden sonra kazandırması beklenen tutar.",
  },
} as const;
