/** Where a mail is, as `deliveries.states` words it. */
export type DeliveryStateName =
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

/** How urgent a state looks; undefined is neutral. */
export const STATE_TONES = {
  pending: "info",
  leased: "info",
  sent: "info",
  delayed: "attention",
  delivered: "success",
  bounced: "critical",
  complained: "critical",
  failed: "critical",
  unknown: "warning",
  suppressed: undefined,
} as const satisfies Record<DeliveryStateName, string | undefined>;
