import type { Day } from "~/analytics/period";
import type { Verdict } from "~/analytics/watch";
import { type ShopClient, withShopClient } from "~/db.server";
import { type DeliveryRef, type NewDelivery, writeDelivery } from "./deliveries.server";
import { execute, rows } from "./sql.server";

/** How a span of a watch was judged. */
export interface NewCheck {
  readonly watchId: string;
  readonly firstDay: Day;
  readonly lastDay: Day;
  readonly verdict: Verdict;
  readonly value: number | null;
  readonly low: number | null;
  readonly expected: number | null;
  readonly high: number | null;
  /** Everything its mail is made from. */
  readonly finding: unknown;
}

/** What is told of a metric, with the mails that tell it. */
export interface NewNotice {
  readonly noticeId: string;
  readonly metric: string;
  /** Watches whose checks it tells. */
  readonly watchIds: readonly string[];
  readonly deliveries: readonly NewDelivery[];
}

/**
 * Keeps a morning's checks and stores the mails of its notices, in one transaction. A span that was judged before stays as it
 * was, unless its data had not come in time; a metric that was told of on that day before is not told of again. Answers the mails to send.
 */
export function writeNotices(
  shopId: bigint,
  {
    day,
    checks,
    notices,
  }: { readonly day: Day; readonly checks: readonly NewCheck[]; readonly notices: readonly NewNotice[] },
  now: Date,
): Promise<DeliveryRef[]> {
  return withShopClient(shopId, async (client) => {
    const fresh = new Set<string>();
    for (const check of checks) if (await writeCheck(client, shopId, check, now)) fresh.add(check.watchId);
    const written: DeliveryRef[] = [];
    for (const notice of notices) {
      const told = notice.watchIds.filter((watchId) => fresh.has(watchId));
      if (told.length === 0 || !(await writeNotice(client, shopId, notice, day, now))) continue;
      await noteTold(client, shopId, notice, checks);
      for (const mail of notice.deliveries) {
        await writeDelivery(
          client,
          shopId,
          mail,
          { runId: null, noticeId: notice.noticeId, copy: 0, copyOf: null },
          now,
        );
        written.push({ shopId, deliveryId: mail.deliveryId });
      }
    }
    return written;
  });
}

async function writeCheck(client: ShopClient, shopId: bigint, check: NewCheck, now: Date): Promise<boolean> {
  const { finding, ...columns } = check;
  const written = await execute(
    client,
    `INSERT INTO watch_checks (shop_id, watch_id, last_day, first_day, checked_at, verdict, value, low, expected, high, finding)
     VALUES (:shopId, :watchId, :lastDay::date, :firstDay::date, :now, :verdict, :value, :low, :expected, :high, :finding::jsonb)
     ON CONFLICT (shop_id, watch_id, last_day) DO UPDATE SET checked_at = excluded.checked_at, verdict = excluded.verdict,
       value = excluded.value, low = excluded.low, expected = excluded.expected, high = excluded.high, finding = excluded.finding
     WHERE watch_checks.verdict = 'incomplete' AND excluded.verdict <> 'incomplete'`,
    { shopId, ...columns, finding: JSON.stringify(finding), now },
  );
  return written === 1;
}

/** The unique key of PostgreSQL decides, whoever comes first. */
async function writeNotice(
  client: ShopClient,
  shopId: bigint,
  notice: NewNotice,
  day: Day,
  now: Date,
): Promise<boolean> {
  const { noticeId, metric } = notice;
  const written = await execute(
    client,
    `INSERT INTO metric_notices (shop_id, notice_id, metric, day, created_at) VALUES (:shopId, :noticeId, :metric, :day::date, :now)
     ON CONFLICT (shop_id, metric, day) DO NOTHING`,
    { shopId, noticeId, metric, day, now },
  );
  return written === 1;
}

async function noteTold(client: ShopClient, shopId: bigint, notice: NewNotice, checks: readonly NewCheck[]) {
  for (const { watchId, lastDay } of checks)
    if (notice.watchIds.includes(watchId))
      await execute(
        client,
        "UPDATE watch_checks SET notice_id = :noticeId WHERE shop_id = :shopId AND watch_id = :watchId AND last_day = :lastDay::date",
        { shopId, noticeId: notice.noticeId, watchId, lastDay },
      );
}

/** A check as it is kept. */
export interface WatchCheck extends Omit<NewCheck, "finding"> {
  readonly checkedAt: Date;
  readonly isTold: boolean;
}

/** What a watch's checks came to, the newest first. */
export function listChecks(shopId: bigint, watchId: string, limit = 60): Promise<WatchCheck[]> {
  return withShopClient(shopId, (client) =>
    rows<WatchCheck>(
      client,
      `SELECT watch_id AS "watchId", first_day AS "firstDay", last_day AS "lastDay", checked_at AS "checkedAt", verdict, value,
         low, expected, high, notice_id IS NOT NULL AS "isTold"
       FROM watch_checks WHERE shop_id = :shopId AND watch_id = :watchId ORDER BY last_day DESC LIMIT :limit`,
      { shopId, watchId, limit },
    ),
  );
}

/** The newest mail that told of a watch. */
export interface LastNotice {
  readonly watchId: string;
  readonly day: Day;
  readonly createdAt: Date;
  /** Null where nobody could be written to. */
  readonly deliveryId: string | null;
}

/** Of each watch that ever told something, the newest. */
export async function listLastNotices(shopId: bigint): Promise<ReadonlyMap<string, LastNotice>> {
  const found = await withShopClient(shopId, (client) => rows<LastNotice>(client, LAST, { shopId }));
  return new Map(found.map((notice) => [notice.watchId, notice]));
}

const LAST = `
     SELECT DISTINCT ON (c.watch_id) c.watch_id AS "watchId", n.day, n.created_at AS "createdAt",
       (SELECT d.delivery_id FROM deliveries d WHERE d.shop_id = n.shop_id AND d.notice_id = n.notice_id
        ORDER BY d.copy DESC, d.recipient LIMIT 1) AS "deliveryId"
     FROM watch_checks c JOIN metric_notices n ON n.shop_id = c.shop_id AND n.notice_id = c.notice_id
     WHERE c.shop_id = :shopId ORDER BY c.watch_id, n.day DESC, n.created_at DESC`;
