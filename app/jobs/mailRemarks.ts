import type { MissingPart } from "~/analytics/timing";
import { formatInstant, formatSentences } from "~/i18n/format";
import type { Language } from "~/i18n/languages";
import { translator } from "~/i18n/translate";

/** Something that a reader has to know of how the mail came to be. */
export type MailRemark =
  | { readonly kind: "late"; readonly due: Date }
  | { readonly kind: "incomplete"; readonly missing: readonly MissingPart[] }
  | { readonly kind: "unasked" };

/** The remarks as one line above the report, instants on the reader's clock; null without any. */
export function remarkLine(remarks: readonly MailRemark[], timeZone: string, language: Language): string | null {
  if (remarks.length === 0) return null;
  return formatSentences(
    remarks.map((remark) => remarkText(remark, timeZone, language)),
    language,
  );
}

function remarkText(remark: MailRemark, timeZone: string, language: Language): string {
  const t = translator(language);
  switch (remark.kind) {
    case "late":
      return t("mails.late", { due: formatInstant(remark.due.toISOString(), timeZone, language) });
    case "incomplete":
      return t("timing.mail.incomplete", {
        parts: remark.missing.map((part) => t(`timing.parts.${part}`)).join(t("timing.and")),
      });
    case "unasked":
      return t("timing.mail.unasked");
  }
}
