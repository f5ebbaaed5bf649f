import { CUSTOMER_KINDS, type FilterDimension, NONE, PURCHASE_KINDS } from "~/analytics/filter";
import { type Grain, monthOf, type Period } from "~/analytics/period";
import { hasSwitch, type OrderSwitches } from "~/analytics/switches";
import type { AppliedFilter, ReportHead } from "~/reports/report";
import { formatDay, formatMonthShort } from "./format";
import { type Language, NUMBER_LOCALES } from "./languages";
import { translator } from "./translate";

/** A value of a dimension for readers: countries and kinds by name, none as such, the rest as it is called. */
export function filterValueText(
  dimension: FilterDimension,
  { value, label }: AppliedFilter["values"][number],
  language: Language,
): string {
  const t = translator(language);
  if (value === NONE) return t("filters.none");
  if (dimension === "country" || dimension === "firstOrderCountry") return countryName(value, language);
  if (dimension === "customerKind") {
    const kind = CUSTOMER_KINDS.find((known) => known === value);
    return kind ? t(`filters.customerKinds.${kind}`) : label;
  }
  if (dimension === "purchaseKind") {
    const kind = PURCHASE_KINDS.find((known) => known === value);
    return kind ? t(`filters.purchaseKinds.${kind}`) : label;
  }
  return label;
}

/** A country by its name; the code itself where no name is known. */
export function countryName(code: string, language: Language): string {
  if (!/^[A-Z]{2}$/.test(code)) return code;
  return new Intl.DisplayNames(NUMBER_LOCALES[language], { type: "region", fallback: "code" }).of(code) ?? code;
}

const listed = (texts: readonly string[], type: "conjunction" | "disjunction", language: Language): string =>
  new Intl.ListFormat(language, { type }).format(texts);

/** "Channel is Online Store or None". */
export const filterText = ({ dimension, values }: AppliedFilter, language: Language): string =>
  translator(language)("filters.condition", {
    dimension: translator(language)(`filters.dimensions.${dimension}`),
    values: listed(
      values.map((one) => filterValueText(dimension, one, language)),
      "disjunction",
      language,
    ),
  });

/** The orders that are left out, each switch by itself. */
export function switchTexts(switches: OrderSwitches, language: Language): string[] {
  const t = translator(language);
  return [
    ...(["cancelled", "unpaid", "zeroValue"] as const)
      .filter((name) => switches[name])
      .map((name) => t(`filters.switches.${name}`)),
    ...switches.tags.map((name) => t("filters.switches.tag", { name })),
    ...switches.channels.map((name) => t("filters.switches.channel", { name })),
    ...switches.sources.map((name) => t("filters.switches.source", { name })),
  ];
}

/** What a report says of the orders it is made of: one sentence for its filter, one for its switches; none where all count. */
export function selectionTexts(
  { filter, switches }: Pick<ReportHead, "filter" | "switches">,
  language: Language,
): string[] {
  const t = translator(language);
  const conditions = filter.map((one) => filterText(one, language));
  return [
    ...(conditions.length > 0 ? [t("filters.only", { conditions: listed(conditions, "conjunction", language) })] : []),
    ...(hasSwitch(switches)
      ? [t("filters.leftOut", { orders: listed(switchTexts(switches, language), "conjunction", language) })]
      : []),
  ];
}

/** A part of a period, named by its grain: "3 Jan 2025", "Week of 6 Jan 2025", "Jan 2025", "Q1 2025", "2025". */
export function partText({ start }: Pick<Period, "start">, grain: Grain, language: Language): string {
  const t = translator(language);
  const [year, month] = [start.slice(0, 4), Number(start.slice(5, 7))];
  switch (grain) {
    case "day":
      return formatDay(start, language);
    case "week":
      return t("filters.week", { day: formatDay(start, language) });
    case "month":
      return formatMonthShort(monthOf(start), language);
    case "quarter":
      return t("filters.quarter", { quarter: String(Math.ceil(month / 3)), year });
    case "year":
      return year;
  }
}
