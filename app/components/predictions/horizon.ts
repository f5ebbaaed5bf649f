import type { Words } from "~/components/shell/words";

/** "90 days", "12 months": how far ahead a forecast looks. */
export const horizonText = (days: number, { t }: Pick<Words, "t">): string =>
  days < 365
    ? t("predictions.ahead.days", { count: days })
    : t("predictions.ahead.months", { count: (days / 365) * 12 });
