import { formatCount, formatRatio } from "~/i18n/format";
import type { Language } from "~/i18n/languages";
import { translator } from "~/i18n/translate";
import type { Note, Report } from "~/reports/report";

/** A caveat in the reader's language. */
export const noteText = (note: Note, language: Language): string =>
  translator(language)(`reports.notes.${note.code}`, {
    share: formatRatio(note.share, language),
    count: note.count ?? formatCount(null, language),
  });

/** Whether a report shows figures that were invented for demonstration, which has to be said wherever it shows. */
export const isMadeUp = (report: Pick<Report, "notes">): boolean =>
  report.notes.some((note) => note.code === "made_up_data");
