import { type CatchUpRule, MOST_CAUGHT_UP, ON_TIME_MS } from "./missedSlots";
import { MOST_CATCH_UP_HOURS } from "./timing";

/** Why a mail is not sent any more though it was made. */
export const UNSENT_REASONS = [
  "uninstalled",
  "unsubscribed",
  "bounced",
  "complained",
  "deleted",
  "archived",
  "paused",
  "removed",
  "unconfirmed",
  "expired",
] as const;
export type UnsentReason = (typeof UNSENT_REASONS)[number];

/** How a mail's reader and what it is of stand when it is about to be sent. */
export interface MailStanding {
  readonly purpose: "report" | "notice" | "confirmation";
  /** Sent again, or a report that somebody asked for. */
  readonly isByHand: boolean;
  /** Its readers were named when it was asked for: it is nobody's as a reader of the schedule. */
  readonly isNamed: boolean;
  readonly isShopActive: boolean;
  readonly suppressed: "unsubscribed" | "bounced" | "complained" | null;
  /** The schedule, or every watch that it tells of, is deleted, archived, paused. */
  readonly isDeleted: boolean;
  readonly isArchived: boolean;
  readonly isPaused: boolean;
  /** Its reader stands on the schedule, or on a watch that it tells of. */
  readonly isReader: boolean;
  readonly isConfirmed: boolean;
  readonly createdAt: Date;
  /** What is made up for of the schedule it is of. */
  readonly rule: CatchUpRule;
  /** Reports of the schedule to the same reader that are newer, and not left out themselves. */
  readonly newer: number;
}

const HOUR_MS = 3_600_000;
/** A notice tells of a day; a day later the next one does. */
const NOTICE_HOURS = 24;
/** As long as the link of a question holds. */
const QUESTION_HOURS = 30 * 24;

/** Why the mail is not wanted by its reader or its shop; null when it is. */
export function unwanted(mail: MailStanding): UnsentReason | null {
  if (!mail.isShopActive) return "uninstalled";
  // Who left may be asked once whether they want to come back; whoever complained is not written to at all.
  if (mail.purpose === "confirmation") return mail.suppressed === "complained" ? mail.suppressed : null;
  if (mail.suppressed) return mail.suppressed;
  if (mail.isNamed) return null;
  if (!mail.isConfirmed) return "unconfirmed";
  if (mail.isDeleted) return "deleted";
  if (mail.isArchived) return "archived";
  if (mail.isPaused && !mail.isByHand) return "paused";
  return mail.isReader ? null : "removed";
}

/** Whether a mail that was never tried was held for so long that it is not sent any more: the rule for missed reports holds for it, too. */
export function isExpired(mail: MailStanding, now: Date): boolean {
  const heldMs = now.getTime() - mail.createdAt.getTime();
  if (heldMs <= ON_TIME_MS) return false;
  if (mail.purpose === "confirmation") return heldMs > QUESTION_HOURS * HOUR_MS;
  if (mail.isByHand) return heldMs > MOST_CATCH_UP_HOURS * HOUR_MS;
  if (mail.purpose === "notice") return heldMs > NOTICE_HOURS * HOUR_MS;
  switch (mail.rule.catchUp) {
    case "all":
      return mail.newer >= MOST_CAUGHT_UP;
    case "latest":
      return mail.newer > 0 || heldMs > mail.rule.catchUpHours * HOUR_MS;
    case "none":
      return true;
  }
}
