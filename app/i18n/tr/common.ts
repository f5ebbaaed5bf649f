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
  /** Why a line of a CSV file cannot be read. */
  csvFaults: {
    columns: "Başlık satırında “{field}” sütunu yok.",
    malformed: "Tırnak içine alınmış bir alan kapatılmamış.",
    missing: "“{field}” boş.",
    decimal_comma:
      "“{field}” değeri {value}: ondalık için nokta kullanın, binlik ayırıcı kullanmayın; örneğin 1234.50.",
    number: "“{field}” değeri {value}: para birimi işareti olmadan 4.50 gibi bir sayı yazın.",
    negative: "“{field}” değeri {value}: eksi olamaz.",
    large: "“{field}” değeri {value} çok büyük: en çok {limit} olabilir.",
    decimals: "“{field}” değeri {value}: bu para birimi için ondalık basamak fazla.",
    currency: "“{field}” değeri {value}: mağazanın para birimi olmalıdır.",
    day: "“{field}” değeri {value}: 2025-01-31 gibi bir gün yazın.",
    kind: "“{field}” değeri {value}: once, daily, weekly, monthly, yearly veya percent yazın.",
    end: "“{field}” değeri {value}: bitiş başlangıçtan önce olamaz; tek seferlik giderin bitişi olmaz.",
    duplicate: "Bu satır dosyada iki kez yer alıyor.",
    contradiction: "Bu satır dosyadaki başka bir satırla çelişiyor: aynı kayıt, farklı tutar.",
    future: "“{field}” değeri {value}: gelecekte bir gün.",
    whole: "“{field}” değeri {value}: 1200 gibi işaretsiz bir tam sayı yazın.",
    id: "“{field}” değeri {value}: Shopify’ın verdiği tam sayıyı yazın. Tablolama programları uzun sayıları kısaltır.",
    order: "“{field}” değeri {value}: bu adla veya numarayla tam olarak bir sipariş yok.",
    percent: "“{field}” değeri {value}: 0 ile 100 arasında bir yüzde yazın.",
    span: "“{field}” değeri {value}: satır birkaç günü kapsıyor. Raporu gün gün dışa aktarın.",
    customer: "“{field}” değeri {value}: bu mağazada sipariş vermiş bir müşteri değil.",
    status: "“{field}” değeri {value}: active, paused, cancelled veya expired olmalı.",
  },
} satisfies SameKeys<typeof en>;
