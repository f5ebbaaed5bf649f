import type { SameKeys } from "../catalogue";
import type { mails as en } from "../en/mails";

export const mails = {
  testPrefix: "[Deneme]",
  subject: "{shop}: {title}, {period}",
  open: "Raporu uygulamada aç",
  cut: "İletinin kesilmeden görünmesi için burada {count} satırın yalnızca ilk {shown} satırı var.",
  cutLink: "Tüm satırlar uygulamada",
  seeInApp: "Uygulamada görün",
  received: "Bu e-postayı, {shop} bu raporun adresinize gönderilmesini istediği için alıyorsunuz.",
  unsubscribe: "Aboneliği iptal et",
  settings: "Gönderim zamanını değiştir",
  attached: "Raporun tamamı {forms} olarak ektedir.",
  attachedForms: {
    xlsx: "e-tablo",
    pdf: "PDF",
    csv: "CSV dosyaları",
  },
  late: "Bu raporun zamanı {due} idi; gecikmeli gönderildi.",
  againPrefix: "[Yeniden]",
  again: "Bu e-posta yeniden gönderildi; rakamlar ilkindekilerdir.",
  confirm: {
    heading: "E-posta ile raporlar",
    subject: "{shop}: “{report}” raporunu almak ister misiniz?",
    asked:
      "{shop}, “{report}” raporunu size e-posta ile göndermek istiyor. Raporları almak istiyorsanız lütfen onaylayın.",
    button: "Evet, raporları gönderin",
    nothing: "Hiçbir şey yapmazsanız hiçbir şey gönderilmez.",
    never: "Hayır, teşekkürler",
    question: "{shop} raporlarını e-posta ile almak istiyor musunuz?",
    confirmed: "{shop} raporları bir sonrakinden itibaren size gönderilecek.",
    left: "{shop} raporları size gönderilmeyecek.",
    unknown: "Bu bağlantı bilinmiyor veya artık geçerli değil. Bu nedenle hiçbir şey gönderilmez.",
  },
  unsubscribePage: {
    title: "E-posta ile raporlar",
    question: "{shop} raporlarının {address} adresine gönderilmesi durdurulsun mu?",
    confirm: "Aboneliği iptal et",
    done: "{address} adresine artık {shop} raporu gönderilmeyecek.",
    undo: "Yeniden abone ol",
    unknown: "Bu bağlantı bilinmiyor ya da raporları artık yok. Bu bağlantıyla hiçbir şey gönderilmiyor.",
  },
} satisfies SameKeys<typeof en>;
