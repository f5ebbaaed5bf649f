import { acrossShops, type ShopClient, withShopClient } from "~/db.server";
import { FILE_COLUMNS, type NewFile, writeFiles } from "./deliveries.server";

const DAY_MS = 86_400_000;
/** How long files and pictures of mails are kept. The report they were made from stays. */
export const FILES_KEPT_DAYS = 90;

/** Whose files: a run's, in one language and one view on customers. */
export interface FilesRef {
  readonly shopId: bigint;
  readonly runId: string;
  readonly language: string;
  readonly seesPersons: boolean;
}

/** Files and pictures as they were sent, in their order; none once they are deleted. */
export function storedFiles(of: FilesRef): Promise<NewFile[]> {
  return withShopClient(of.shopId, (client) => readFiles(client, of));
}

async function readFiles(client: ShopClient, { shopId, runId, language, seesPersons }: FilesRef): Promise<NewFile[]> {
  const { rows } = await client.query<NewFile>(
    `SELECT ${FILE_COLUMNS} FROM delivery_attachments
     WHERE shop_id = $1 AND run_id = $2 AND language = $3 AND sees_persons = $4 ORDER BY position`,
    [shopId, runId, language, seesPersons],
  );
  return rows;
}

/** The report of a run as it was frozen, with the settings it was made by; null when the shop has no such run. */
export async function frozenReport(
  shopId: bigint,
  runId: string,
): Promise<{ readonly report: unknown; readonly settings: unknown } | null> {
  const { rows } = await withShopClient(shopId, (client) =>
    client.query<{ report: unknown; settings: unknown }>(
      "SELECT report, settings FROM report_runs WHERE shop_id = $1 AND run_id = $2 AND report IS NOT NULL",
      [shopId, runId],
    ),
  );
  return rows[0] ?? null;
}

/** Keeps files that were made again, unless there are some by now; they are deleted after the same time. */
export async function keepFilesAgain(of: FilesRef, files: readonly NewFile[], now: Date): Promise<void> {
  await withShopClient(of.shopId, async (client) => {
    await client.query("SELECT FROM report_runs WHERE shop_id = $1 AND run_id = $2 FOR UPDATE", [of.shopId, of.runId]);
    if ((await readFiles(client, of)).length > 0) return;
    await writeFiles(client, of.shopId, of.runId, files);
    await client.query(
      "UPDATE report_runs SET files_made_at = $3, files_deleted_at = NULL WHERE shop_id = $1 AND run_id = $2",
      [of.shopId, of.runId, now],
    );
  });
}

/** Deletes the files of mails made more than FILES_KEPT_DAYS ago, of at most `limit` runs; answers of how many. Mails still to be sent keep theirs. */
export async function sweepFiles(now: Date, limit = 200): Promise<number> {
  const { rows } = await acrossShops((client) =>
    client.query<{ shopId: string; runId: string }>(
      `SELECT r.shop_id::text AS "shopId", r.run_id AS "runId" FROM report_runs r
       WHERE r.state = 'built' AND r.files_deleted_at IS NULL AND r.built_at < $1 AND coalesce(r.files_made_at, r.built_at) < $1
         AND NOT EXISTS (SELECT FROM deliveries d WHERE d.shop_id = r.shop_id AND d.run_id = r.run_id AND d.state IN ('pending', 'leased'))
       ORDER BY r.built_at LIMIT $2`,
      [new Date(now.getTime() - FILES_KEPT_DAYS * DAY_MS), limit],
    ),
  );
  for (const { shopId, runId } of rows)
    await withShopClient(BigInt(shopId), async (client) => {
      await client.query("DELETE FROM delivery_attachments WHERE shop_id = $1 AND run_id = $2", [shopId, runId]);
      await client.query("UPDATE report_runs SET files_deleted_at = $3 WHERE shop_id = $1 AND run_id = $2", [
        shopId,
        runId,
        now,
      ]);
    });
  return rows.length;
}
