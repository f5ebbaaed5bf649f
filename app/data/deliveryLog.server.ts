import type { DeliveryState } from "~/analytics/deliveryState";
import { type ShopClient, withShopClient } from "~/db.server";
import { type DeliveryPurpose, type DeliverySummary, type NewDelivery, writeDelivery } from "./deliveries.server";
import type { FileFormat } from "./fileFormat";

/** A mail with all that is known of it but its history. */
export interface DeliveryDetail extends DeliverySummary {
  readonly purpose: DeliveryPurpose;
  readonly runId: string | null;
  readonly noticeId: string | null;
  readonly language: string;
  readonly seesPersons: boolean;
  readonly formats: readonly FileFormat[];
  readonly sender: string;
  readonly html: string;
  readonly text: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly unsubscribeToken: string;
  readonly copyOf: string | null;
  /** Observation end of its report; null without one. */
  readonly asOf: Date | null;
  readonly filesDeletedAt: Date | null;
  readonly filesMadeAt: Date | null;
}

const IS_UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** One mail of the shop, or null. */
export async function findDelivery(shopId: bigint, deliveryId: string): Promise<DeliveryDetail | null> {
  if (!IS_UUID.test(deliveryId)) return null;
  const { rows } = await withShopClient(shopId, (client) =>
    client.query<DeliveryDetail>(
      `SELECT d.delivery_id AS "deliveryId", r.schedule_id AS "scheduleId", coalesce(r.kind, d.purpose) AS kind, d.purpose,
         d.run_id AS "runId", d.notice_id AS "noticeId", d.recipient, d.language, d.sees_persons AS "seesPersons", d.formats, d.sender, d.subject, d.html,
         d.plain_text AS text, d.headers, d.unsubscribe_token AS "unsubscribeToken", d.copy_of AS "copyOf", d.state, d.attempts,
         d.error, d.created_at AS "createdAt", d.sent_at AS "sentAt", r.as_of AS "asOf", r.files_deleted_at AS "filesDeletedAt",
         r.files_made_at AS "filesMadeAt"
       FROM deliveries d LEFT JOIN report_runs r ON r.shop_id = d.shop_id AND r.run_id = d.run_id
       WHERE d.shop_id = $1 AND d.delivery_id = $2`,
      [shopId, deliveryId],
    ),
  );
  return rows[0] ?? null;
}

/** How many mails the shop has. */
export async function countDeliveries(shopId: bigint): Promise<number> {
  const { rows } = await withShopClient(shopId, (client) =>
    client.query<{ count: number }>("SELECT count(*)::int AS count FROM deliveries WHERE shop_id = $1", [shopId]),
  );
  return rows[0]?.count ?? 0;
}

/** The run or the notice that a mail is of. */
export type MailSource =
  | { readonly runId: string; readonly noticeId?: null }
  | { readonly runId: null; readonly noticeId: string };

/**
 * Stores a mail of a run or a notice once more, as the next copy to its reader. While one copy is still on its way no other is
 * made: its id is answered.
 */
export async function writeCopy(
  shopId: bigint,
  source: MailSource & { readonly deliveryId: string },
  mail: NewDelivery,
  now: Date,
): Promise<{ readonly deliveryId: string; readonly isNew: boolean }> {
  return withShopClient(shopId, async (client) => {
    const { runId, noticeId = null, deliveryId } = source;
    const locked =
      runId === null
        ? "SELECT FROM metric_notices WHERE shop_id = $1 AND notice_id = $2 FOR UPDATE"
        : "SELECT FROM report_runs WHERE shop_id = $1 AND run_id = $2 FOR UPDATE";
    await client.query(locked, [shopId, runId ?? noticeId]);
    const copies = await copiesOf(client, shopId, source, mail.recipient);
    const open = copies.find(({ state }) => state === "pending" || state === "leased");
    if (open) return { deliveryId: open.deliveryId, isNew: false };
    const copy = Math.max(...copies.map((one) => one.copy)) + 1;
    await writeDelivery(client, shopId, mail, { runId, noticeId, copy, copyOf: deliveryId }, now);
    return { deliveryId: mail.deliveryId, isNew: true };
  });
}

async function copiesOf(client: ShopClient, shopId: bigint, { runId, noticeId }: MailSource, recipient: string) {
  const { rows } = await client.query<{ deliveryId: string; copy: number; state: DeliveryState }>(
    `SELECT delivery_id AS "deliveryId", copy, state FROM deliveries
     WHERE shop_id = $1 AND recipient = $4 AND (run_id = $2 OR notice_id = $3)`,
    [shopId, runId, noticeId ?? null, recipient],
  );
  return rows;
}
