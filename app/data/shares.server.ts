import { acrossShops, type ShopClient, withShopClient } from "~/db.server";
import type { FileFormat } from "./fileFormat";

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
/** Links of one shop that may work at the same time. */
export const MOST_OPEN = 200;
/** How often one link may be opened within a minute, by all its readers; files cost more to make. */
const MOST_A_MINUTE = { page: 120, file: 20 } as const;
/** Openings kept of one link; the count of them goes on. */
const VIEWS_KEPT = 1000;
/** How long a link that has ended stays in the list. */
const ENDED_KEPT_DAYS = 365;

/** What a link shows: one run as it was frozen, or always the newest of a schedule. */
export type ShareSubject =
  | { readonly kind: "run"; readonly runId: string }
  | { readonly kind: "schedule"; readonly scheduleId: string };

export interface NewShare {
  readonly subject: ShareSubject;
  /** For whom it is: only the merchant sees it. */
  readonly label: string;
  /** Null: the reader's own. */
  readonly language: string | null;
  /** Whether customers stand in it as more than numbers. */
  readonly seesPersons: boolean;
  /** Files a reader may fetch. */
  readonly formats: readonly FileFormat[];
  readonly expiresAt: Date;
  /** Shopify's id of the staff member; null where none is known. */
  readonly createdBy: string | null;
}

/** resting: it is to the newest report of a schedule in the archive, and works again when that is taken out. */
export type ShareState = "open" | "resting" | "expired" | "revoked";

/** A link as the merchant sees it. */
export interface Share extends Omit<NewShare, "subject"> {
  readonly shareId: string;
  readonly runId: string | null;
  readonly scheduleId: string | null;
  /** Title of its report, as its schedule or its run has it. */
  readonly title: string;
  readonly state: ShareState;
  readonly createdAt: Date;
  readonly revokedAt: Date | null;
  readonly pages: number;
  readonly lastViewedAt: Date | null;
}

/** What a reader's device is, as far as it is kept. */
export type AgentKind = "computer" | "phone" | "tablet" | "program" | "unknown";

/** One opening of a link. */
export interface ShareView {
  readonly at: Date;
  readonly what: "page" | FileFormat;
  readonly agent: AgentKind;
  readonly language: string;
}

/** A link that works, with what it shows. */
export interface OpenShare {
  readonly shareId: string;
  readonly language: string | null;
  readonly seesPersons: boolean;
  readonly formats: readonly FileFormat[];
  readonly expiresAt: Date;
  readonly isNewest: boolean;
  /** Null while a schedule has no report yet. */
  readonly runId: string | null;
  /** The Report as it was frozen; null without a run. */
  readonly report: unknown;
}

/** Makes a link. Null when the shop has no such report or schedule, or as many open links as it may. */
export async function createShare(shopId: bigint, share: NewShare, now: Date): Promise<string | null> {
  const { subject, label, language, seesPersons, formats, expiresAt, createdBy } = share;
  const [runId, scheduleId] = subject.kind === "run" ? [subject.runId, null] : [null, subject.scheduleId];
  return withShopClient(shopId, async (client) => {
    await client.query("SELECT FROM shops WHERE shop_id = $1 FOR NO KEY UPDATE", [shopId]);
    const { rows } = await client.query<{ shareId: string }>(
      `INSERT INTO shares (shop_id, run_id, schedule_id, label, language, sees_persons, formats, created_at, created_by, expires_at)
       SELECT $1, $2, $3, $4, $5, $6, $7, $8, $9, $10
       WHERE (EXISTS (SELECT FROM report_runs WHERE shop_id = $1 AND run_id = $2 AND report IS NOT NULL)
           OR EXISTS (SELECT FROM report_schedules WHERE shop_id = $1 AND schedule_id = $3
             AND deleted_at IS NULL AND archived_at IS NULL))
         AND (SELECT count(*) FROM shares WHERE shop_id = $1 AND revoked_at IS NULL AND expires_at > $8) < $11
       RETURNING share_id AS "shareId"`,
      [shopId, runId, scheduleId, label, language, seesPersons, formats, now, createdBy, expiresAt, MOST_OPEN],
    );
    return rows[0]?.shareId ?? null;
  });
}

/** Ends a link at once; false when the shop has no such link that works. */
export async function revokeShare(shopId: bigint, shareId: string, now: Date): Promise<boolean> {
  const { rowCount } = await withShopClient(shopId, (client) =>
    client.query("UPDATE shares SET revoked_at = $3 WHERE shop_id = $1 AND share_id = $2 AND revoked_at IS NULL", [
      shopId,
      shareId,
      now,
    ]),
  );
  return rowCount === 1;
}

/** The shop's links, newest first: all, those of a run and of its schedule, or the one. */
export async function listShares(
  shopId: bigint,
  of: { readonly runId?: string; readonly scheduleId?: string | null; readonly shareId?: string },
  now: Date,
): Promise<Share[]> {
  const { runId = null, scheduleId = null, shareId = null } = of;
  const { rows } = await withShopClient(shopId, (client) =>
    client.query<Share>(
      `SELECT s.share_id AS "shareId", s.run_id AS "runId", s.schedule_id AS "scheduleId", s.label, s.language,
         s.sees_persons AS "seesPersons", s.formats, s.created_at AS "createdAt", s.created_by AS "createdBy",
         s.expires_at AS "expiresAt", s.revoked_at AS "revokedAt", s.pages, s.last_viewed_at AS "lastViewedAt",
         coalesce(c.title, r.settings->>'title', '') AS title,
         CASE WHEN s.revoked_at IS NOT NULL OR c.deleted_at IS NOT NULL THEN 'revoked' WHEN s.expires_at <= $2 THEN 'expired'
              WHEN c.archived_at IS NOT NULL THEN 'resting' ELSE 'open' END AS state
       FROM shares s LEFT JOIN report_runs r ON r.shop_id = s.shop_id AND r.run_id = s.run_id
         LEFT JOIN report_schedules c ON c.shop_id = s.shop_id AND c.schedule_id = s.schedule_id
       WHERE s.shop_id = $1 AND ($5::uuid IS NULL OR s.share_id = $5)
         AND ($3::uuid IS NULL AND $4::uuid IS NULL OR s.run_id = $3 OR s.schedule_id = $4)
       ORDER BY s.created_at DESC, s.share_id LIMIT 500`,
      [shopId, now, runId, scheduleId, shareId],
    ),
  );
  return rows;
}

