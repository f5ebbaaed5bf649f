import type { DeliveryState } from "~/analytics/deliveryState";

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
} as const satisfies Record<DeliveryState, string | undefined>;
