import { getMetric, type MetricName } from "~/analytics/metrics/registry";
import { SHOPIFY, TENURE } from "~/analytics/metrics/sources";
import { formulas as ja } from "./formulas/ja";
import { formulas as tr } from "./formulas/tr";
import { formulas as zhCN } from "./formulas/zhCN";
import type { Language } from "./languages";

/** A metric's formula, with what it is summed over, as readers of a language write it. English stands in the registry itself. */
export type Formulas = Readonly<Record<MetricName, string>>;

const FORMULAS: Readonly<Record<Exclude<Language, "en">, Formulas>> = { ja, tr, "zh-CN": zhCN };

/** How a metric is computed, in one line. */
export const formulaText = (metric: MetricName, language: Language): string =>
  language === "en" ? getMetric(metric).formula : FORMULAS[language][metric];

/** What is summed or counted; null where the formula of the language says it already. */
export const basisText = (metric: MetricName, language: Language): string | null =>
  language === "en" ? getMetric(metric).basis : null;

const SOURCES: Readonly<Record<Language, { readonly shopify: string; readonly tenure: string }>> = {
  en: { shopify: SHOPIFY, tenure: TENURE },
  ja: {
    shopify: "Shopifyの売上レポートの定義。注文の売上記録（Order.agreements）から計算",
    tenure: "Tenure独自の定義",
  },
  tr: {
    shopify: "Shopify satış raporları; siparişlerin satış kayıtlarından (Order.agreements) hesaplanır",
    tenure: "Tenure’ın kendi tanımı",
  },
  "zh-CN": {
    shopify: "Shopify 销售报告的定义，根据订单的销售记录（Order.agreements）计算",
    tenure: "Tenure 自己的定义",
  },
};

/** Where a metric's definition comes from. */
export function sourceText(metric: MetricName, language: Language): string {
  const { source } = getMetric(metric);
  if (source === SHOPIFY) return SOURCES[language].shopify;
  return source === TENURE ? SOURCES[language].tenure : source;
}
