import type { SameKeys } from "../catalogue";
import type { mails as en } from "../en/mails";

export const mails = {
  testPrefix: "［テスト］",
  subject: "{shop}：{title}（{period}）",
  open: "アプリでレポートを開く",
  received: "このメールは、{shop}がこのレポートをあなたのアドレス宛てに送るよう設定しているため届いています。",
  unsubscribe: "配信を停止する",
  settings: "配信設定を変更する",
  attached: "レポート全体をスプレッドシートとPDFで添付しています。",
} satisfies SameKeys<typeof en>;
