import type { SameKeys } from "../catalogue";
import type { metrics as en } from "../en/metrics";
import { subscriptionMetrics } from "./subscriptionMetrics";

export const metrics = {
  grossSales: {
    label: "総売上高",
    explanation: "販売した商品の価格に数量を掛けた金額です。割引、返品、税金、送料を差し引く前の値です。",
  },
  discounts: {
    label: "割引額",
    explanation: "販売した商品の価格から値引きした税抜きの金額です。",
  },
  salesReversals: {
    label: "売上取消額",
    explanation: "返品、注文の編集、キャンセルによって取り消された商品の金額です（割引後、税抜き）。",
  },
  netSales: {
    label: "純売上高",
    explanation: "総売上高から割引額と売上取消額を差し引いた金額です。",
  },
  shipping: {
    label: "受取送料",
    explanation: "お客様が支払った送料から返金分を差し引いた税抜きの金額です。",
  },
  duties: {
    label: "関税",
    explanation: "お客様がチェックアウトで支払った輸入関税から返金分を差し引いた金額です。",
  },
  fees: {
    label: "追加手数料",
    explanation: "お客様の負担として注文に加算された手数料の税抜き金額です。",
  },
  tax: {
    label: "税金",
    explanation: "販売にかかった税額から、取り消された売上の税額を差し引いた金額です。",
  },
  totalSales: {
    label: "合計売上高",
    explanation: "純売上高に受取送料、関税、追加手数料、税金を加えた金額です。チップとギフトカードは別に表示します。",
  },
  tips: {
    label: "チップ",
    explanation: "お客様が上乗せしたチップの金額です。合計売上高には含まれません。",
  },
  giftCardSales: {
    label: "ギフトカード販売額",
    explanation: "販売したギフトカードの金額です。ショップにとっては負債であるため、売上には含まれません。",
  },
  orders: {
    label: "注文数",
    explanation: "期間中に商品などが購入された注文の件数です。同じ注文は一度だけ数えます。",
  },
  averageOrderValue: {
    label: "平均注文額",
    explanation: "総売上高から割引額を差し引き、注文数で割った金額です。後から返品があっても変わりません。",
  },
  units: {
    label: "販売数量",
    explanation: "販売した全商品の個数です。",
  },
  returnedUnits: {
    label: "返品数量",
    explanation: "返品された全商品の個数です。",
  },
  returnRate: {
    label: "返品率",
    explanation: "同じ期間の販売数量に対する返品数量の割合です。",
  },
  customers: {
    label: "顧客数",
    explanation: "期間中に注文した顧客の人数です。顧客情報のない注文は含みません。",
  },
  newCustomers: {
    label: "新規顧客数",
    explanation: "このショップでの最初の注文が期間中にあった顧客の人数です。",
  },
  returningCustomers: {
    label: "リピート顧客数",
    explanation: "期間中に注文し、それ以前にも注文したことがある顧客の人数です。",
  },
  highValueCustomers: {
    label: "優良顧客数",
    explanation: "定価で購入し、繰り返し購入し、1回の注文額が中央値を上回る顧客の人数です。",
  },
  medianOrderValue: {
    label: "注文額の中央値",
    explanation: "全注文を割引後の金額順に並べたとき、ちょうど真ん中にあたる金額です。",
  },
  fullPriceShare: {
    label: "定価購入の割合",
    explanation: "顧客の購入額のうち、割引もセール価格もなしに購入された分の割合です。",
  },
  daysSinceLastOrder: {
    label: "最終注文からの日数",
    explanation: "顧客の最後の注文からレポートの基準日までの日数です。",
  },
  orderGap: {
    label: "注文間隔",
    explanation: "顧客が注文してから次に注文するまでの日数の中央値です。",
  },
  lapsePoint: {
    label: "離反とみなす日数",
    explanation: "再び注文する顧客の9割が戻ってくるまでの日数です。これを過ぎた顧客は離れた可能性が高いといえます。",
  },
  netRevenue: {
    label: "純収益",
    explanation: "純売上高に、お客様が支払った送料を加えた金額です。",
  },
  sessions: {
    label: "セッション数",
    explanation: "ロボットを除く、オンラインストアへの訪問の回数です。",
  },
  platformOrders: {
    label: "割り当て注文数",
    explanation: "直前の訪問の流入元に割り当てた注文の件数です。1件の注文は必ず1つの流入元に含まれます。",
  },
  conversionRate: {
    label: "コンバージョン率",
    explanation: "セッション数がわかっている日について、割り当てた注文数をセッション数で割った割合です。",
  },
  roas: {
    label: "広告費用対効果（ROAS）",
    explanation: "流入元の純売上高を、その流入元に使った広告費で割った値です。",
  },
  cogs: {
    label: "売上原価",
    explanation: "販売した商品の仕入れまたは製造にかかった費用から、在庫に戻した分を差し引いた金額です。",
  },
  grossProfit: {
    label: "売上総利益",
    explanation: "純収益から売上原価を差し引いた金額です。",
  },
  grossMargin: {
    label: "売上総利益率",
    explanation: "純収益に対する売上総利益の割合です。",
  },
  shippingCost: {
    label: "発送費用",
    explanation: "注文の発送にショップが負担した費用です。",
  },
  handlingCost: {
    label: "出荷作業費",
    explanation: "注文のピッキングと出荷作業にショップが負担した費用です。",
  },
  dutiesCost: {
    label: "関税負担額",
    explanation: "発送した注文についてショップが負担した関税です。",
  },
  packagingCost: {
    label: "梱包資材費",
    explanation: "注文の梱包資材にショップが負担した費用です。",
  },
  paymentFees: {
    label: "決済手数料",
    explanation: "お客様の支払いから決済事業者が差し引く手数料です。",
  },
  contributionProfit: {
    label: "貢献利益",
    explanation:
      "売上総利益から発送費用、出荷作業費、関税、梱包資材費、決済手数料を差し引いた、注文によって残る利益です。",
  },
  contributionMargin: {
    label: "貢献利益率",
    explanation: "純収益に対する貢献利益の割合です。",
  },
  marketingSpend: {
    label: "広告費",
    explanation: "期間中に全プラットフォームの広告に使った金額です。",
  },
  profitAfterMarketing: {
    label: "広告費控除後利益",
    explanation: "貢献利益から広告費を差し引いた金額です。",
  },
  profitAfterMarketingMargin: {
    label: "広告費控除後利益率",
    explanation: "広告費控除後利益が純収益に占める割合です。",
  },
  operatingExpenses: {
    label: "営業経費",
    explanation: "家賃や給与などショップの運営にかかる費用を、対象となる日数に割り振った金額です。",
  },
  netProfit: {
    label: "純利益",
    explanation: "広告費控除後利益から営業経費を差し引いた金額です。",
  },
  netMargin: {
    label: "純利益率",
    explanation: "純利益が純収益に占める割合です。",
  },
  costCoverage: {
    label: "原価把握率",
    explanation: "純売上高のうち、商品の原価がわかっている分の割合です。残りの分の利益は仮定に基づきます。",
  },
  acquisitionCost: {
    label: "顧客獲得単価",
    explanation: "広告費を新規顧客数で割った金額です。",
  },
  retention: {
    label: "コホート維持率",
    explanation: "同じ月に初めて注文した顧客のうち、その後の各月に注文した顧客の割合です。",
  },
  repeatRate: {
    label: "リピート率",
    explanation: "同じ月に初めて注文した顧客のうち、その時点までに2回目の注文をした顧客の割合です。",
  },
  lifetimeNetSales: {
    label: "累計純売上高（顧客あたり）",
    explanation:
      "同じ月に初めて注文した顧客全員について、初回注文からその時点までの純売上高を1人あたりで表した金額です。",
  },
  lifetimeGrossProfit: {
    label: "累計売上総利益（顧客あたり）",
    explanation:
      "同じ月に初めて注文した顧客全員について、初回注文からその時点までの売上総利益を1人あたりで表した金額です。",
  },
  lifetimeValue: {
    label: "顧客生涯価値",
    explanation:
      "同じ月に初めて注文した顧客全員について、初回注文からその時点までの貢献利益を1人あたりで表した金額です（CLTV）。",
  },
  lifetimeProfitAfterMarketing: {
    label: "累計広告費控除後利益（顧客あたり）",
    explanation: "顧客生涯価値から、その顧客を獲得した期間の広告費を差し引いた、1人あたりの金額です。",
  },
  lifetimeOrders: {
    label: "顧客あたりの注文数",
    explanation: "初回注文からその時点までの注文数を、コホートの全顧客数で割った値です。",
  },
  lifetimeUnits: {
    label: "顧客あたりの販売数量",
    explanation: "初回注文からその時点までに購入された数量を、コホートの全顧客数で割った値です。",
  },
  lifetimeValueAtAge: {
    label: "日数別の顧客生涯価値",
    explanation:
      "初回注文からその日数が経過した顧客について、その日数内に生じた1人あたりの貢献利益で、日数に満たない顧客は含みません。",
  },
  repeatRateAtAge: {
    label: "日数別のリピート率",
    explanation: "初回注文からその日数が経過した顧客のうち、その日数内に2回目の注文をした顧客の割合です。",
  },
  timeToSecondOrder: {
    label: "2回目の注文までの日数",
    explanation: "初回注文から2回目の注文までの日数の中央値です。",
  },
  payback: {
    label: "回収期間",
    explanation: "コホートの貢献利益が獲得にかかった広告費に達するまでの期間で、0は初回注文の期間を表します。",
  },
  valueToCost: {
    label: "LTV・CAC比",
    explanation: "示された期間までの顧客生涯価値が、顧客1人の獲得費用の何倍にあたるかを表します。",
  },
  activeCustomers: {
    label: "アクティブな顧客",
    explanation: "最後の注文からの日数が離反とみなす日数の5分の4を超えていない顧客の数です。",
  },
  atRiskCustomers: {
    label: "離反しそうな顧客",
    explanation: "離反とみなす日数の最後の5分の1にあり、近く注文がなければ離反とみなされる顧客の数です。",
  },
  lostCustomers: {
    label: "離反した顧客",
    explanation: "離反とみなす日数を過ぎても注文のない顧客の数です。",
  },
  customerRetentionRate: {
    label: "顧客維持率",
    explanation: "月初にアクティブだった顧客のうち、月末にもアクティブな顧客の割合です。",
  },
  customerChurnRate: {
    label: "顧客離反率",
    explanation: "月初にアクティブだった顧客のうち、月末までに失われた顧客の割合です。",
  },
  contactsWhoBought: {
    label: "購入した連絡先の割合",
    explanation: "登録されている顧客のうち、1回以上注文した顧客の割合です。",
  },
  loyalProfitShare: {
    label: "ロイヤル顧客による利益の割合",
    explanation: "全顧客の貢献利益のうち、ロイヤル顧客によるものの割合です。",
  },
  winBackRate: {
    label: "呼び戻し率",
    explanation: "月初に離反していた顧客のうち、その月に再び注文した顧客の割合です。",
  },
  rfmAgreement: {
    label: "Shopifyのグループとの一致率",
    explanation: "ここでのRFMグループがShopifyと同じ顧客の割合です。",
  },
  ...subscriptionMetrics,
} satisfies SameKeys<typeof en>;