/** A link that works, with the report it shows; null: withdrawn, expired, or of a shop or schedule that is no more, or rests. */
export async function findOpenShare(shopId: bigint, shareId: string, now: Date): Promise<OpenShare | null> {
  const { rows } = await withShopClient(shopId, (client) =>
    client.query<OpenShare>(
      `SELECT s.share_id AS "shareId", s.language, s.sees_persons AS "seesPersons", s.formats, s.expires_at AS "expiresAt",
         s.schedule_id IS NOT NULL AS "isNewest", r.run_id AS "runId", r.report
       FROM shares s JOIN shops p ON p.shop_id = s.shop_id
         LEFT JOIN report_schedules c ON c.shop_id = s.shop_id AND c.schedule_id = s.schedule_id
         LEFT JOIN LATERAL (
           SELECT x.run_id, x.report FROM report_runs x
           WHERE x.shop_id = s.shop_id AND x.report IS NOT NULL
             AND (x.run_id = s.run_id OR x.schedule_id = s.schedule_id AND x.kind <> 'test')
           ORDER BY x.as_of DESC, x.built_at DESC LIMIT 1) r ON true
       WHERE s.shop_id = $1 AND s.share_id = $2 AND s.revoked_at IS NULL AND s.expires_at > $3 AND p.state = 'active'
         AND c.deleted_at IS NULL AND c.archived_at IS NULL`,
      [shopId, shareId, now],
    ),
  );
  return rows[0] ?? null;
}

/** Notes an opening before it is answered. False: the link was opened too often within the last minute, and this one is not noted. */
export async function noteView(shopId: bigint, shareId: string, view: ShareView): Promise<boolean> {
  const { at, what, agent, language } = view;
  return withShopClient(shopId, async (client) => {
    // Openings of one link come one after the other, so that none slips past the limit.
    await client.query("SELECT FROM shares WHERE shop_id = $1 AND share_id = $2 FOR UPDATE", [shopId, shareId]);
    const { rowCount } = await client.query(
      `INSERT INTO share_views (shop_id, share_id, at, what, agent, language)
       SELECT $1, $2, $3, $4, $5, $6
       WHERE (SELECT count(*) FROM share_views WHERE shop_id = $1 AND share_id = $2 AND at > $7 AND (what = 'page') = ($4 = 'page')) < $8`,
      [
        ...[shopId, shareId, at, what, agent, language],
        new Date(at.getTime() - MINUTE_MS),
        MOST_A_MINUTE[what === "page" ? "page" : "file"],
      ],
    );
    if (rowCount !== 1) return false;
    await client.query(
      `UPDATE shares SET pages = pages + CASE WHEN $4 = 'page' THEN 1 ELSE 0 END, last_viewed_at = greatest(last_viewed_at, $3)
       WHERE shop_id = $1 AND share_id = $2`,
      [shopId, shareId, at, what],
    );
    return true;
  });
}

/** The latest openings of a link, newest first. */
export async function listViews(shopId: bigint, shareId: string, limit = 200): Promise<ShareView[]> {
  const { rows } = await withShopClient(shopId, (client) =>
    client.query<ShareView>(
      `SELECT at, what, agent, language FROM share_views WHERE shop_id = $1 AND share_id = $2
       ORDER BY at DESC, view_id LIMIT $3`,
      [shopId, shareId, limit],
    ),
  );
  return rows;
}

/** Deletes all links of a shop: it has uninstalled the app, and none must work again when it comes back. */
export async function deleteShares(client: ShopClient, shopId: bigint): Promise<void> {
  await client.query("DELETE FROM shares WHERE shop_id = $1", [shopId]);
}

/** Deletes links that ended more than a year ago with their log, and of the others all openings but the latest VIEWS_KEPT. */
export async function sweepShares(now: Date, limit = 500): Promise<void> {
  const { rows } = await acrossShops((client) =>
    client.query<{ shopId: string; shareId: string; isOver: boolean }>(
      `SELECT shop_id::text AS "shopId", share_id AS "shareId", least(expires_at, revoked_at) <= $1 AS "isOver" FROM shares
       WHERE least(expires_at, revoked_at) <= $1 OR last_viewed_at > $2 AND pages > $3
       ORDER BY least(expires_at, revoked_at) LIMIT $4`,
      [new Date(now.getTime() - ENDED_KEPT_DAYS * DAY_MS), new Date(now.getTime() - DAY_MS), VIEWS_KEPT, limit],
    ),
  );
  for (const { shopId, shareId, isOver } of rows)
    await withShopClient(BigInt(shopId), (client) =>
      isOver
        ? client.query("DELETE FROM shares WHERE shop_id = $1 AND share_id = $2", [shopId, shareId])
        : client.query(
            `DELETE FROM share_views WHERE shop_id = $1 AND share_id = $2 AND view_id IN (
               SELECT view_id FROM share_views WHERE shop_id = $1 AND share_id = $2 ORDER BY at DESC, view_id OFFSET $3)`,
            [shopId, shareId, VIEWS_KEPT],
          ),
    );
}
