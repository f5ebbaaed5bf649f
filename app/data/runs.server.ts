import type { Decision } from "~/analytics/conditions";
import type { Day } from "~/analytics/period";
import type { MissingPart, Timing } from "~/analytics/timing";
import { acrossShops, withShopClient } from "~/db.server";
import { log } from "~/log.server";
import { type NewDelivery, type NewFile, writeDeliveries } from "./deliveries.server";
import { type DueSchedule, openSlotsApart } from "./dueSlots.server";
import { SCHEDULE_COLUMNS, timingOf, UNREADABLE } from "./scheduleRow.server";
import { type ScheduleSettings, settingsOf } from "./scheduleSettings.server";
import type { Recipient } from "./schedules.server";
import type { Lease } from "./shopTasks.server";

export type RunKind = "slot" | "now" | "test";

/** A report to be made. */
export interface Run {
  readonly runId: string;
  readonly scheduleId: string | null;
  readonly kind: RunKind;
  readonly slotDay: Day | null;
  /** Observation end of the report. */
  readonly asOf: Date;
  readonly shopZone: string;
  readonly settings: ScheduleSettings;
  readonly timing: Timing;
  /** From when on its waits and tries are counted. */
  readonly openedAt: Date;
  readonly waitingSince: Date | null;
  /** Failures so far; waiting is none. */
  readonly attempts: number;
  /** Whom the mails go to: those of the schedule, or those a test names. */
  readonly recipients: readonly Recipient[];
}

export interface RunRef {
  readonly shopId: bigint;
  readonly runId: string;
}

/**
 * Makes a run of every slot that is due, and moves its schedule on, in one transaction. Which of several missed slots are made
 * is the schedule's rule; the others are recorded as skipped. What a schedule that cannot be read owes is recorded as failed. Any number of processes may do it at once.
 */
export async function openDueRuns(now: Date, limit = 200): Promise<RunRef[]> {
  return acrossShops(async (client) => {
    const { rows } = await client.query<DueSchedule>(
      `SELECT s.shop_id::text AS "shopId", ${SCHEDULE_COLUMNS}
       FROM report_schedules s JOIN shops p ON p.shop_id = s.shop_id
       WHERE s.next_slot_at <= $1 AND s.paused_at IS NULL AND s.deleted_at IS NULL AND p.state = 'active'
       ORDER BY s.next_slot_at LIMIT $2 FOR UPDATE OF s SKIP LOCKED`,
      [now, limit],
    );
    const opened: RunRef[] = [];
    for (const schedule of rows) {
      const shopId = BigInt(schedule.shopId);
      opened.push(...(await openSlotsApart(client, schedule, now)).map((runId) => ({ shopId, runId })));
    }
    return opened;
  });
}

/** Asks for a report outside its slots: of a saved schedule for its recipients, or a test for those named. */
export async function openRun(
  shopId: bigint,
  wish: {
    readonly kind: "now" | "test";
    readonly scheduleId: string | null;
    readonly settings: ScheduleSettings;
    /** Absent: the usual one. */
    readonly timing?: Timing;
    readonly recipients: readonly Recipient[] | null;
    /** A UUID of the wish: asked for again, it is the same run. Absent: each time another. */
    readonly runId?: string | undefined;
  },
  now: Date,
): Promise<string> {
  const { rows } = await withShopClient(shopId, (client) =>
    client.query<{ runId: string }>(
      `INSERT INTO report_runs (shop_id, schedule_id, kind, as_of, settings, timing, recipients, opened_at, next_try_at, run_id)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $4, $4, coalesce($8::uuid, gen_random_uuid()))
       ON CONFLICT (shop_id, run_id) DO NOTHING RETURNING run_id AS "runId"`,
      [
        shopId,
        wish.scheduleId,
        wish.kind,
        now,
        settingsOf(wish.settings),
        timingOf(wish.timing),
        wish.recipients && JSON.stringify(wish.recipients),
        wish.runId ?? null,
      ],
    ),
  );
  const runId = rows[0]?.runId ?? wish.runId;
  if (runId === undefined) throw new Error("a new run of a report: expected its id back");
  return runId;
}

