import type { FileFormat } from "~/data/fileFormat";
import type { Language } from "~/i18n/languages";
import { translator } from "~/i18n/translate";

/** Which files hang on the mail, in one sentence; null without any. */
export function attachedText(attached: readonly FileFormat[], language: Language): string | null {
  if (attached.length === 0) return null;
  const t = translator(language);
  const forms = attached.map((format) => t(`mails.attachedForms.${format}`));
  return t("mails.attached", { forms: new Intl.ListFormat(language, { type: "conjunction" }).format(forms) });
}
