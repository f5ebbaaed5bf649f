import { FILTER_DIMENSIONS } from "~/analytics/filter";
import type { Language } from "~/i18n/languages";
import { translator } from "~/i18n/translate";
import type { AddressFault } from "./addressFaults";

const LONGEST = 60;

/** One sentence that names the parameter, its value and what it was expected to be. */
export function addressFaultText({ name, value, rule, choices = [] }: AddressFault, language: Language): string {
  const t = translator(language);
  const dimension = FILTER_DIMENSIONS.find((known) => known === name);
  const shown = value.replaceAll("\0", "␀");
  const part = `${name}=${shown.length > LONGEST ? `${shown.slice(0, LONGEST - 1)}…` : shown}`;
  if (dimension && rule === "dimension")
    return t("filters.address.dimension", { part, name: t(`filters.dimensions.${dimension}`) });
  switch (rule) {
    case "choice":
      return t("filters.address.choice", { part, choices: choices.join(", ") });
    case "missing":
      return t("filters.address.missing", { name });
    case "dimension":
      return t("filters.address.dimension", { part, name });
    default:
      return t(`filters.address.${rule}`, { part });
  }
}