/** Runs of active shops that are due and that nobody works on. */
export async function dueRuns(now: Date, limit = 500): Promise<RunRef[]> {
  const { rows } = await acrossShops((client) =>
    client.query<{ shopId: string; runId: string }>(
      `SELECT r.shop_id::text AS "shopId", r.run_id AS "runId" FROM report_runs r JOIN shops s ON s.shop_id = r.shop_id
       WHERE r.state = 'pending' AND r.next_try_at <= $1 AND (r.lease_until IS NULL OR r.lease_until <= $1)
         AND s.state = 'active' ORDER BY r.next_try_at LIMIT $2`,
      [now, limit],
    ),
  );
  return rows.map(({ shopId, runId }) => ({ shopId: BigInt(shopId), runId }));
}

/** Takes a due run for `leaseMs`, or answers null: it is made, not due, or someone has it. */
export async function claimRun(
  { shopId, runId }: RunRef,
  now: Date,
  leaseMs: number,
): Promise<(Run & Lease & { readonly deleted: boolean }) | null> {
  return withShopClient(shopId, async (client) => {
    const claimed = await client.query(
      `UPDATE report_runs SET lease_until = $4, lease_id = gen_random_uuid(), attempts = attempts + 1
       WHERE (shop_id, run_id) IN (SELECT shop_id, run_id FROM report_runs WHERE shop_id = $1 AND run_id = $2
         AND state = 'pending' AND next_try_at <= $3 AND (lease_until IS NULL OR lease_until <= $3) FOR UPDATE SKIP LOCKED)`,
      [shopId, runId, now, new Date(now.getTime() + leaseMs)],
    );
    if (!claimed.rowCount) return null;
    const { rows } = await client.query<Run & Lease & { deleted: boolean }>(
      `SELECT r.run_id AS "runId", r.lease_id AS "leaseId", r.schedule_id AS "scheduleId", r.kind, r.slot_day AS "slotDay",
         r.as_of AS "asOf", r.settings, r.timing, r.opened_at AS "openedAt", r.waiting_since AS "waitingSince", r.attempts,
         p.time_zone AS "shopZone",
         coalesce(coalesce(s.deleted_at, s.archived_at) IS NOT NULL, false) AS deleted,
         coalesce(r.recipients, (SELECT jsonb_agg(jsonb_build_object('email', c.email, 'language', c.language,
             'formats', c.formats, 'seesPersons', c.sees_persons, 'timeZone', c.time_zone) ORDER BY c.email)
           FROM schedule_recipients c LEFT JOIN recipient_consents k ON k.shop_id = c.shop_id AND k.email = c.email
           WHERE c.shop_id = r.shop_id AND c.schedule_id = r.schedule_id
             AND (k.state = 'confirmed' OR c.email = lower(p.email))), '[]') AS recipients
       FROM report_runs r JOIN shops p ON p.shop_id = r.shop_id
         LEFT JOIN report_schedules s ON s.shop_id = r.shop_id AND s.schedule_id = r.schedule_id
       WHERE r.shop_id = $1 AND r.run_id = $2`,
      [shopId, runId],
    );
    const [run] = rows;
    if (!run) return null;
    try {
      return { ...run, settings: settingsOf(run.settings), timing: timingOf(run.timing) };
    } catch (error) {
      log.error({ shopId, runId, err: error }, "a run holds what cannot be read; it fails");
      await client.query(
        "UPDATE report_runs SET state = 'failed', error = $3, lease_until = NULL WHERE shop_id = $1 AND run_id = $2",
        [shopId, runId, UNREADABLE],
      );
      return null;
    }
  });
}

/** Prolongs a lease; false when the run is another's by now. */
export async function renewRun({ shopId, runId }: RunRef, { leaseId }: Lease, until: Date): Promise<boolean> {
  const { rowCount } = await withShopClient(shopId, (client) =>
    client.query(
      "UPDATE report_runs SET lease_until = $4 WHERE shop_id = $1 AND run_id = $2 AND lease_id = $3 AND state = 'pending'",
      [shopId, runId, leaseId, until],
    ),
  );
  return rowCount === 1;
}

