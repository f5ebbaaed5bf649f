import type { KeysOf, PlaceholdersOf, Plural, TextAt } from "./catalogue";
import { CATALOGUES, type English } from "./catalogues";
import { type Language, NUMBER_LOCALES } from "./languages";

/** "namespace.path" of a text. */
export type Key = KeysOf<English>;

type Placeholders<K extends Key> = PlaceholdersOf<TextAt<English, K>>;
type Params<K extends Key> = [Placeholders<K>] extends [never]
  ? []
  : [params: Readonly<Record<Placeholders<K>, string | number>>];

/** Words of one language. Numbers among the parameters are written as whole counts of that language; money and percent come formatted. */
export type Translate = <K extends Key>(key: K, ...params: Params<K>) => string;

/** The words of a language: `t("reports.sections.sales")`, `t("common.days", { count: 3 })`. Throws on a key without a text. */
export function translator(language: Language): Translate {
  const plural = new Intl.PluralRules(language);
  const count = new Intl.NumberFormat(NUMBER_LOCALES[language], { maximumFractionDigits: 0 });
  return (key, ...[params]) => {
    const values: Readonly<Record<string, string | number>> = params ?? {};
    const found = textAt(language, key);
    const text = typeof found === "string" ? found : form(found, plural.select(Number(values.count)));
    return text.replace(/\{(\w+)\}/g, (_, name: string) => {
      const value = values[name];
      if (value === undefined) throw new RangeError(`text "${key}": expected a value for {${name}}`);
      return typeof value === "number" ? count.format(value) : value;
    });
  };
}

const form = (text: Plural, category: Intl.LDMLPluralRule): string =>
  category === "one" && text.one !== undefined ? text.one : text.other;

function textAt(language: Language, key: string): string | Plural {
  let at: unknown = CATALOGUES[language];
  for (const step of key.split(".")) at = isBranch(at) ? at[step] : undefined;
  if (typeof at === "string" || isPlural(at)) return at;
  throw new RangeError(`text "${key}": expected a key of the ${language} catalogue`);
}

const isBranch = (at: unknown): at is Readonly<Record<string, unknown>> => typeof at === "object" && at !== null;
const isPlural = (at: unknown): at is Plural => isBranch(at) && typeof at.other === "string";
