import { type Change, type DriverPart, isWorthTelling } from "~/analytics/drivers";
import { formatMoney, movement } from "./format";
import type { Language } from "./languages";
import { translator } from "./translate";

/** Parts named one by one; what is left of the change is told as the rest. */
const MOST_PARTS = 5;

/** An amount with its sign: "+£9.00". */
export const signedMoney = (amount: number, currency: string, language: Language): string =>
  `${amount > 0 ? "+" : ""}${formatMoney(amount, currency, language)}`;

/** One sentence on how much a figure changed and what drove it; none where nothing moved that is worth telling. */
export function driverSentence(of: Change | null, currency: string, language: Language): string[] {
  const told = toldChange(of, currency, language);
  if (of === null || told === null) return [];
  const t = translator(language);
  const moved = movement({ value: of.after, previous: of.before, unit: "minor" }, language);
  if (moved.kind !== "rose" && moved.kind !== "fell") return [t("drivers.changed", told)];
  return [t(`drivers.${moved.kind}`, { ...told, change: moved.size })];
}

/** The words of such a sentence, for those that say more of when; null where nothing moved that is worth telling. */
export function toldChange(of: Change | null, currency: string, language: Language) {
  if (of === null || !isWorthTelling(of)) return null;
  return {
    name: translator(language)(`metrics.${of.metric}.label`),
    amount: signedMoney(of.after - of.before, currency, language),
    value: formatMoney(of.after, currency, language),
    parts: partsText(of.parts, currency, language),
  };
}

/** The parts of a change, the largest first: "number of orders (+£9.00), units per order (+£1.00) and discounts (-£2.00)". */
export function partsText(parts: readonly DriverPart[], currency: string, language: Language): string {
  const t = translator(language);
  // What is the rest by its nature stays last.
  const [named, others] = [parts.filter(({ driver }) => driver !== OTHERS), parts.filter(isOthers)];
  const largest = named.toSorted((left, right) => Math.abs(right.amount) - Math.abs(left.amount));
  const shown = largest.length + others.length > MOST_PARTS ? largest.slice(0, MOST_PARTS - 1) : largest;
  const rest = [...largest.slice(shown.length), ...others];
  const total = rest.reduce((sum, { amount }) => sum + amount, 0);
  const restName = rest.every(isOthers) ? t(`drivers.names.${OTHERS}`) : t("drivers.rest");
  const words = [
    ...shown.map((part) => ({ name: partText(part, language), amount: part.amount })),
    ...(rest.length > 0 && total !== 0 ? [{ name: restName, amount: total }] : []),
  ].map(({ name, amount }) => t("drivers.part", { name, amount: signedMoney(amount, currency, language) }));
  return new Intl.ListFormat(language, { style: "long", type: "conjunction" }).format(words);
}

const OTHERS = "otherProducts";
const isOthers = ({ driver }: DriverPart): boolean => driver === OTHERS;

/** A driver in words; a product by its title. */
function partText({ driver, name }: DriverPart, language: Language): string {
  const t = translator(language);
  return driver === "product" ? t("drivers.product", { title: titleText(name) }) : t(`drivers.names.${driver}`);
}

const LONGEST_TITLE = 60;
/** UTF-16 units of a character on average: one letter may carry many marks, but not thousands. */
const MOST_UNITS = 12;

/** A title as one line, without what turns the direction of the text after it. */
function titleText(title: string | null): string {
  const line = (title ?? "")
    .replace(/\p{Cc}+/gu, " ")
    .replace(/[\u202a-\u202e\u2066-\u2069]|\p{Surrogate}/gu, "")
    .replace(/\s+/g, " ")
    .trim();
  const head = line.slice(0, MOST_UNITS * LONGEST_TITLE);
  const signs = Array.from(graphemes.segment(head), ({ segment }) => segment);
  if (signs.length <= LONGEST_TITLE && head.length === line.length) return line || "–";
  return `${signs
    .slice(0, Math.min(LONGEST_TITLE, signs.length) - 1)
    .join("")
    .trimEnd()}…`;
}

const graphemes = new Intl.Segmenter("und", { granularity: "grapheme" });
