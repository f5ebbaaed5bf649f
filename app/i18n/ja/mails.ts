import type { SameKeys } from "../catalogue";
import type { mails as en } from "../en/mails";

export const mails = {
  testPrefix: "［テスト］",
  subject: "{shop}：{title}（{period}）",
  open: "アプリでレポートを開く",
  cut: "メールが途中で切れないよう、{count}行のうち最初の{shown}行だけを載せています。",
  cutLink: "すべての行をアプリで見る",
  seeInApp: "アプリで見る",
  received: "このメールは、{shop}がこのレポートをあなたのアドレス宛てに送るよう設定しているため届いています。",
  unsubscribe: "配信を停止する",
  settings: "配信設定を変更する",
  attached: "レポート全体を{forms}で添付しています。",
  attachedForms: {
    xlsx: "スプレッドシート",
    pdf: "PDF",
    csv: "CSVファイル",
  },
  late: "このレポートは{due}に届く予定でしたが、遅れて送信されました。",
  againPrefix: "［再送］",
  again: "このメールは再送です。数値は最初のメールと同じです。",
  confirm: {
    heading: "メールによるレポート",
    subject: "{shop}：レポート「{report}」の受信確認",
    asked: "{shop}がレポート「{report}」をメールでお送りしたいとのことです。受信を希望される場合はご確認ください。",
    button: "レポートを受け取る",
    nothing: "何もしなければ、何も送信されません。",
    never: "受け取らない",
    question: "{shop}のレポートをメールで受け取りますか？",
    confirmed: "次回から{shop}のレポートをお送りします。",
    left: "{shop}のレポートは送信されません。",
    unknown: "このリンクは不明か、有効期限が切れています。何も送信されません。",
  },
  unsubscribePage: {
    title: "メールでのレポート",
    question: "{address} への{shop}のレポートの配信を停止しますか？",
    confirm: "配信を停止する",
    done: "{address} に{shop}のレポートは今後届きません。",
    undo: "配信を再開する",
    unknown: "このリンクは無効か、レポートがすでに存在しません。このリンクに基づく配信はありません。",
  },
} satisfies SameKeys<typeof en>;
