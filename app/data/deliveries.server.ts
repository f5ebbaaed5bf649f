import { type DeliveryState, TAKEN } from "~/analytics/deliveryState";
import { acrossShops, type ShopClient, withShopClient } from "~/db.server";
import type { FileFormat } from "./fileFormat";
import type { Lease } from "./shopTasks.server";

export type { DeliveryState } from "~/analytics/deliveryState";

/** A mail as it was rendered; what is stored is what is sent. */
export interface NewDelivery {
  readonly deliveryId: string;
  readonly recipient: string;
  readonly language: string;
  readonly sender: string;
  readonly subject: string;
  readonly html: string;
  readonly text: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly sha256: string;
  readonly unsubscribeToken: string;
  /** Whether customers stand in it as more than numbers: which of the run's files are its own. */
  readonly seesPersons: boolean;
  /** Which files hang on it. */
  readonly formats: readonly FileFormat[];
}

/** A file or inline picture of all mails of a run in one language and one view on customers. */
export interface NewFile {
  readonly language: string;
  readonly seesPersons: boolean;
  /** Null for a picture. */
  readonly format: FileFormat | null;
  readonly fileName: string;
  readonly contentType: string;
  /** Set for a picture shown in the text. */
  readonly contentId: string | null;
  readonly sha256: string;
  readonly bytes: Uint8Array;
}

/** What a mail is for: a report, a notice about a metric, or the question whether its reader wants either. */
export type DeliveryPurpose = "report" | "notice" | "confirmation";

export interface DeliveryRef {
  readonly shopId: bigint;
  readonly deliveryId: string;
}

/** A claimed mail, whole. */
export interface ClaimedDelivery extends NewDelivery, Lease {
  readonly idempotencyKey: string;
  readonly purpose: DeliveryPurpose;
  readonly attempts: number;
  readonly firstTryAt: Date;
  readonly files: readonly NewFile[];
}

/** A mail in a list. */
export interface DeliverySummary {
  readonly deliveryId: string;
  readonly scheduleId: string | null;
  readonly kind: string;
  readonly recipient: string;
  readonly subject: string;
  readonly state: DeliveryState;
  readonly attempts: number;
  readonly error: string | null;
  readonly createdAt: Date;
  readonly sentAt: Date | null;
}

export const idempotencyKey = (deliveryId: string): string => `rpt/${deliveryId}`;

/** Stores the mails of a run, in the transaction that marks it made. */
export async function writeDeliveries(
  client: ShopClient,
  shopId: bigint,
  runId: string,
  deliveries: readonly NewDelivery[],
  files: readonly NewFile[],
  now: Date,
): Promise<void> {
  await writeFiles(client, shopId, runId, files);
  for (const mail of deliveries) await writeDelivery(client, shopId, mail, { runId, copy: 0, copyOf: null }, now);
}

