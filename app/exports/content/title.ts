import type { Language } from "~/i18n/languages";
import { translator } from "~/i18n/translate";
import type { Report } from "~/reports/report";
import { withoutControls } from "../text";

/** The title the merchant gave the report, as one line; without one (it is then the shop's name) what the report is about. */
export function titleOf({ title, shop }: Pick<Report, "title" | "shop">, language: Language): string {
  const given = withoutControls(title).replace(/\s+/g, " ").trim();
  return given === "" || title === shop.name ? translator(language)("reports.defaultTitle") : given;
}
