import type { DeliveryState, HistoryKind } from "~/analytics/deliveryState";
import { UNSENT_REASONS } from "~/analytics/mailWorth";
import type { Translate } from "~/i18n/translate";

/** Why a mail stands as it does, in the reader's words; null where its state says it all. `error` is what is kept of it. */
export function mailReason(state: DeliveryState, error: string | null, t: Translate): string | null {
  if (error === null) return null;
  switch (state) {
    case "suppressed":
      return unsentReason(error, t);
    case "failed":
      return t("deliveries.reasons.refused");
    case "pending":
    case "leased":
      return t("deliveries.reasons.again");
    case "unknown":
      return t("deliveries.reasons.unanswered");
    default:
      return null;
  }
}

/** Where the mail service says in its own words what it did with a mail. */
const ANSWERED: readonly HistoryKind[] = [
  "held",
  "refused",
  "delayed",
  "bouncedSoft",
  "bouncedHard",
  "complained",
  "failed",
];

/** What is known of a line of a mail's history beside its kind: a reason in the reader's words, or the mail service's own, marked as such. */
export function historyDetail(kind: HistoryKind, detail: string | null, t: Translate): string | null {
  if (detail === null) return null;
  if (kind === "dropped") return unsentReason(detail, t);
  return ANSWERED.includes(kind) ? t("deliveries.answer", { detail }) : null;
}

function unsentReason(kept: string, t: Translate): string | null {
  const reason = UNSENT_REASONS.find((one) => one === kept);
  return reason ? t(`deliveries.reasons.${reason}`) : null;
}