/** Stores files and pictures of a run's mails. */
export async function writeFiles(
  client: ShopClient,
  shopId: bigint,
  runId: string,
  files: readonly NewFile[],
): Promise<void> {
  for (const [position, file] of files.entries())
    await client.query(
      `INSERT INTO delivery_attachments (shop_id, run_id, language, sees_persons, position, format, file_name, content_type, content_id, sha256, bytes)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
      [
        shopId,
        runId,
        file.language,
        file.seesPersons,
        position,
        file.format,
        file.fileName,
        file.contentType,
        file.contentId,
        file.sha256,
        Buffer.from(file.bytes),
      ],
    );
}

/** Which mail of which run or notice it is; one of neither asks for confirmation. */
export interface DeliveryPlace {
  readonly runId: string | null;
  readonly noticeId?: string | null;
  /** 0 for the first mail to its reader; one sent again counts on. */
  readonly copy: number;
  readonly copyOf: string | null;
}

/** Stores one mail, due at once. */
export async function writeDelivery(
  client: ShopClient,
  shopId: bigint,
  mail: NewDelivery,
  { runId, noticeId = null, copy, copyOf }: DeliveryPlace,
  now: Date,
): Promise<void> {
  await client.query(
    `INSERT INTO deliveries (shop_id, run_id, delivery_id, idempotency_key, recipient, language, sender, subject, html,
       plain_text, headers, sha256, unsubscribe_token, next_try_at, created_at, copy, copy_of, sees_persons, formats, purpose,
       notice_id)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $14, $15, $16, $17, $18, $19, $20)`,
    [
      shopId,
      runId,
      mail.deliveryId,
      idempotencyKey(mail.deliveryId),
      mail.recipient,
      mail.language,
      mail.sender,
      mail.subject,
      mail.html,
      mail.text,
      mail.headers,
      mail.sha256,
      mail.unsubscribeToken,
      now,
      copy,
      copyOf,
      mail.seesPersons,
      mail.formats,
      purposeOf({ runId, noticeId }),
      noticeId,
    ],
  );
}

function purposeOf({ runId, noticeId }: Pick<DeliveryPlace, "runId" | "noticeId">): DeliveryPurpose {
  if (runId !== null) return "report";
  return noticeId ? "notice" : "confirmation";
}

// A lease that ran out is a try whose outcome nobody noted: due again under the same key.
const DUE = "((d.state = 'pending' AND d.next_try_at <= $1) OR (d.state = 'leased' AND d.lease_until <= $1))";

/** Mails that are due and that nobody works on, the oldest first. Those of a shop that has gone come too: they are dropped, not sent. */
export async function dueDeliveries(now: Date, limit = 500): Promise<DeliveryRef[]> {
  const { rows } = await acrossShops((client) =>
    client.query<{ shopId: string; deliveryId: string }>(
      `SELECT d.shop_id::text AS "shopId", d.delivery_id AS "deliveryId" FROM deliveries d
       WHERE ${DUE} ORDER BY d.created_at, d.delivery_id LIMIT $2`,
      [now, limit],
    ),
  );
  return rows.map(({ shopId, deliveryId }) => ({ shopId: BigInt(shopId), deliveryId }));
}

/** Mails of a run that are still to be sent. */
export async function openDeliveries(shopId: bigint, runId: string): Promise<DeliveryRef[]> {
  const { rows } = await withShopClient(shopId, (client) =>
    client.query<{ deliveryId: string }>(
      `SELECT delivery_id AS "deliveryId" FROM deliveries
       WHERE shop_id = $1 AND run_id = $2 AND state IN ('pending', 'leased') ORDER BY recipient`,
      [shopId, runId],
    ),
  );
  return rows.map(({ deliveryId }) => ({ shopId, deliveryId }));
}

/** The columns a NewFile is read from. */
export const FILE_COLUMNS = `language, sees_persons AS "seesPersons", format, file_name AS "fileName",
  content_type AS "contentType", content_id AS "contentId", sha256, bytes`;

/** Takes a due mail for `leaseMs` and counts the try, before anything is sent; null: sent, not due, or someone has it. */
export async function claimDelivery(
  { shopId, deliveryId }: DeliveryRef,
  now: Date,
  leaseMs: number,
): Promise<ClaimedDelivery | null> {
  return withShopClient(shopId, async (client) => {
    const { rows } = await client.query<Omit<ClaimedDelivery, "files"> & { runId: string | null }>(
      `UPDATE deliveries SET state = 'leased', lease_id = gen_random_uuid(), lease_until = $4, attempts = attempts + 1,
         first_try_at = coalesce(first_try_at, $1)
       WHERE (shop_id, delivery_id) IN (SELECT d.shop_id, d.delivery_id FROM deliveries d
         WHERE d.shop_id = $2 AND d.delivery_id = $3 AND ${DUE} FOR UPDATE SKIP LOCKED)
       RETURNING delivery_id AS "deliveryId", run_id AS "runId", idempotency_key AS "idempotencyKey", lease_id AS "leaseId",
         recipient, language, sender, subject, html, plain_text AS text, headers, sha256,
         unsubscribe_token AS "unsubscribeToken", attempts, first_try_at AS "firstTryAt", purpose,
         sees_persons AS "seesPersons", formats`,
      [now, shopId, deliveryId, new Date(now.getTime() + leaseMs)],
    );
    const [mail] = rows;
    if (!mail) return null;
    const files = await client.query<NewFile>(
      `SELECT ${FILE_COLUMNS} FROM delivery_attachments
       WHERE shop_id = $1 AND run_id = $2 AND language = $3 AND sees_persons = $4 AND (format IS NULL OR format = ANY($5))
       ORDER BY position`,
      [shopId, mail.runId, mail.language, mail.seesPersons, mail.formats],
    );
    return { ...mail, files: files.rows };
  });
}

/**
 * The mail was taken. A fact whoever reports it: it holds even when the lease was lost meanwhile, and what the mail service
 * told of its further way before stays.
 */
export async function markSent({ shopId, deliveryId }: DeliveryRef, providerId: string, now: Date): Promise<void> {
  await withShopClient(shopId, (client) =>
    client.query(
      `UPDATE deliveries SET state = 'sent', provider_id = $3, sent_at = $4, lease_until = NULL, error = NULL
       WHERE shop_id = $1 AND delivery_id = $2 AND state <> ALL($5) AND NOT (state = 'failed' AND sent_at IS NOT NULL)`,
      [shopId, deliveryId, providerId, now, TAKEN],
    ),
  );
}

/**
 * Puts a mail back for a later try. `counted` is false when the mail service told that it did not take the mail: that was no
 * try, and the hours within which the same key may be used have not begun.
 */
export async function postponeDelivery(
  { shopId, deliveryId }: DeliveryRef,
  { leaseId }: Lease,
  later: { readonly at: Date; readonly why: string; readonly counted: boolean },
): Promise<void> {
  await withShopClient(shopId, (client) =>
    client.query(
      `UPDATE deliveries SET state = 'pending', lease_until = NULL, next_try_at = $4, error = $5,
         attempts = attempts - CASE WHEN $6 THEN 0 ELSE 1 END,
         first_try_at = CASE WHEN NOT $6 AND attempts = 1 THEN NULL ELSE first_try_at END
       WHERE shop_id = $1 AND delivery_id = $2 AND lease_id = $3 AND state = 'leased'`,
      [shopId, deliveryId, leaseId, later.at, later.why.slice(0, 2000), later.counted],
    ),
  );
}

/** Ends a mail without sending it: refused for good, of unknown outcome, or not wanted. */
export async function endDelivery(
  { shopId, deliveryId }: DeliveryRef,
  { leaseId }: Lease,
  state: "failed" | "unknown" | "suppressed",
  why: string,
): Promise<void> {
  await withShopClient(shopId, (client) =>
    client.query(
      `UPDATE deliveries SET state = $4, lease_until = NULL, error = $5
       WHERE shop_id = $1 AND delivery_id = $2 AND lease_id = $3 AND state = 'leased'`,
      [shopId, deliveryId, leaseId, state, why.slice(0, 2000)],
    ),
  );
}

const SUMMARY = `SELECT d.delivery_id AS "deliveryId", r.schedule_id AS "scheduleId",
    coalesce(r.kind, d.purpose) AS kind, d.recipient, d.subject, d.state, d.attempts,
    d.error, d.created_at AS "createdAt", d.sent_at AS "sentAt"
  FROM deliveries d LEFT JOIN report_runs r ON r.shop_id = d.shop_id AND r.run_id = d.run_id
  WHERE d.shop_id = $1`;

/** The shop's mails, newest first; of one schedule or one run when named. */
export async function listDeliveries(
  shopId: bigint,
  { scheduleId = null, runId = null, limit = 50, offset = 0 }: DeliveryFilter = {},
): Promise<DeliverySummary[]> {
  const { rows } = await withShopClient(shopId, (client) =>
    client.query<DeliverySummary>(
      `${SUMMARY} AND ($2::uuid IS NULL OR r.schedule_id = $2) AND ($3::uuid IS NULL OR r.run_id = $3)
       ORDER BY d.created_at DESC, d.recipient, d.delivery_id LIMIT $4 OFFSET $5`,
      [shopId, scheduleId, runId, limit, offset],
    ),
  );
  return rows;
}

export interface DeliveryFilter {
  readonly scheduleId?: string | null;
  readonly runId?: string | null;
  readonly limit?: number;
  readonly offset?: number;
}

/** Whom the token in a mail's unsubscribe link stands for, or null. */
export async function findSubscription(
  token: string,
): Promise<{ shopId: bigint; shopName: string; email: string; language: string } | null> {
  const { rows } = await acrossShops((client) =>
    client.query<{ shopId: string; shopName: string; email: string; language: string }>(
      `SELECT d.shop_id::text AS "shopId", s.name AS "shopName", d.recipient AS email, d.language
       FROM deliveries d JOIN shops s ON s.shop_id = d.shop_id WHERE d.unsubscribe_token = $1`,
      [token],
    ),
  );
  const [found] = rows;
  return found ? { ...found, shopId: BigInt(found.shopId) } : null;
}
