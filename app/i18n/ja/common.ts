import type { SameKeys } from "../catalogue";
import type { common as en } from "../en/common";

export const common = {
  days: { other: "{count}日" },
  yes: "はい",
  no: "いいえ",
  unknown: "不明",
  madeUp: "架空の値",
  guest: "ゲスト",
  customerNumber: "#{number}",
  change: {
    unchanged: "変化なし",
    points: "{points}ポイント",
    was: "前回 {previous}",
    noComparison: "比較できる値なし",
  },
  clocks: {
    eventDay: "変更があった日で集計",
    orderDay: "注文日で集計",
  },
  /** Why a line of a CSV file cannot be read. */
  csvFaults: {
    columns: "見出し行に「{field}」列がありません。",
    malformed: "引用符で囲まれた項目が閉じられていません。",
    missing: "「{field}」が空です。",
    decimal_comma:
      "「{field}」の値 {value}：小数点には「.」を使い、桁区切りは付けずに 1234.50 のように入力してください。",
    number: "「{field}」の値 {value}：通貨記号を付けずに 4.50 のような数値を入力してください。",
    negative: "「{field}」の値 {value}：負の値は使えません。",
    large: "「{field}」の値 {value} は大きすぎます。{limit}までにしてください。",
    decimals: "「{field}」の値 {value}：この通貨では小数の桁数が多すぎます。",
    currency: "「{field}」の値 {value}：ショップの通貨でなければなりません。",
    day: "「{field}」の値 {value}：2025-01-31 のような日付を入力してください。",
    kind: "「{field}」の値 {value}：once、daily、weekly、monthly、yearly、percent のいずれかを入力してください。",
    end: "「{field}」の値 {value}：終了日は開始日より前にできません。一回限りの費用には終了日がありません。",
    duplicate: "この行はファイル内で重複しています。",
    contradiction: "ファイル内の別の行と矛盾しています。対象が同じで金額が異なります。",
    future: "「{field}」の値 {value} は未来の日付です。",
    whole: "「{field}」の値 {value}：1200 のように記号のない整数を入力してください。",
    id: "「{field}」の値 {value}：Shopifyの番号をそのまま入力してください。表計算ソフトは長い数字を短縮することがあります。",
    order: "「{field}」の値 {value}：この名前または番号の注文がちょうど1件見つかりません。",
    percent: "「{field}」の値 {value}：0から100までのパーセントで入力してください。",
    span: "「{field}」の値 {value}：この行は複数の日にまたがっています。日別に出力してください。",
    customer: "「{field}」の値 {value} は、このショップで注文した顧客ではありません。",
    status: "「{field}」の値 {value}：active、paused、cancelled、expired のいずれかにしてください。",
  },
} satisfies SameKeys<typeof en>;
