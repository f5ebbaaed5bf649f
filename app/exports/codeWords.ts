import { DRIVERS } from "~/analytics/drivers";
import { METRIC_NAMES } from "~/analytics/metrics/registry";
import { CAUSES } from "~/analytics/reconciliation";
import { RFM_GROUPS } from "~/analytics/rfm";
import type { Language } from "~/i18n/languages";
import { type Translate, translator } from "~/i18n/translate";
import { SECTIONS } from "~/reports/report";
import type { SectionTables } from "~/reports/sectionRows";

/** Words of the codes of a list; a code that is not of it stays as it is. */
const wordsOf =
  <Code extends string>(codes: readonly Code[], word: (code: Code, t: Translate) => string) =>
  (code: string, language: Language): string => {
    const known = codes.find((one) => one === code);
    return known === undefined ? code : word(known, translator(language));
  };

export const metricWords = wordsOf(METRIC_NAMES, (metric, t) => t(`metrics.${metric}.label`));
export const sectionWords = wordsOf(SECTIONS, (section, t) => t(`reports.sections.${section}`));
export const driverWords = wordsOf(DRIVERS, (driver, t) =>
  driver === "product" ? t("reports.columns.title") : t(`drivers.names.${driver}`),
);
export const groupWords = wordsOf(RFM_GROUPS, (group, t) => t(`customers.groups.names.${group}`));
export const causeWords = wordsOf(CAUSES, (cause, t) => t(`reconciliation.causes.${cause}`));

const TRAITS = [
  "country",
  "channel",
  "source",
  "product",
  "discount",
  "landingPage",
  "basketSize",
  "month",
] as const satisfies readonly SectionTables["sharedTraits"][number]["trait"][];
export const traitWords = wordsOf(TRAITS, (trait, t) => t(`customers.traits.names.${trait}`));

const LISTS = [
  "firstPurchase",
  "secondOrder",
  "replenishment",
  "crossSell",
  "loyaltyThanks",
  "atRisk",
  "winBack",
] as const satisfies readonly SectionTables["serviceLists"][number]["list"][];
export const listWords = wordsOf(LISTS, (list, t) => t(`lifecycle.lists.${list}`));

const PARTS_BY = [
  "productType",
  "vendor",
  "costSource",
  "reversalCause",
  "shippingKind",
  "country",
  "gateway",
  "feeSource",
  "platform",
  "expense",
] as const satisfies readonly SectionTables["statementParts"][number]["by"][];
export const partsByWords = wordsOf(PARTS_BY, (by, t) => t(`statement.parts.${by}`));
