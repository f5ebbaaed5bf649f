import type { SameKeys } from "../catalogue";
import type { builder as en } from "../en/builder";

/** Setting up a report: templates, what its sections show, its preview, copies and the archive. */
export const builder = {
  templatesTitle: "Yeni rapor",
  templatesText: "Neyi yanıtlaması gerektiğini seçin. İçindeki her şey sonradan değiştirilebilir.",
  blank: {
    title: "Boş rapor",
    text: "Tüm bölümlerle başlayın ve kendiniz seçin.",
  },
  use: "Bu şablonu kullan",
  useNamed: "“{title}” şablonunu kullan",
  begin: "Başla",
  contains: "İçindekiler: {sections}.",
  templates: {
    monthlyCltv: {
      title: "Aylık müşteri yaşam boyu değeri",
      answers:
        "Müşterilerin değeri ne kadar, her ayın müşterileri öncekinden daha mı değerli ve bir müşteri kazanmak kaça mal oluyor?",
    },
    weeklyProfit: {
      title: "Haftalık kâr",
      answers: "Geçen haftanın satışlarından tüm maliyetlerden sonra ne kaldı, bunu hangi ürünler kazandırdı?",
    },
    dailyPulse: {
      title: "Günlük nabız",
      answers: "Dün, önceki haftanın aynı gününe göre nasıl geçti?",
    },
    marketing: {
      title: "Platforma göre pazarlama",
      answers: "Hangi platformlar müşteri ve kâr getiriyor, her birinde yeni bir müşteri kaça mal oluyor?",
    },
    products: {
      title: "Ürün kârlılığı",
      answers:
        "Hangi ürünler tüm maliyetlerinden sonra kazandırıyor, hangileri kaybettiriyor, hangileri yeni müşteri getiriyor?",
    },
    highValue: {
      title: "Yüksek değerli müşteriler",
      answers: "Kimler tam fiyat ödüyor, yeniden geliyor ve ortancanın üstünde harcıyor, sayıları kaç?",
    },
    subscriptions: {
      title: "Abonelikler",
      answers: "Aylık yinelenen gelir nasıl değişti, kimler katıldı, kimler ayrıldı?",
    },
    financePack: {
      title: "Muhasebeci için finans paketi",
      answers:
        "Geçen ayın gelir tablosu, satışları ve ücretleri kuruşu kuruşuna; tüm tabloları içeren çalışma kitabıyla.",
    },
    lifecycle: {
      title: "Müşteri hizmetleri için yaşam döngüsü",
      answers: "Müşteriler hangi aşamada, kim uzaklaşıyor ve kiminle ilgilenmeliyiz?",
    },
  },
  foreword: "Kendi notunuz",
  forewordHelp: "Her e-postada ve dosyada başlığın altında düz metin olarak yer alır.",
  moved: "{name} artık {count} öğe içinde {place}. sırada.",
  options: "Seçenekler",
  optionsOf: "{section} bölümünün seçenekleri",
  rows: "Gösterilen satır",
  rowsHelp: "{least} ile {most} arası. Dosyalar tümünü içerir.",
  rowsOfList: "Her listeden gösterilen müşteri",
  monthsShown: "Gösterilen ay",
  measure: "Kohortların ölçüsü",
  through: "Sayım",
  throughs: { cumulative: "İlk siparişten itibaren", span: "Her dönem tek başına" },
  profitColumns: "Sütunlar",
  profitColumnsOf: { compared: "Karşılaştırmayla", period: "Yalnızca dönem" },
  figures: {
    title: "Göstergeler, bu sırayla",
    usual: "Alışılmış olanlar",
    own: "Kendi seçimim",
    add: "Gösterge ekle",
    pick: "Seçin …",
    full: "En fazla {most} gösterge.",
    remove: "{name} göstergesini kaldır",
    moveUp: "{name} göstergesini yukarı taşı",
    moveDown: "{name} göstergesini aşağı taşı",
  },
  families: {
    sales: "Satışlar",
    profit: "Kâr",
    customers: "Müşteriler",
    cohorts: "Yaşam boyu değer",
    conversion: "Platformlar",
    lifecycle: "Yaşam döngüsü",
    subscriptions: "Abonelikler",
  },
  preview: {
    title: "Gönderilecek olan",
    text: "Mağazanızın şu anki sayılarıyla e-postanın kendisi. Hiçbir şey gönderilmez.",
    language: "Önizleme dili",
    form: "Gösterim",
    forms: { wide: "E-posta", phone: "Telefon", text: "Düz metin" },
    busy: "Önizleme hazırlanıyor …",
    stale: "Yeniden hazırlanıyor …",
    faulty: "Bir alan hatalıyken önizleme yapılamaz.",
    failed: "Önizleme hazırlanamadı.",
    again: "Yeniden dene",
    subject: "Konu",
  },
  copy: "Çoğalt",
  copyTitle: "{title} (kopya)",
  copyBanner: "Bu bir kopyadır. Kaydedene kadar buradan hiçbir şey gönderilmez.",
  saveCopy: "Kaydet ve başlat",
  archive: "Arşivle",
  runTitle: "Bu rapor şimdi gönderilsin mi?",
  runText: "Takvimi ve koşulları ne derse desin tüm alıcılarına hemen gider.",
  runDirty: "Önce değişikliklerinizi kaydedin.",
  archiveTitle: "Bu rapor arşivlensin mi?",
  archiveText: "Artık gönderilmeyecek. Gönderilen her şeyle birlikte arşivde kalır ve geri getirilebilir.",
  archived: "Arşivlenmiş raporlar",
  archivedEmpty: "Arşivlenmiş rapor yok.",
  archivedOn: "Arşivlenme",
  archivedBanner: "Bu rapor arşivde. Buradan hiçbir şey gönderilmez.",
  restore: "Geri getir",
  restored: "Geri getirildi. Siz sürdürene kadar duraklatılmış kalır.",
  deleteText: "Rapor kalıcı olarak silinir. Gönderilmiş olanlar gönderim listesinde kalır.",
  outcome: "Son rapor",
  outcomes: {
    none: "Henüz yok",
    nobody: "Hazırlandı, onaylamış alıcı yok",
    sent: "{count} alıcıdan {reached} kişiye gönderildi",
  },
  cohorts: {
    each: "Müşteri başına {metric}",
    share: {
      week: "{metric}, ilk siparişten sonraki haftalara göre.",
      month: "{metric}, ilk siparişten sonraki aylara göre.",
      quarter: "{metric}, ilk siparişten sonraki çeyreklere göre.",
    },
    alone: {
      week: "{metric}, müşteri başına, her hafta tek başına.",
      month: "{metric}, müşteri başına, her ay tek başına.",
      quarter: "{metric}, müşteri başına, her çeyrek tek başına.",
    },
    told: {
      week: "İlk kez {cohort} haftasında alışveriş yapan müşteriler, {metric}: {value} ({age}).",
      month: "İlk kez {cohort} döneminde alışveriş yapan müşteriler, {metric}: {value} ({age}).",
      quarter: "İlk kez {cohort} döneminde alışveriş yapan müşteriler, {metric}: {value} ({age}).",
    },
    toldBeside: {
      week: "İlk kez {cohort} haftasında alışveriş yapan müşteriler, {metric}: {value} ({age}); {earlier} haftasınınkiler aynı yaşta: {earlierValue}.",
      month:
        "İlk kez {cohort} döneminde alışveriş yapan müşteriler, {metric}: {value} ({age}); {earlier} dönemininkiler aynı yaşta: {earlierValue}.",
      quarter:
        "İlk kez {cohort} döneminde alışveriş yapan müşteriler, {metric}: {value} ({age}); {earlier} dönemininkiler aynı yaşta: {earlierValue}.",
    },
  },
} satisfies SameKeys<typeof en>;
