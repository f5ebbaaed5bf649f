import type { SharedTraitRow } from "~/reports/sectionRows";
import type { Language } from "./languages";
import { translator } from "./translate";

/** A value of a trait known at the first order, in words: a country's name, a month's, what was bought. */
export function traitValueText({ trait, value, label }: TraitValue, language: Language): string {
  const t = translator(language);
  if (value === "") return t("customers.traits.unknown");
  switch (trait) {
    case "country":
      return /^[A-Z]{2}$/.test(value)
        ? (new Intl.DisplayNames([language], { type: "region" }).of(value) ?? value)
        : value;
    case "month":
      return new Intl.DateTimeFormat(language, { month: "long", timeZone: "UTC" }).format(
        new Date(`2024-${value}-01T00:00:00Z`),
      );
    case "discount":
      return t(value === "yes" ? "customers.traits.discount.yes" : "customers.traits.discount.no");
    case "basketSize":
      return t(`customers.traits.items.${ITEMS.find((of) => of === value) ?? "1"}`);
    case "product":
      return label ?? value;
    default:
      return value;
  }
}

type TraitValue = Pick<SharedTraitRow, "trait" | "value" | "label">;

const ITEMS = ["1", "2", "3-5", "6+"] as const;
