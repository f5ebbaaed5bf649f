import type { SameKeys } from "../catalogue";
import type { mails as en } from "../en/mails";

export const mails = {
  testPrefix: "［テスト］",
  subject: "{shop}：{title}（{period}）",
  open: "アプリでレポートを開く",
  received: "このメールは、{shop}がこのレポートをあなたのアドレス宛てに送るよう設定しているため届いています。",
  unsubscribe: "配信を停止する",
  settings: "配信設定を変更する",
  attached: {
    both: "レポート全体をスプレッドシートとPDFで添付しています。",
    xlsx: "レポート全体をスプレッドシートで添付しています。",
    pdf: "レポート全体をPDFで添付しています。",
  },
  late: "このレポートは{due}に届く予定でしたが、遅れて送信されました。",
  unsubscribePage: {
    title: "メールでのレポート",
    question: "{address} への{shop}のレポートの配信を停止しますか？",
    confirm: "配信を停止する",
    done: "{address} に{shop}のレポートは今後届きません。",
    undo: "配信を再開する",
    unknown: "このリンクは無効か、レポートがすでに存在しません。このリンクに基づく配信はありません。",
  },
} satisfies SameKeys<typeof en>;
