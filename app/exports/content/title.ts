import type { Language } from "~/i18n/languages";
import { translator } from "~/i18n/translate";
import type { Report } from "~/reports/report";
import { shortened, withoutControls } from "../text";

const LONGEST_TITLE = 200;
const LONGEST_NAME = 80;

/** The title the merchant gave the report, as one line; without one (it is then the shop's name) what the report is about. */
export function titleOf({ title, shop }: Pick<Report, "title" | "shop">, language: Language): string {
  const given = withoutControls(title).replace(/\s+/g, " ").trim();
  const isOwn = given !== "" && title !== shop.name;
  return isOwn ? shortened(given, LONGEST_TITLE) : translator(language)("reports.defaultTitle");
}

/** The shop's name on one line, cut where it is longer than any name. */
export const shopNameOf = ({ shop }: Pick<Report, "shop">): string =>
  shortened(withoutControls(shop.name).replace(/\s+/g, " ").trim(), LONGEST_NAME) || shop.domain;
