import { partText } from "~/i18n/filterText";
import type { Language } from "~/i18n/languages";
import type { Translate } from "~/i18n/translate";
import type {
  PartsBy,
  StatementAxis,
  StatementColumn,
  StatementLine,
  StatementPart,
  StatementRow,
} from "~/reports/statement";

/** What a column is called: a month, a week … or a sales channel. */
export function columnText(column: StatementColumn, axis: StatementAxis, language: Language, t: Translate): string {
  if (column.kind === "channel" || axis === "channel")
    return column.kind === "channel" && column.channel !== "" ? column.channel : t("statement.noChannel");
  return partText(column, axis, language);
}

/** What is taken away is written with a minus, and its share too, so that a column can be added up as it stands. */
export const signed = (amount: number | null, kind: StatementLine["kind"]): number | null =>
  amount === null || kind !== "takes" || amount === 0 ? amount : -amount;

/** What a row without parts says: that nothing happened, or that what it sums is not known. */
export const noPartsText = ({ total }: Pick<StatementRow, "total">) =>
  total.value === null || (total.uncosted?.sales ?? 0) > 0 ? "statement.partsUnknown" : "statement.noParts";

/** What a part of a row is called. */
export function partName(part: StatementPart, by: PartsBy, language: Language, t: Translate): string {
  if (part.kind === "others") return t("statement.others", { count: part.count });
  if (part.kind === "untied") return t("statement.untied");
  const { name } = part;
  switch (by) {
    case "costSource":
      return isCostSource(name) ? t(`statement.costSources.${name}`) : name || t("statement.unnamed");
    case "reversalCause":
      return isCause(name) ? t(`statement.reversalCauses.${name}`) : name;
    case "shippingKind":
      return name === "charged" || name === "returned" ? t(`statement.shippingKinds.${name}`) : name;
    case "feeSource":
      return name === "actual" || name === "rule" ? t(`statement.feeSources.${name}`) : t("common.unknown");
    case "country":
      return countryName(name, language) ?? t("statement.unnamed");
    default:
      return name || t("statement.unnamed");
  }
}

const COST_SOURCES = [
  "variant",
  "product",
  "shopify",
  "shopify-first-seen",
  "collection-rule",
  "type-rule",
  "vendor-rule",
  "default-percent",
] as const;
const isCostSource = (name: string): name is (typeof COST_SOURCES)[number] => COST_SOURCES.some((one) => one === name);

const CAUSES = ["return", "edit", "adjustment"] as const;
const isCause = (name: string): name is (typeof CAUSES)[number] => CAUSES.some((one) => one === name);

function countryName(code: string, language: Language): string | null {
  if (code === "") return null;
  if (!/^[A-Z]{2}$/.test(code)) return code;
  return new Intl.DisplayNames([language], { type: "region" }).of(code) ?? code;
}
