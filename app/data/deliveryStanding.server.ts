import type { MailStanding } from "~/analytics/mailWorth";
import { Timing } from "~/analytics/timing";
import { withShopClient } from "~/db.server";
import type { DeliveryRef } from "./deliveries.server";

/** How the reader of a mail and what it is of stand now. Throws when the mail is not there. */
export async function standingOf({ shopId, deliveryId }: DeliveryRef): Promise<MailStanding> {
  const { rows } = await withShopClient(shopId, (client) =>
    client.query<Omit<MailStanding, "rule"> & { timing: unknown }>(STANDING, [shopId, deliveryId]),
  );
  const [found] = rows;
  if (!found) throw new Error(`mail ${deliveryId}: expected it in this shop`);
  const { timing, ...standing } = found;
  return { ...standing, rule: Timing.parse(timing ?? undefined) };
}

// A run keeps the timing it was opened with. Mails of a notice are wanted as long as one of the watches it tells of has their reader.
const STANDING = `
  SELECT d.purpose, d.copy > 0 OR r.kind IN ('now', 'test') AS "isByHand",
    d.copy > 0 OR (r.run_id IS NOT NULL AND (r.schedule_id IS NULL OR r.recipients IS NOT NULL)) AS "isNamed",
    p.state = 'active' AS "isShopActive", x.reason AS suppressed,
    s.deleted_at IS NOT NULL OR coalesce(w.deleted, false) AS "isDeleted", s.archived_at IS NOT NULL AS "isArchived",
    s.paused_at IS NOT NULL OR coalesce(w.paused, false) AS "isPaused",
    coalesce(w.reads, EXISTS (SELECT FROM schedule_recipients c
      WHERE c.shop_id = d.shop_id AND c.schedule_id = r.schedule_id AND c.email = lower(d.recipient))) AS "isReader",
    lower(d.recipient) = lower(coalesce(p.email, '')) OR EXISTS (SELECT FROM recipient_consents k
      WHERE k.shop_id = d.shop_id AND k.email = lower(d.recipient) AND k.state = 'confirmed') AS "isConfirmed",
    d.created_at AS "createdAt", r.timing,
    (SELECT count(*)::int FROM report_runs y JOIN deliveries e ON e.shop_id = y.shop_id AND e.run_id = y.run_id
     WHERE y.shop_id = d.shop_id AND y.schedule_id = r.schedule_id AND y.kind = 'slot' AND y.as_of > r.as_of
       AND e.recipient = d.recipient AND e.copy = 0 AND e.state NOT IN ('suppressed', 'failed')) AS newer
  FROM deliveries d JOIN shops p ON p.shop_id = d.shop_id
    LEFT JOIN report_runs r ON r.shop_id = d.shop_id AND r.run_id = d.run_id
    LEFT JOIN report_schedules s ON s.shop_id = r.shop_id AND s.schedule_id = r.schedule_id
    LEFT JOIN suppressions x ON x.shop_id = d.shop_id AND x.email = lower(d.recipient)
    LEFT JOIN LATERAL (
      SELECT bool_and(m.deleted_at IS NOT NULL) AS deleted,
        bool_and(m.paused_at IS NOT NULL OR m.deleted_at IS NOT NULL) AS paused,
        bool_or(m.deleted_at IS NULL AND m.paused_at IS NULL AND EXISTS (SELECT FROM watch_recipients o
          WHERE o.shop_id = m.shop_id AND o.watch_id = m.watch_id AND o.email = lower(d.recipient))) AS reads
      FROM watch_checks q JOIN metric_watches m ON m.shop_id = q.shop_id AND m.watch_id = q.watch_id
      WHERE q.shop_id = d.shop_id AND q.notice_id = d.notice_id) w ON true
  WHERE d.shop_id = $1 AND d.delivery_id = $2`;
