import { type Language, NUMBER_LOCALES } from "./languages";

interface Separators {
  readonly group: string;
  readonly decimal: string;
}

/** How a language parts thousands and decimals: "1,234.5" in English, "1.234,5" in Turkish. */
function separators(language: Language): Separators {
  const parts = new Intl.NumberFormat(NUMBER_LOCALES[language]).formatToParts(12345.6);
  const of = (type: string) => parts.find((part) => part.type === type)?.value ?? "";
  return { group: of("group"), decimal: of("decimal") };
}

const NUMBER = /^\d+(\.\d+)?$/;

/**
 * A number as somebody writes it in their language, as a plain decimal ("1,234.50" → "1234.50"); null for what is none. The other
 * sign is read as a decimal one where it can be nothing else ("4,5" in English). A single sign before three digits parts thousands
 * where the language parts them by it, and decimals where the number has `decimals` of three or more; else it may be read two
 * ways and is "ambiguous" ("1.000" in English).
 */
export function typedDecimal(text: string, language: Language, decimals: number): string | "ambiguous" | null {
  const bare = text
    .normalize("NFKC")
    .replace(/[\s'’]/g, "")
    .replace(/^[−–]/, "-");
  const [, sign = "", digits = ""] = /^([+-]?)(.*)$/.exec(bare) ?? [];
  const plain = inLanguage(digits, language, decimals) ?? plainAmount(digits, 2);
  return plain === null || plain === "ambiguous" ? plain : `${sign === "-" ? "-" : ""}${plain}`;
}

/** What only the language decides: a single sign before three digits. Null where it is another number, or does not decide. */
function inLanguage(digits: string, language: Language, decimals: number): string | null {
  const [, whole, mark, rest] = /^([1-9]\d{0,2})([.,])(\d{3})$/.exec(digits) ?? [];
  if (whole === undefined || mark === undefined || rest === undefined) return null;
  const { group, decimal } = separators(language);
  if (mark === group) return whole + rest;
  return mark === decimal && decimals >= 3 ? `${whole}.${rest}` : null;
}

/**
 * "1,000" is a thousand to some and one to others: null for what is no number, "ambiguous" for what has a single mark with three
 * digits behind it. Of a currency without decimals a comma can only part thousands, of one with three a point only decimals.
 */
export function plainAmount(text: string, exponent: number): string | "ambiguous" | null {
  const marks = text.match(/[.,]/g) ?? [];
  const [first] = marks;
  if (first === undefined) return NUMBER.test(text) ? text : null;
  if (marks.length > 1) return groupedAmount(text, first, marks.at(-1) ?? first);
  const [whole = "", decimals = ""] = text.split(first);
  if (!/^\d+$/.test(whole) || !/^\d+$/.test(decimals)) return null;
  if (decimals.length !== 3 || !/^[1-9]\d{0,2}$/.test(whole)) return `${whole}.${decimals}`;
  if (first === "," && exponent === 0) return whole + decimals;
  return first === "." && exponent >= 3 ? `${whole}.${decimals}` : "ambiguous";
}

/** Groups of three digits, and decimals behind the other mark if there is one. */
function groupedAmount(text: string, group: string, last: string): string | null {
  const [whole = "", decimals, ...more] = last === group ? [text] : text.split(last);
  const isWhole = whole.split(group).every((part, index) => (index === 0 ? /^\d{1,3}$/ : /^\d{3}$/).test(part));
  if (!isWhole || more.length > 0 || (decimals !== undefined && !/^\d+$/.test(decimals))) return null;
  const plain = whole.replaceAll(group, "");
  return decimals === undefined ? plain : `${plain}.${decimals}`;
}

/**
 * A plain decimal as the language writes it into a field, without thousands: "1234.50" → "1234,50" in Turkish. Three decimals get
 * a fourth, so that they are read as decimals by everybody.
 */
export const decimalText = (plain: string, language: Language): string =>
  plain.replace(/^-?[1-9]\d{0,2}\.\d{3}$/, (all) => `${all}0`).replace(".", separators(language).decimal);
