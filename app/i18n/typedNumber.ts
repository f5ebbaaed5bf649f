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

/**
 * A number as somebody writes it in their language, as a plain decimal ("1,234.50" → "1234.50"); null for what is none. The other
 * sign is read as a decimal one where it can be nothing else ("4,5" in English).
 */
export function typedDecimal(text: string, language: Language): string | null {
  const { group, decimal } = separators(language);
  const bare = text
    .normalize("NFKC")
    .replace(/[\s'’]/g, "")
    .replace(/^[−–]/, "-");
  const [, sign = "", digits = ""] = /^([+-]?)(.*)$/.exec(bare) ?? [];
  const plain = grouped(digits, group, decimal) ?? otherDecimal(digits, group, decimal);
  return plain === null ? null : `${sign === "-" ? "-" : ""}${plain}`;
}

function grouped(digits: string, group: string, decimal: string): string | null {
  const [whole = "", ...rest] = digits.split(decimal);
  if (rest.length > 1 || rest.some((part) => !/^\d+$/.test(part))) return null;
  const groups = whole.split(group);
  const isWhole =
    groups.length === 1
      ? /^\d+$/.test(whole)
      : groups.every((part, index) => (index === 0 ? /^\d{1,3}$/ : /^\d{3}$/).test(part));
  return isWhole ? [groups.join(""), ...rest].join(".") : null;
}

/** One sign of the other kind that does not stand before three digits: no thousands end there. */
function otherDecimal(digits: string, group: string, decimal: string): string | null {
  if (digits.includes(decimal)) return null;
  const [whole = "", part = "", ...more] = digits.split(group);
  return more.length === 0 && /^\d+$/.test(whole) && /^(\d{1,2}|\d{4,})$/.test(part) ? `${whole}.${part}` : null;
}

/** A plain decimal as the language writes it into a field, without thousands: "1234.50" → "1234,50" in Turkish. */
export const decimalText = (plain: string, language: Language): string =>
  plain.replace(".", separators(language).decimal);