/** A report that was made, with its mails and files, what it lacks, and what its conditions came to. */
export interface MadeRun {
  readonly report: unknown;
  readonly deliveries: readonly NewDelivery[];
  readonly files: readonly NewFile[];
  readonly missing?: readonly MissingPart[];
  readonly decision?: Decision | null;
}

/** Freezes a made report with its mails and files in one transaction; false when the lease was lost, and nothing is written. */
export async function finishRun(
  { shopId, runId }: RunRef,
  { leaseId }: Lease,
  { report, deliveries, files, missing = [], decision = null }: MadeRun,
  now: Date,
): Promise<boolean> {
  return withShopClient(shopId, async (client) => {
    const { rowCount } = await client.query(
      `UPDATE report_runs SET state = 'built', report = $4, built_at = $5, lease_until = NULL, error = NULL, missing = $6,
         decision = $7
       WHERE shop_id = $1 AND run_id = $2 AND lease_id = $3 AND state = 'pending'`,
      [shopId, runId, leaseId, JSON.stringify(report), now, missing, decision && JSON.stringify(decision)],
    );
    if (rowCount !== 1) return false;
    await writeDeliveries(client, shopId, runId, deliveries, files, now);
    return true;
  });
}

/** Puts off a run whose data is not in. It is not a failure: the tries for those stay. Its wait is counted from `waitsFrom` on, if that is later than before. */
export async function putOffRun(
  { shopId, runId }: RunRef,
  { leaseId }: Lease,
  {
    missing,
    nextTryAt,
    waitsFrom = null,
  }: { readonly missing: readonly MissingPart[]; readonly nextTryAt: Date; readonly waitsFrom?: Date | null },
  now: Date,
): Promise<void> {
  await withShopClient(shopId, (client) =>
    client.query(
      `UPDATE report_runs SET lease_until = NULL, lease_id = NULL, attempts = greatest(attempts - 1, 0), error = NULL, missing = $4,
         next_try_at = $5, waiting_since = coalesce(waiting_since, $6), opened_at = greatest(opened_at, $7)
       WHERE shop_id = $1 AND run_id = $2 AND lease_id = $3 AND state = 'pending'`,
      [shopId, runId, leaseId, missing, nextTryAt, now, waitsFrom],
    ),
  );
}

/** Notes why a run could not be made; it is tried again at `nextTryAt`, or never when that is null. */
export async function failRun({ shopId, runId }: RunRef, { leaseId }: Lease, error: string, nextTryAt: Date | null) {
  await withShopClient(shopId, (client) =>
    client.query(
      `UPDATE report_runs SET lease_until = NULL, error = $4, next_try_at = coalesce($5, next_try_at),
         state = CASE WHEN $5::timestamptz IS NULL THEN 'failed' ELSE 'pending' END
       WHERE shop_id = $1 AND run_id = $2 AND lease_id = $3 AND state = 'pending'`,
      [shopId, runId, leaseId, error.slice(0, 2000), nextTryAt],
    ),
  );
}

/** How a run ends that sends nothing, and why. */
export type UnsentEnd =
  | { readonly state: "skipped"; readonly why: "deleted" }
  | { readonly state: "skipped"; readonly why: "incomplete"; readonly missing: readonly MissingPart[] }
  | { readonly state: "notNeeded"; readonly missing: readonly MissingPart[]; readonly decision: Decision };

/** Ends a run without a mail. */
export async function endRun({ shopId, runId }: RunRef, { leaseId }: Lease, end: UnsentEnd): Promise<void> {
  await withShopClient(shopId, (client) =>
    client.query(
      `UPDATE report_runs SET state = $4, error = $5, missing = $6, decision = $7, lease_until = NULL
       WHERE shop_id = $1 AND run_id = $2 AND lease_id = $3 AND state = 'pending'`,
      [
        shopId,
        runId,
        leaseId,
        end.state,
        end.state === "skipped" ? end.why : null,
        "missing" in end ? end.missing : [],
        "decision" in end ? JSON.stringify(end.decision) : null,
      ],
    ),
  );
}
