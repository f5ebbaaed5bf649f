import type { Frequency, Rhythm } from "~/analytics/slots";
import { monthNames } from "~/components/form/monthNames";
import { weekdayNames } from "~/components/form/weekdays";
import { useWords, type Words } from "~/components/shell/words";

export const QUARTER_MONTHS = ["first", "second", "third"] as const;
/** The 31st is the last day of every month. */
export const LAST_DAY = 31;

/** "Every Monday at 08:00", with its zone where that is not the shop's. */
export function RhythmWords({ rhythm: { frequency, localTime, timeZone } }: { readonly rhythm: Rhythm }) {
  const words = useWords();
  const rhythm = rhythmText(frequency, localTime, words);
  if (timeZone === words.timeZone) return rhythm;
  return words.t("timing.rhythm.inZone", { rhythm, zone: timeZone.replaceAll("_", " ") });
}

function rhythmText(frequency: Frequency, time: string, { t, language }: Words): string {
  switch (frequency.every) {
    case "day":
      return t("timing.rhythm.day", { time });
    case "week":
      return t("timing.rhythm.week", { weekday: weekdayNames(language)[frequency.weekday - 1] ?? "", time });
    case "month":
      return frequency.monthDay === LAST_DAY
        ? t("timing.rhythm.monthEnd", { time })
        : t("timing.rhythm.month", { day: frequency.monthDay, time });
    case "quarter": {
      const month = t(`timing.rhythm.${QUARTER_MONTHS[frequency.month - 1] ?? "first"}`);
      return frequency.monthDay === LAST_DAY
        ? t("timing.rhythm.quarterEnd", { month, time })
        : t("timing.rhythm.quarter", { month, day: frequency.monthDay, time });
    }
    case "year": {
      const month = monthNames(language)[frequency.month - 1] ?? "";
      return frequency.monthDay === LAST_DAY
        ? t("timing.rhythm.yearEnd", { month, time })
        : t("timing.rhythm.year", { month, day: frequency.monthDay, time });
    }
  }
}
