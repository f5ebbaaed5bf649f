/** The languages of pages, mails and files. */
export const LANGUAGES = ["en", "ja", "tr", "zh-CN"] as const;
export type Language = (typeof LANGUAGES)[number];

/** Locales by which Intl writes numbers. */
export const NUMBER_LOCALES: Readonly<Record<Language, string>> = {
  en: "en-US",
  ja: "ja-JP",
  tr: "tr-TR",
  "zh-CN": "zh-CN",
};

/** Each language's own name, for a menu. */
export const LANGUAGE_NAMES: Readonly<Record<Language, string>> = {
  en: "English",
  ja: "日本語",
  tr: "Türkçe",
  "zh-CN": "简体中文",
};

/** The language for a locale as browsers and Shopify write it ("ja-JP", "zh_TW", "en"); English for any other. */
export function languageFor(locale: string | null | undefined): Language {
  const primary = (locale ?? "").toLowerCase().split(/[-_]/)[0];
  if (primary === "zh") return "zh-CN";
  return LANGUAGES.find((language) => language === primary) ?? "en";
}

export const isLanguage = (text: string): text is Language => LANGUAGES.some((language) => language === text);
