import en from "@shopify/polaris/locales/en.json";
import ja from "@shopify/polaris/locales/ja.json";
import tr from "@shopify/polaris/locales/tr.json";
import zhCN from "@shopify/polaris/locales/zh-CN.json";
import type { Language } from "~/i18n/languages";

const WORDS = { en, ja, tr, "zh-CN": zhCN } as const satisfies Record<Language, object>;

/** Polaris's own words ("Next", "Close") in a language. */
export const polarisWords = (language: Language) => WORDS[language];
