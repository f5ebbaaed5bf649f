import type { SameKeys } from "../catalogue";
import type { metrics as en } from "../en/metrics";
import { subscriptionMetrics } from "./subscriptionMetrics";

export const metrics = {
  grossSales: {
    label: "Brüt satışlar",
    explanation: "Satılan ürünlerin fiyatı çarpı adedi; indirim, iade, vergi ve kargo düşülmeden önceki tutar.",
  },
  discounts: {
    label: "İndirimler",
    explanation: "Satılan ürünlerin fiyatından yapılan, vergi hariç indirim tutarı.",
  },
  salesReversals: {
    label: "Geri alınan satışlar",
    explanation: "İade, sipariş düzenlemesi ve iptallerle geri alınan ürünlerin indirim sonrası, vergi hariç değeri.",
  },
  netSales: {
    label: "Net satışlar",
    explanation: "Brüt satışlardan indirimler ve geri alınan satışlar düşüldükten sonra kalan tutar.",
  },
  shipping: {
    label: "Alınan kargo ücreti",
    explanation: "Müşterilerin ödediği kargo ücretinden geri verilenler düşüldükten sonra kalan, vergi hariç tutar.",
  },
  duties: {
    label: "Gümrük vergileri",
    explanation:
      "Müşterilerin ödeme sırasında ödediği gümrük vergilerinden geri verilenler düşüldükten sonra kalan tutar.",
  },
  fees: {
    label: "Ek ücretler",
    explanation: "Müşterinin ödemesi için siparişlere eklenen ücretlerin vergi hariç tutarı.",
  },
  tax: {
    label: "Vergi",
    explanation: "Satışların vergisinden geri alınan satışların vergisi düşüldükten sonra kalan tutar.",
  },
  totalSales: {
    label: "Toplam satışlar",
    explanation:
      "Net satışlar, kargo, gümrük, ek ücretler ve verginin toplamı; bahşiş ve hediye kartları ayrı gösterilir.",
  },
  tips: {
    label: "Bahşişler",
    explanation: "Müşterilerin eklediği bahşişler; toplam satışlara dâhil değildir.",
  },
  giftCardSales: {
    label: "Satılan hediye kartları",
    explanation: "Satılan hediye kartlarının değeri; mağazanın borcu olduğu için satışlara dâhil edilmez.",
  },
  orders: {
    label: "Siparişler",
    explanation: "Dönem içinde bir şey satın alınan siparişlerin sayısı; her sipariş bir kez sayılır.",
  },
  averageOrderValue: {
    label: "Ortalama sipariş tutarı",
    explanation: "Brüt satışlardan indirimler düşülüp sipariş sayısına bölünür; sonraki iadeler bu tutarı değiştirmez.",
  },
  units: {
    label: "Satılan adet",
    explanation: "Satılan tüm ürünlerin adedi.",
  },
  returnedUnits: {
    label: "İade edilen adet",
    explanation: "İade edilen tüm ürünlerin adedi.",
  },
  returnRate: {
    label: "İade oranı",
    explanation: "Aynı dönemde iade edilen adedin satılan adede oranı.",
  },
  customers: {
    label: "Müşteriler",
    explanation: "Dönem içinde sipariş veren farklı müşterilerin sayısı; müşterisi belli olmayan siparişler sayılmaz.",
  },
  newCustomers: {
    label: "Yeni müşteriler",
    explanation: "Bu mağazadaki ilk siparişi dönem içinde olan müşteriler.",
  },
  returningCustomers: {
    label: "Geri gelen müşteriler",
    explanation: "Dönem içinde sipariş veren ve daha önce de sipariş vermiş olan müşteriler.",
  },
  highValueCustomers: {
    label: "Yüksek değerli müşteriler",
    explanation: "Tam fiyattan alan, birden çok kez alan ve sipariş başına medyandan fazla harcayan müşteriler.",
  },
  medianOrderValue: {
    label: "Medyan sipariş tutarı",
    explanation: "İndirimler düşüldükten sonra siparişlerin yarısı bu tutarın üstünde, yarısı altındadır.",
  },
  fullPriceShare: {
    label: "Tam fiyattan alım oranı",
    explanation: "Müşterinin alışverişinde indirimsiz ve kampanyasız alınan kısmın oranı.",
  },
  daysSinceLastOrder: {
    label: "Son siparişten bu yana gün",
    explanation: "Müşterinin son siparişinden rapor gününe kadar geçen gün sayısı.",
  },
  orderGap: {
    label: "Siparişler arası gün",
    explanation: "Bir müşterinin bir siparişi ile sonraki siparişi arasındaki sürenin medyanı.",
  },
  lapsePoint: {
    label: "Kayıp sınırı",
    explanation:
      "Geri gelen on müşteriden dokuzunun döndüğü gün sayısı; daha uzun süre gelmeyen müşteri büyük olasılıkla kaybedilmiştir.",
  },
  netRevenue: {
    label: "Net gelir",
    explanation: "Net satışlar ile müşterilerin ödediği kargo ücretinin toplamı.",
  },
  sessions: {
    label: "Oturumlar",
    explanation: "Robotlar değil, insanların mağazanıza yaptığı ziyaretler.",
  },
  platformOrders: {
    label: "Atfedilen siparişler",
    explanation: "Öncesindeki ziyaretin platformuna yazılan siparişler; her sipariş tam olarak bir platforma aittir.",
  },
  conversionRate: {
    label: "Dönüşüm oranı",
    explanation: "Oturumların bilindiği günlerde oturum başına atfedilen sipariş.",
  },
  roas: {
    label: "Reklam harcaması getirisi",
    explanation: "Platforma harcanan her birim para başına net satış.",
  },
  cogs: {
    label: "Satılan malın maliyeti",
    explanation: "Satılan ürünlerin alış veya üretim maliyetinden stoğa geri konanlar düşüldükten sonra kalan tutar.",
  },
  grossProfit: {
    label: "Brüt kâr",
    explanation: "Net gelirden satılan malın maliyeti düşüldükten sonra kalan tutar.",
  },
  grossMargin: {
    label: "Brüt kâr marjı",
    explanation: "Brüt kârın net gelire oranı.",
  },
  shippingCost: {
    label: "Kargo maliyeti",
    explanation: "Siparişleri göndermenin mağazaya maliyeti.",
  },
  handlingCost: {
    label: "Hazırlama",
    explanation: "Siparişleri toplamanın ve hazırlamanın mağazaya maliyeti.",
  },
  dutiesCost: {
    label: "Ödenen gümrük vergisi",
    explanation: "Gönderilen siparişler için mağazanın ödediği gümrük vergisi.",
  },
  packagingCost: {
    label: "Ambalaj",
    explanation: "Siparişlerin ambalajının mağazaya maliyeti.",
  },
  paymentFees: {
    label: "Ödeme komisyonları",
    explanation: "Ödeme kuruluşlarının müşteri ödemelerinden kestiği tutar.",
  },
  contributionProfit: {
    label: "Katkı kârı",
    explanation:
      "Brüt kârdan kargo, hazırlama, gümrük vergisi, ambalaj ve ödeme komisyonları düşüldükten sonra siparişlerden geriye kalan tutar.",
  },
  contributionMargin: {
    label: "Katkı marjı",
    explanation: "Katkı kârının net gelire oranı.",
  },
  marketingSpend: {
    label: "Pazarlama harcaması",
    explanation: "Dönem içinde tüm platformlarda reklama harcanan tutar.",
  },
  profitAfterMarketing: {
    label: "Pazarlama sonrası kâr",
    explanation: "Katkı kârından pazarlama harcaması düşüldükten sonra kalan tutar.",
  },
  profitAfterMarketingMargin: {
    label: "Pazarlama sonrası marj",
    explanation: "Pazarlama sonrası kârın net gelire oranı.",
  },
  operatingExpenses: {
    label: "Faaliyet giderleri",
    explanation: "Kira ve maaş gibi mağazayı işletme giderlerinin, ait oldukları günlere dağıtılmış tutarı.",
  },
  netProfit: {
    label: "Net kâr",
    explanation: "Pazarlama sonrası kârdan faaliyet giderleri düşüldükten sonra kalan tutar.",
  },
  netMargin: {
    label: "Net kâr marjı",
    explanation: "Net kârın net gelire oranı.",
  },
  costCoverage: {
    label: "Bilinen maliyet oranı",
    explanation: "Net satışların birim maliyeti bilinen kısmının oranı; kalan kısmın kârı varsayıma dayanır.",
  },
  acquisitionCost: {
    label: "Müşteri edinme maliyeti",
    explanation: "Pazarlama harcamasının yeni müşteri sayısına bölümü.",
  },
  retention: {
    label: "Elde tutma oranı",
    explanation: "Aynı ay başlayan müşterilerden, sonraki belirli bir ayda sipariş verenlerin oranı.",
  },
  repeatRate: {
    label: "Tekrar satın alma oranı",
    explanation: "Aynı ay başlayan müşterilerden, o zamana kadar ikinci siparişini verenlerin oranı.",
  },
  lifetimeNetSales: {
    label: "Yaşam boyu net satış",
    explanation: "Aynı ay başlayan tüm müşteriler için, ilk siparişten o zamana kadar müşteri başına net satış.",
  },
  lifetimeGrossProfit: {
    label: "Yaşam boyu brüt kâr",
    explanation: "Aynı ay başlayan tüm müşteriler için, ilk siparişten o zamana kadar müşteri başına brüt kâr.",
  },
  lifetimeValue: {
    label: "Müşteri yaşam boyu değeri",
    explanation:
      "Aynı ay başlayan tüm müşteriler için, ilk siparişten o zamana kadar müşteri başına katkı kârı (CLTV).",
  },
  lifetimeProfitAfterMarketing: {
    label: "Yaşam boyu pazarlama sonrası kâr",
    explanation:
      "Yaşam boyu değerden, müşterilerin kazanıldığı zaman diliminin pazarlama harcaması çıkarılır; müşteri başına.",
  },
  lifetimeOrders: {
    label: "Müşteri başına sipariş",
    explanation: "İlk siparişten o zamana kadarki siparişlerin kohorttaki tüm müşterilere bölümü.",
  },
  lifetimeUnits: {
    label: "Müşteri başına adet",
    explanation: "İlk siparişten o zamana kadar alınan adetlerin kohorttaki tüm müşterilere bölümü.",
  },
  lifetimeValueAtAge: {
    label: "Yaşa göre yaşam boyu değer",
    explanation: "En az o yaştaki müşterilerin ilk günlerindeki katkı kârı, müşteri başına; daha gençler katılmaz.",
  },
  repeatRateAtAge: {
    label: "Yaşa göre tekrar oranı",
    explanation: "En az o yaştaki müşterilerden, o günler içinde ikinci siparişini verenlerin payı.",
  },
  timeToSecondOrder: {
    label: "İkinci siparişe kadar süre",
    explanation: "Müşterinin ilk siparişinden ikincisine kadar geçen sürenin ortancası.",
  },
  payback: {
    label: "Geri kazanma süresi",
    explanation:
      "Kohortun katkı kârının, onu kazanmanın maliyetine ulaşmasına kadar geçen süre; 0 ilk siparişlerin zaman dilimidir.",
  },
  valueToCost: {
    label: "LTV / CAC oranı",
    explanation: "Belirtilen ufka kadarki yaşam boyu değerin, bir müşteriyi kazanma maliyetine oranı.",
  },
  activeCustomers: {
    label: "Etkin müşteriler",
    explanation: "Son siparişi kayıp sınırının beşte dördünden daha eski olmayan müşteriler.",
  },
  atRiskCustomers: {
    label: "Risk altındaki müşteriler",
    explanation: "Kayıp eşiğinin son beşte birinde olan ve yakında sipariş vermezse kaybedilmiş sayılacak müşteriler.",
  },
  lostCustomers: {
    label: "Kaybedilen müşteriler",
    explanation: "Kayıp sınırından daha uzun süredir sipariş vermeyen müşteriler.",
  },
  customerRetentionRate: {
    label: "Müşteri tutma oranı",
    explanation: "Ay başında etkin olan müşterilerden ay sonunda hâlâ etkin olanların payı.",
  },
  customerChurnRate: {
    label: "Müşteri kayıp oranı",
    explanation: "Ay başında etkin olan müşterilerden ay sonuna kadar kaybedilenlerin payı.",
  },
  contactsWhoBought: {
    label: "Satın alan kişiler",
    explanation: "Bilinen tüm müşteri kayıtlarından en az bir siparişi olanların payı.",
  },
  loyalProfitShare: {
    label: "Sadık müşterilerin kâr payı",
    explanation: "Tüm müşterilerin katkı kârı içinde sadık müşterilerin getirdiği pay.",
  },
  winBackRate: {
    label: "Geri kazanma oranı",
    explanation: "Ay başında kaybedilmiş olan müşterilerden o ay yeniden sipariş verenlerin payı.",
  },
  rfmAgreement: {
    label: "Shopify gruplarıyla uyum",
    explanation: "Buradaki RFM grubu Shopify’daki ile aynı olan müşterilerin payı.",
  },
  ...subscriptionMetrics,
} satisfies SameKeys<typeof en>;
