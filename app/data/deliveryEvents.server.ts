import { MAIL_EVENT_KINDS, type MailEventKind, type OwnEventKind, stateAfter } from "~/analytics/deliveryState";
import { acrossShops, type ShopClient, withShopClient } from "~/db.server";
import type { DeliveryRef } from "./deliveries.server";

/** An event as the mail service tells it. */
export interface MailEvent {
  /** The service's id of the event: the same one may come many times. */
  readonly eventId: string;
  readonly kind: MailEventKind;
  readonly at: Date;
  /** Its id of the mail. */
  readonly providerId: string;
  /** Our id of the mail, which travels with it as a tag; null where the event has none. */
  readonly deliveryId: string | null;
  readonly detail: string | null;
}

/** One line of a mail's history. */
export interface HistoryEntry {
  readonly source: "tenure" | "resend";
  readonly kind: OwnEventKind | MailEventKind;
  readonly at: Date;
  readonly detail: string | null;
}

/** What an event changed; `isNew` is false for one that was known. */
export interface EventEffect extends DeliveryRef {
  readonly recipient: string;
  readonly isNew: boolean;
}

const LONGEST_DETAIL = 500;

/** The mail an event is about, or null: another app's, or one that was erased. */
async function findMail({ deliveryId, providerId }: MailEvent): Promise<(DeliveryRef & { recipient: string }) | null> {
  const { rows } = await acrossShops((client) =>
    client.query<{ shopId: string; deliveryId: string; recipient: string }>(
      `SELECT shop_id::text AS "shopId", delivery_id AS "deliveryId", recipient FROM deliveries
       WHERE ($1::uuid IS NOT NULL AND delivery_id = $1) OR ($1::uuid IS NULL AND provider_id = $2) LIMIT 1`,
      [deliveryId, providerId],
    ),
  );
  const [found] = rows;
  return found ? { ...found, shopId: BigInt(found.shopId) } : null;
}

/**
 * Keeps an event once and moves its mail to the state that all its events come to. A mail whose sending was never answered
 * counts as taken from then on. Null when the mail is none of ours.
 */
export async function applyMailEvent(event: MailEvent, now: Date): Promise<EventEffect | null> {
  const mail = await findMail(event);
  if (!mail) return null;
  const { shopId, deliveryId } = mail;
  const isNew = await withShopClient(shopId, async (client) => {
    await client.query("SELECT FROM deliveries WHERE shop_id = $1 AND delivery_id = $2 FOR UPDATE", [
      shopId,
      deliveryId,
    ]);
    const { rowCount } = await client.query(
      `INSERT INTO delivery_events (shop_id, event_id, delivery_id, source, kind, at, received_at, detail)
       VALUES ($1, $2, $3, 'resend', $4, $5, $6, $7) ON CONFLICT (shop_id, event_id) DO NOTHING`,
      [shopId, event.eventId, deliveryId, event.kind, event.at, now, event.detail?.slice(0, LONGEST_DETAIL) ?? null],
    );
    if (rowCount) await moveMail(client, mail, event);
    return rowCount === 1;
  });
  return { ...mail, isNew };
}

async function moveMail(client: ShopClient, { shopId, deliveryId }: DeliveryRef, event: MailEvent): Promise<void> {
  const { rows } = await client.query<{ kind: MailEventKind; at: Date; detail: string | null }>(
    "SELECT kind, at, detail FROM delivery_events WHERE shop_id = $1 AND delivery_id = $2 AND source = 'resend' AND kind = ANY($3)",
    [shopId, deliveryId, MAIL_EVENT_KINDS],
  );
  const state = stateAfter(rows);
  const first = new Date(Math.min(...rows.map(({ at }) => at.getTime())));
  await client.query(
    `UPDATE deliveries SET state = $3, sent_at = coalesce(sent_at, $4), provider_id = coalesce(provider_id, $5), lease_until = NULL,
       error = CASE WHEN $3 IN ('bounced', 'complained', 'failed', 'delayed') THEN $6 END
     WHERE shop_id = $1 AND delivery_id = $2`,
    [shopId, deliveryId, state, first, event.providerId, event.detail?.slice(0, LONGEST_DETAIL) ?? null],
  );
}

/** Writes a line of our own into a mail's history. */
export async function noteDelivery(
  { shopId, deliveryId }: DeliveryRef,
  { kind, detail = null }: { readonly kind: OwnEventKind; readonly detail?: string | null },
  now: Date,
): Promise<void> {
  await withShopClient(shopId, (client) =>
    client.query(
      `INSERT INTO delivery_events (shop_id, event_id, delivery_id, source, kind, at, received_at, detail)
       VALUES ($1, 'own/' || gen_random_uuid(), $2, 'tenure', $3, $4, $4, $5)`,
      [shopId, deliveryId, kind, now, detail?.slice(0, LONGEST_DETAIL) ?? null],
    ),
  );
}

/** What is known of a mail's way, oldest first. */
export async function deliveryHistory({ shopId, deliveryId }: DeliveryRef): Promise<HistoryEntry[]> {
  const { rows } = await withShopClient(shopId, (client) =>
    client.query<HistoryEntry>(
      `SELECT source, kind, at, detail FROM delivery_events WHERE shop_id = $1 AND delivery_id = $2
       ORDER BY at, received_at, event_id`,
      [shopId, deliveryId],
    ),
  );
  return rows;
}

/** Whether another mail of any shop goes by that id of the mail service's. */
export async function isKnownAtService(providerId: string): Promise<boolean> {
  const { rows } = await acrossShops((client) =>
    client.query<{ known: boolean }>("SELECT EXISTS (SELECT FROM deliveries WHERE provider_id = $1) AS known", [
      providerId,
    ]),
  );
  return rows[0]?.known ?? false;
}
