import type { Sensitivity, Sides } from "~/analytics/anomaly";
import type { Day } from "~/analytics/period";
import type { WatchCondition, WatchRule, WatchSpan } from "~/analytics/watch";
import { WATCHED_METRICS } from "~/analytics/watchedMetrics";
import { type ShopClient, withShopClient } from "~/db.server";
import { execute, rows } from "./sql.server";

/** A watch as a merchant writes it. */
export interface WatchDraft {
  readonly rule: WatchRule;
  /** Language of its mails. */
  readonly language: string;
  /** Lower case. */
  readonly recipients: readonly string[];
}

/** A recipient as it stands. */
export interface WatchRecipient {
  readonly email: string;
  readonly consent: "confirmed" | "asked" | null;
  readonly suppressed: "unsubscribed" | "bounced" | "complained" | null;
}

/** A metric that a merchant has watched. */
export interface MetricWatch {
  readonly watchId: string;
  readonly rule: WatchRule;
  readonly language: string;
  readonly recipients: readonly WatchRecipient[];
  readonly pausedAt: Date | null;
  /** Since when it is as it is: what ended before is not judged by it. */
  readonly updatedAt: Date;
  /** Last day of the newest span that was judged; null before the first. One whose data did not come in time was not. */
  readonly checkedThrough: Day | null;
  /** Last day of the newest span that somebody was written to about since. */
  readonly toldThrough: Day | null;
  /** The last day of a month whose data did not come in time, so that the month as a whole is still to be judged. */
  readonly unjudgedEnd: Day | null;
}

/** Watches of one shop at most: each is judged every morning. */
export const MOST_WATCHES = 50;

/** A watch that is not there, or another shop's. */
export class WatchMissing extends Error {}

/** The shop's watches, the oldest first. */
export async function listWatches(shopId: bigint): Promise<MetricWatch[]> {
  const found = await withShopClient(shopId, (client) =>
    rows<Row>(client, `${SELECT} ORDER BY w.created_at, w.watch_id`, { shopId, watchId: null }),
  );
  return found.flatMap(toWatch);
}

/** One watch. Throws WatchMissing when the shop has none of that id. */
export async function getWatch(shopId: bigint, watchId: string): Promise<MetricWatch> {
  const [found] = await withShopClient(shopId, (client) =>
    rows<Row>(client, SELECT, { shopId, watchId: requiredId(watchId) }),
  );
  const [watch] = found ? toWatch(found) : [];
  if (!watch) throw missing(watchId);
  return watch;
}

/** Stores a new watch and answers its id, or null when the shop has as many as it can have. */
export function createWatch(shopId: bigint, draft: WatchDraft, now: Date): Promise<string | null> {
  return withShopClient(shopId, async (client) => {
    // One after the other: two at once would each see room for one.
    await client.query("SELECT FROM shops WHERE shop_id = $1 FOR UPDATE", [shopId]);
    const [created] = await rows<{ watchId: string }>(
      client,
      `INSERT INTO metric_watches (shop_id, metric, span, kind, side, threshold, sensitivity, language, created_at, updated_at)
       SELECT :shopId, :metric, :span, :kind, :side, :threshold::float8, :sensitivity::smallint, :language, :now::timestamptz, :now::timestamptz
       WHERE (SELECT count(*) FROM metric_watches WHERE shop_id = :shopId AND deleted_at IS NULL) < :most::int
       RETURNING watch_id AS "watchId"`,
      { shopId, ...columnsOf(draft), now, most: MOST_WATCHES },
    );
    if (!created) return null;
    await writeRecipients(client, shopId, created.watchId, draft.recipients);
    return created.watchId;
  });
}

/** Replaces a watch. Spans that ended before are not judged by it. Throws WatchMissing. */
export function updateWatch(shopId: bigint, watchId: string, draft: WatchDraft, now: Date): Promise<void> {
  return withShopClient(shopId, async (client) => {
    const changed = await execute(
      client,
      `UPDATE metric_watches SET metric = :metric, span = :span, kind = :kind, side = :side, threshold = :threshold::float8,
         sensitivity = :sensitivity::smallint, language = :language, updated_at = :now
       WHERE shop_id = :shopId AND watch_id = :watchId AND deleted_at IS NULL`,
      { shopId, watchId: requiredId(watchId), ...columnsOf(draft), now },
    );
    if (changed === 0) throw missing(watchId);
    await execute(client, "DELETE FROM watch_recipients WHERE shop_id = :shopId AND watch_id = :watchId", {
      shopId,
      watchId,
    });
    await writeRecipients(client, shopId, watchId, draft.recipients);
  });
}

/** Stops a watch. */
export const pauseWatch = (shopId: bigint, watchId: string, now: Date): Promise<void> =>
  change(shopId, watchId, "paused_at = coalesce(paused_at, :now)", now);

