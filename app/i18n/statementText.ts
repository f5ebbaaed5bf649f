import type { PartsBy, StatementPart } from "~/reports/statement";
import type { Language } from "./languages";
import type { Translate } from "./translate";

/** What a part of a row of the profit statement is called. */
export function partName(
  part: Pick<StatementPart, "kind" | "name" | "count">,
  by: PartsBy,
  language: Language,
  t: Translate,
): string {
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
