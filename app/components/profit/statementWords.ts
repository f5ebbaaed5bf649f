import { partText } from "~/i18n/filterText";
import type { Language } from "~/i18n/languages";
import type { Translate } from "~/i18n/translate";
import type { StatementAxis, StatementColumn, StatementLine, StatementRow } from "~/reports/statement";

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
