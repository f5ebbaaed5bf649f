import type { DeliveryEntry } from "./DeliveryLog";

type Delivery = Omit<DeliveryEntry, "at"> & { readonly createdAt: Date; readonly sentAt: Date | null };

/** A delivery as it travels to the page. */
export function toDeliveryEntry({
  deliveryId,
  recipient,
  subject,
  state,
  error,
  createdAt,
  sentAt,
}: Delivery): DeliveryEntry {
  return { deliveryId, recipient, subject, state, error, at: (sentAt ?? createdAt).toISOString() };
}
