import type { SameKeys } from "../catalogue";
import type { mails as en } from "../en/mails";

export const mails = {
  testPrefix: "[Deneme]",
  subject: "{shop}: {title}, {period}",
  open: "Raporu uygulamada aç",
  received: "Bu e-postayı, {shop} bu raporun adresinize gönderilmesini istediği için alıyorsunuz.",
  unsubscribe: "Aboneliği iptal et",
  settings: "Gönderim zamanını değiştir",
  attached: "Raporun tamamı e-tablo ve PDF olarak ektedir.",
} satisfies SameKeys<typeof en>;
