/** Formulas of the metrics of subscriptions. */
export const subscriptionFormulas = {
  mrr: "Σ bir tahsilatın fiyatı (tekrarlanan indirimlerden sonra, vergi ve kargo hariç) × (ay ÷ aralık): haftalık × 52/12, günlük × 365/12, yıllık ÷ 12",
  arr: "12 × MRR",
  netNewMrr: "yeni + genişleme + geri dönüş − daralma − kayıp",
  newMrr: "Σ daha önce hiç MRR’si olmayanların dönem sonu MRR’si",
  expansionMrr: "Σ abone başına MRR artışı",
  reactivationMrr: "Σ dönem başında MRR’si olmayan, daha önce olanların dönem sonu MRR’si",
  contractionMrr: "Σ abone başına MRR düşüşü",
  churnedMrr: "Σ dönem sonunda MRR’si kalmayanların dönem başı MRR’si",
  subscribers: "MRR’si 0’dan büyük müşteri sayısı",
  churnedSubscribers: "dönem sonunda MRR’si kalmayan aboneler",
  subscriberChurn: "kaybedilen aboneler ÷ dönem başındaki aboneler",
  grossRevenueChurn: "(kayıp + daralma) ÷ dönem başı MRR",
  netRevenueChurn: "(kayıp + daralma − genişleme − geri dönüş) ÷ dönem başı MRR",
  netRevenueRetention: "1 − net gelir kaybı",
  renewalRate: "yenilenen abonelikler ÷ yenileme vadesi gelenler (atlanan, duraklatılan veya hâlâ açık olanlar hariç)",
  quickRatio: "(yeni + genişleme + geri dönüş) ÷ (daralma + kayıp)",
  arpu: "MRR ÷ aboneler",
  subscriptionLifetimeValue:
    "abonelik siparişlerinin katkı kârı (CM2) ÷ aboneliklerin sürdüğü aylar × sağkalım eğrisine göre 36 ay içinde beklenen aylar",
} as const;
