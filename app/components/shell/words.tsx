import { createContext, type ReactNode, useContext, useMemo } from "react";
import type { Unit } from "~/analytics/metrics/metric";
import type { Day, Month, Period } from "~/analytics/period";
import {
  formatChange,
  formatCount,
  formatDay,
  formatInstant,
  formatMoney,
  formatMoneyShort,
  formatMonth,
  formatMonthShort,
  formatPeriod,
  formatRatio,
  formatValue,
  type Quantity,
} from "~/i18n/format";
import type { Language } from "~/i18n/languages";
import { type Translate, translator } from "~/i18n/translate";

/** What a page needs to say anything: the language's words, and money, days and shares written as this shop's reader expects them. */
export interface Words {
  readonly language: Language;
  readonly currency: string;
  readonly timeZone: string;
  readonly t: Translate;
  readonly money: (amount: number | null) => string;
  readonly moneyShort: (amount: number) => string;
  readonly ratio: (ratio: number | null) => string;
  readonly count: (count: number | null) => string;
  readonly value: (value: number | null, unit: Unit) => string;
  readonly change: (figure: Quantity) => string;
  readonly day: (of: Day) => string;
  readonly month: (of: Month) => string;
  readonly monthShort: (of: Month) => string;
  readonly period: (of: Period) => string;
  readonly instant: (iso: string) => string;
}

const WordsContext = createContext<Words | null>(null);

export interface WordsProviderProps {
  readonly language: Language;
  readonly currency: string;
  readonly timeZone: string;
  readonly children: ReactNode;
}

export function WordsProvider({ language, currency, timeZone, children }: WordsProviderProps) {
  const words = useMemo(() => wordsOf(language, currency, timeZone), [language, currency, timeZone]);
  return <WordsContext.Provider value={words}>{children}</WordsContext.Provider>;
}

/** The words of the page's language. Throws outside of a WordsProvider. */
export function useWords(): Words {
  const words = useContext(WordsContext);
  if (!words) throw new Error("useWords: expected a WordsProvider above this component");
  return words;
}

function wordsOf(language: Language, currency: string, timeZone: string): Words {
  return {
    language,
    currency,
    timeZone,
    t: translator(language),
    money: (amount) => formatMoney(amount, currency, language),
    moneyShort: (amount) => formatMoneyShort(amount, currency, language),
    ratio: (ratio) => formatRatio(ratio, language),
    count: (count) => formatCount(count, language),
    value: (value, unit) => formatValue(value, unit, currency, language),
    change: (figure) => formatChange(figure, currency, language),
    day: (of) => formatDay(of, language),
    month: (of) => formatMonth(of, language),
    monthShort: (of) => formatMonthShort(of, language),
    period: (of) => formatPeriod(of, language),
    instant: (iso) => formatInstant(iso, timeZone, language),
  };
}