/** Lets a watch go on; what ended while it was paused is not judged. */
export const resumeWatch = (shopId: bigint, watchId: string, now: Date): Promise<void> =>
  change(shopId, watchId, "paused_at = NULL, updated_at = :now", now);

/** Takes a watch away. What it told stays listed. */
export const deleteWatch = (shopId: bigint, watchId: string, now: Date): Promise<void> =>
  change(shopId, watchId, "deleted_at = :now", now);

async function change(shopId: bigint, watchId: string, assignment: string, now: Date): Promise<void> {
  const changed = await withShopClient(shopId, (client) =>
    execute(
      client,
      `UPDATE metric_watches SET ${assignment} WHERE shop_id = :shopId AND watch_id = :watchId AND deleted_at IS NULL`,
      { shopId, watchId: requiredId(watchId), now },
    ),
  );
  if (changed === 0) throw missing(watchId);
}

const missing = (watchId: string) => new WatchMissing(`watch ${watchId}: not found in this shop`);

function requiredId(watchId: string): string {
  if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(watchId)) throw missing(watchId);
  return watchId;
}

function columnsOf({ rule: { metric, span, condition }, language }: WatchDraft) {
  const isThreshold = condition.kind === "threshold";
  return {
    metric,
    span,
    language,
    kind: condition.kind,
    side: isThreshold ? condition.side : condition.sides,
    threshold: isThreshold ? condition.value : null,
    sensitivity: isThreshold ? null : condition.sensitivity,
  };
}

async function writeRecipients(client: ShopClient, shopId: bigint, watchId: string, emails: readonly string[]) {
  await execute(
    client,
    `INSERT INTO watch_recipients (shop_id, watch_id, email) SELECT :shopId, :watchId::uuid, unnest(:emails::text[])
     ON CONFLICT DO NOTHING`,
    { shopId, watchId, emails },
  );
}

interface Row {
  readonly watchId: string;
  readonly metric: string;
  readonly span: WatchSpan;
  readonly kind: WatchCondition["kind"];
  readonly side: Sides;
  readonly threshold: number | null;
  readonly sensitivity: Sensitivity | null;
  readonly language: string;
  readonly recipients: readonly WatchRecipient[];
  readonly pausedAt: Date | null;
  readonly updatedAt: Date;
  readonly checkedThrough: Day | null;
  readonly toldThrough: Day | null;
  readonly unjudgedEnd: Day | null;
}

const SELECT = `
  SELECT w.watch_id AS "watchId", w.metric, w.span, w.kind, w.side, w.threshold, w.sensitivity, w.language,
    w.paused_at AS "pausedAt", w.updated_at AS "updatedAt",
    coalesce((SELECT jsonb_agg(jsonb_build_object('email', r.email, 'suppressed', x.reason,
         'consent', CASE WHEN r.email = lower(p.email) THEN 'confirmed' ELSE k.state END) ORDER BY r.email)
       FROM watch_recipients r JOIN shops p ON p.shop_id = r.shop_id
         LEFT JOIN suppressions x ON x.shop_id = r.shop_id AND x.email = r.email
         LEFT JOIN recipient_consents k ON k.shop_id = r.shop_id AND k.email = r.email
       WHERE r.shop_id = w.shop_id AND r.watch_id = w.watch_id), '[]') AS recipients,
    (SELECT max(c.last_day) FROM watch_checks c WHERE c.shop_id = w.shop_id AND c.watch_id = w.watch_id
       AND c.verdict <> 'incomplete') AS "checkedThrough",
    (SELECT max(c.last_day) FROM watch_checks c WHERE c.shop_id = w.shop_id AND c.watch_id = w.watch_id
       AND c.notice_id IS NOT NULL AND c.checked_at >= w.updated_at) AS "toldThrough",
    (SELECT max(c.last_day) FROM watch_checks c WHERE c.shop_id = w.shop_id AND c.watch_id = w.watch_id AND w.span = 'month'
       AND c.verdict = 'incomplete' AND extract(day FROM c.last_day + 1) = 1 AND c.checked_at >= w.updated_at) AS "unjudgedEnd"
  FROM metric_watches w WHERE w.shop_id = :shopId AND (:watchId::uuid IS NULL OR w.watch_id = :watchId) AND w.deleted_at IS NULL`;

/** The watch, or none where its metric is no longer one that can be watched. */
function toWatch({ metric, span, kind, side, threshold, sensitivity, ...row }: Row): MetricWatch[] {
  const name = WATCHED_METRICS.find((known) => known === metric);
  const condition = conditionOf(kind, side, threshold, sensitivity);
  return name && condition ? [{ ...row, rule: { metric: name, span, condition } }] : [];
}

function conditionOf(
  kind: WatchCondition["kind"],
  side: Sides,
  threshold: number | null,
  sensitivity: Sensitivity | null,
): WatchCondition | null {
  if (kind === "unusual") return sensitivity === null ? null : { kind, sides: side, sensitivity };
  return threshold === null || side === "either" ? null : { kind, side, value: threshold };
}
