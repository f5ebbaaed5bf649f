import { acrossShops, type ShopClient, withShopClient } from "~/db.server";
import { execute, rows } from "./sql.server";

/** Of a webhook's body only what processing needs: ids, scopes, times. Names and addresses in it are never stored. */
export type WebhookBody = Readonly<Record<string, unknown>>;

export interface Webhook {
  readonly domain: string;
  readonly topic: string;
  /** Equal on every delivery of one event; the delivery's own id where Shopify gave none. */
  readonly eventId: string;
  readonly webhookId: string | null;
  readonly triggeredAt: string | null;
  readonly body: WebhookBody;
}

/** A stored webhook that waits to be processed. */
export interface InboxRow {
  readonly topic: string;
  readonly eventId: string;
  readonly triggeredAt: Date | null;
  readonly receivedAt: Date;
  readonly body: WebhookBody;
  readonly attempts: number;
}

/**
 * Stores a webhook once, however often it is delivered. Answers the shop's id, or null when no shop of that domain ever
 * installed the app: there is nothing to do for it.
 */
export function storeWebhook(webhook: Webhook): Promise<bigint | null> {
  return acrossShops(async (client) => {
    const [found] = await rows<{ shop_id: string }>(
      client,
      `WITH shop AS (SELECT shop_id FROM shops WHERE domain = :domain),
       stored AS (
         INSERT INTO webhook_inbox (shop_id, topic, event_id, webhook_id, triggered_at, body)
         SELECT shop_id, :topic, :eventId, :webhookId, :triggeredAt::timestamptz, :body::jsonb FROM shop
         ON CONFLICT DO NOTHING)
       SELECT shop_id::text FROM shop`,
      { ...webhook, body: JSON.stringify(webhook.body) },
    );
    return found ? BigInt(found.shop_id) : null;
  });
}

/** Shops with webhooks that are due, the longest waiting first. */
export async function shopsWithWebhooks(now: Date, limit: number): Promise<bigint[]> {
  const found = await acrossShops((client) =>
    rows<{ shop_id: string }>(
      client,
      `SELECT shop_id::text FROM webhook_inbox WHERE state = 'open' AND next_at < :now::timestamptz + interval '1 millisecond'
       GROUP BY shop_id ORDER BY min(received_at) LIMIT :limit`,
      { now, limit },
    ),
  );
  return found.map(({ shop_id }) => BigInt(shop_id));
}

/**
 * Takes a shop's due webhooks, oldest first, and counts the attempt before anything is done, so that one that ends the
 * process is given up as well.
 */
export function claimWebhooks(shopId: bigint, now: Date, limit: number): Promise<InboxRow[]> {
  return withShopClient(shopId, (client) =>
    rows<InboxRow>(
      client,
      `UPDATE webhook_inbox w SET attempts = w.attempts + 1
       FROM (SELECT topic, event_id FROM webhook_inbox WHERE shop_id = :shopId AND state = 'open' AND next_at < :now::timestamptz + interval '1 millisecond'
             ORDER BY received_at LIMIT :limit FOR UPDATE SKIP LOCKED) AS due
       WHERE w.shop_id = :shopId AND w.topic = due.topic AND w.event_id = due.event_id
       RETURNING w.topic, w.event_id AS "eventId", w.triggered_at AS "triggeredAt", w.received_at AS "receivedAt", w.body, w.attempts`,
      { shopId, now, limit },
    ),
  );
}

type WebhookKey = Pick<InboxRow, "topic" | "eventId">;

/** Webhooks that were processed keep their row, so that a late copy is recognised, and lose their body. */
export async function finishWebhooks(shopId: bigint, keys: readonly WebhookKey[]): Promise<void> {
  await withShopClient(shopId, (client) =>
    forKeys(client, shopId, keys, "state = 'done', body = '{}', error = NULL", {}),
  );
}

/** Puts failed webhooks off, twice as long each time; after `mostAttempts` they are dead and say why. */
export async function postponeWebhooks(
  shopId: bigint,
  keys: readonly WebhookKey[],
  error: string,
  now: Date,
  mostAttempts: number,
): Promise<void> {
  await withShopClient(shopId, (client) =>
    forKeys(
      client,
      shopId,
      keys,
      `error = :error, state = CASE WHEN attempts >= :mostAttempts THEN 'dead' ELSE 'open' END,
       next_at = :now::timestamptz + least(interval '1 hour', interval '5 seconds' * 2 ^ least(attempts, 10))`,
      { error: error.slice(0, 2000), now, mostAttempts },
    ),
  );
}

async function forKeys(
  client: ShopClient,
  shopId: bigint,
  keys: readonly WebhookKey[],
  change: string,
  values: Readonly<Record<string, string | number | Date>>,
): Promise<void> {
  await execute(
    client,
    `UPDATE webhook_inbox SET ${change} WHERE shop_id = :shopId AND (topic, event_id) IN
       (SELECT * FROM unnest(:topics::text[], :eventIds::text[]))`,
    { shopId, topics: keys.map(({ topic }) => topic), eventIds: keys.map(({ eventId }) => eventId), ...values },
  );
}

/** Forgets processed webhooks older than `before`; Shopify repeats a delivery for four hours, copies may be a day late. */
export async function sweepInbox(before: Date): Promise<void> {
  await acrossShops((client) =>
    execute(client, "DELETE FROM webhook_inbox WHERE state = 'done' AND received_at < :before", { before }),
  );
}
