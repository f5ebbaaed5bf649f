import type { SameKeys } from "../catalogue";
import type { mails as en } from "../en/mails";

export const mails = {
  testPrefix: "[Deneme]",
  subject: "{shop}: {title}, {period}",
  open: "Raporu uygulamada aç",
  received: "Bu e-postayı, {shop} bu raporun adresinize gönderilmesini istediği için alıyorsunuz.",
  unsubscribe: "Aboneliği iptal et",
  settings: "Gönderim zamanını değiştir",
  attached: {
    both: "Raporun tamamı e-tablo ve PDF olarak ektedir.",
    xlsx: "Raporun tamamı e-tablo olarak ektedir.",
    pdf: "Raporun tamamı PDF olarak ektedir.",
  },
  late: "Bu raporun zamanı {due} idi; gecikmeli gönderildi.",
  unsubscribePage: {
    title: "E-posta ile raporlar",
    question: "{shop} raporlarının {address} adresine gönderilmesi durdurulsun mu?",
    confirm: "Aboneliği iptal et",
    done: "{address} adresine artık {shop} raporu gönderilmeyecek.",
    undo: "Yeniden abone ol",
    unknown: "Bu bağlantı bilinmiyor ya da raporları artık yok. Bu bağlantıyla hiçbir şey gönderilmiyor.",
  },
} satisfies SameKeys<typeof en>;
