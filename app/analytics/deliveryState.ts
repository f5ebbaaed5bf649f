/** Where a mail is: `sent` and what comes after it is told by the mail service, the rest is our own. */
export type DeliveryState =
  | "pending"
  | "leased"
  | "sent"
  | "delayed"
  | "delivered"
  | "bounced"
  | "complained"
  | "failed"
  | "unknown"
  | "suppressed";

/** What the mail service tells of a mail it took. A bounce is hard when the mailbox will never take a mail. */
export const MAIL_EVENT_KINDS = [
  "sent",
  "delivered",
  "delayed",
  "bouncedHard",
  "bouncedSoft",
  "complained",
  "failed",
] as const;
export type MailEventKind = (typeof MAIL_EVENT_KINDS)[number];

/** What became of one of our tries, or what a merchant did with a mail. */
export type OwnEventKind =
  | "taken"
  | "unanswered"
  | "held"
  | "refused"
  | "dropped"
  | "unknown"
  | "found"
  | "sentAgain"
  | "copy";

/** Everything that a mail's history may hold. */
export type HistoryKind = OwnEventKind | MailEventKind;

interface Told {
  readonly kind: MailEventKind;
  /** When it happened at the mail service. */
  readonly at: Date;
}

/** Events of one instant, in the order in which they can follow each other. */
const ORDER: readonly MailEventKind[] = [
  "sent",
  "delayed",
  "bouncedSoft",
  "failed",
  "delivered",
  "bouncedHard",
  "complained",
];

const STATES = {
  sent: "sent",
  delivered: "delivered",
  delayed: "delayed",
  bouncedHard: "bounced",
  bouncedSoft: "bounced",
  complained: "complained",
  failed: "failed",
} as const satisfies Record<MailEventKind, DeliveryState>;

/**
 * The state that the events of a mail come to, in whatever order they arrive: a complaint stands, then a hard bounce;
 * otherwise the latest of them holds. Null without events.
 */
export function stateAfter(events: readonly Told[]): DeliveryState | null {
  const final = (["complained", "bouncedHard"] as const).find((kind) => events.some((event) => event.kind === kind));
  if (final) return STATES[final];
  const latest = events.toSorted(
    (left, right) => left.at.getTime() - right.at.getTime() || ORDER.indexOf(left.kind) - ORDER.indexOf(right.kind),
  );
  const last = latest.at(-1);
  return last ? STATES[last.kind] : null;
}

/** States in which the mail service has the mail, or had it. */
export const TAKEN = [
  "sent",
  "delayed",
  "delivered",
  "bounced",
  "complained",
] as const satisfies readonly DeliveryState[];
