import type { Day } from "~/analytics/period";
import { type Slot, slotAfter, slotOn } from "~/analytics/slots";
import { acrossShops, type ShopClient, withShopClient } from "~/db.server";
import { type NewDelivery, type NewFile, writeDeliveries } from "./deliveries.server";
import { type ScheduleSettings, settingsOf } from "./scheduleSettings.server";
import { type Recipient, rhythmOf, SCHEDULE_COLUMNS, type ScheduleRow } from "./schedules.server";
import type { Lease } from "./shopTasks.server";

const DAY_MS = 86_400_000;
/** A slot that nobody could serve for longer than this is skipped: the report would tell of another day. */
export const LATEST_MS = DAY_MS;
/** Skipped slots recorded at most after a long rest. */
const RECORDED_SKIPS = 400;

export type RunKind = "slot" | "now" | "test";

/** A report to be made. */
export interface Run {
  readonly runId: string;
  readonly scheduleId: string | null;
  readonly kind: RunKind;
  readonly slotDay: Day | null;
  /** Observation end of the report. */
  readonly asOf: Date;
  /** Zone of the slot's day; null for a test of a schedule that was not saved. */
  readonly slotZone: string | null;
  readonly shopZone: string;
  readonly settings: ScheduleSettings;
  readonly attempts: number;
  /** Whom the mails go to: those of the schedule, or those a test names. */
  readonly recipients: readonly Recipient[];
}

export interface RunRef {
  readonly shopId: bigint;
  readonly runId: string;
}

/**
 * Makes a run of every slot that is due, and moves its schedule on, in one transaction. Of several missed slots the latest
 * is made when it is at most a day late; the others are recorded as skipped. Any number of processes may do it at once.
 */
export async function openDueRuns(now: Date, limit = 200): Promise<RunRef[]> {
  return acrossShops(async (client) => {
    const { rows } = await client.query<ScheduleRow & { shopId: string }>(
      `SELECT s.shop_id::text AS "shopId", ${SCHEDULE_COLUMNS}
       FROM report_schedules s JOIN shops p ON p.shop_id = s.shop_id
       WHERE s.next_slot_at <= $1 AND s.paused_at IS NULL AND s.deleted_at IS NULL AND p.state = 'active'
       ORDER BY s.next_slot_at LIMIT $2 FOR UPDATE OF s SKIP LOCKED`,
      [now, limit],
    );
    const opened: RunRef[] = [];
    for (const schedule of rows) {
      const runId = await openSlots(client, schedule, now);
      if (runId) opened.push({ shopId: BigInt(schedule.shopId), runId });
    }
    return opened;
  });
}

async function openSlots(client: ShopClient, schedule: ScheduleRow & { shopId: string }, now: Date) {
  const rhythm = rhythmOf(schedule);
  const missed: Slot[] = [];
  let slot = slotOn(schedule.nextSlotDay, rhythm);
  for (; slot.at <= now; slot = slotAfter(slot.day, rhythm)) missed.push(slot);
  const latest = missed.at(-1);
  const inTime = latest !== undefined && now.getTime() - latest.at.getTime() <= LATEST_MS;
  const skipped = (inTime ? missed.slice(0, -1) : missed).slice(-RECORDED_SKIPS);
  await client.query(
    `INSERT INTO report_runs (shop_id, schedule_id, kind, slot_day, as_of, settings, state, error)
     SELECT $1, $2, 'slot', day, at, $5, 'skipped', 'missed' FROM unnest($3::date[], $4::timestamptz[]) AS x (day, at)
     ON CONFLICT (shop_id, schedule_id, slot_day) DO NOTHING`,
    [
      schedule.shopId,
      schedule.scheduleId,
      skipped.map(({ day }) => day),
      skipped.map(({ at }) => at),
      settingsOf(schedule),
    ],
  );
  await client.query(
    "UPDATE report_schedules SET next_slot_day = $3, next_slot_at = $4 WHERE shop_id = $1 AND schedule_id = $2",
    [schedule.shopId, schedule.scheduleId, slot.day, slot.at],
  );
  if (!latest || !inTime) return null;
  const { rows } = await client.query<{ runId: string }>(
    `INSERT INTO report_runs (shop_id, schedule_id, kind, slot_day, as_of, settings, next_try_at)
     VALUES ($1, $2, 'slot', $3, $4, $5, $6) ON CONFLICT (shop_id, schedule_id, slot_day) DO NOTHING
     RETURNING run_id AS "runId"`,
    [schedule.shopId, schedule.scheduleId, latest.day, latest.at, settingsOf(schedule), now],
  );
  return rows[0]?.runId ?? null;
}

/** Asks for a report outside its slots: of a saved schedule for its recipients, or a test for those named. */
export async function openRun(
  shopId: bigint,
  wish: {
    readonly kind: "now" | "test";
    readonly scheduleId: string | null;
    readonly settings: ScheduleSettings;
    readonly recipients: readonly Recipient[] | null;
  },
  now: Date,
): Promise<string> {
  const { rows } = await withShopClient(shopId, (client) =>
    client.query<{ runId: string }>(
      `INSERT INTO report_runs (shop_id, schedule_id, kind, as_of, settings, recipients, next_try_at)
       VALUES ($1, $2, $3, $4, $5, $6, $4) RETURNING run_id AS "runId"`,
      [
        shopId,
        wish.scheduleId,
        wish.kind,
        now,
        settingsOf(wish.settings),
        wish.recipients && JSON.stringify(wish.recipients),
      ],
    ),
  );
  const [row] = rows;
  if (!row) throw new Error("a new run of a report: expected its id back");
  return row.runId;
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
         r.as_of AS "asOf", r.settings, r.attempts, s.time_zone AS "slotZone", p.time_zone AS "shopZone",
         coalesce(s.deleted_at IS NOT NULL, false) AS deleted,
         coalesce(r.recipients, (SELECT jsonb_agg(jsonb_build_object('email', c.email, 'language', c.language,
             'formats', c.formats, 'seesPersons', c.sees_persons) ORDER BY c.email)
           FROM schedule_recipients c LEFT JOIN recipient_consents k ON k.shop_id = c.shop_id AND k.email = c.email
           WHERE c.shop_id = r.shop_id AND c.schedule_id = r.schedule_id
             AND (k.state = 'confirmed' OR c.email = lower(p.email))), '[]') AS recipients
       FROM report_runs r JOIN shops p ON p.shop_id = r.shop_id
         LEFT JOIN report_schedules s ON s.shop_id = r.shop_id AND s.schedule_id = r.schedule_id
       WHERE r.shop_id = $1 AND r.run_id = $2`,
      [shopId, runId],
    );
    const [run] = rows;
    return run ? { ...run, settings: settingsOf(run.settings) } : null;
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

/** Freezes a made report with its mails and files in one transaction; false when the lease was lost, and nothing is written. */
export async function finishRun(
  { shopId, runId }: RunRef,
  { leaseId }: Lease,
  made: { readonly report: unknown; readonly deliveries: readonly NewDelivery[]; readonly files: readonly NewFile[] },
  now: Date,
): Promise<boolean> {
  return withShopClient(shopId, async (client) => {
    const { rowCount } = await client.query(
      `UPDATE report_runs SET state = 'built', report = $4, built_at = $5, lease_until = NULL, error = NULL
       WHERE shop_id = $1 AND run_id = $2 AND lease_id = $3 AND state = 'pending'`,
      [shopId, runId, leaseId, JSON.stringify(made.report), now],
    );
    if (rowCount !== 1) return false;
    await writeDeliveries(client, shopId, runId, made.deliveries, made.files, now);
    return true;
  });
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

/** Drops a run whose schedule was deleted meanwhile. */
export async function skipRun({ shopId, runId }: RunRef, { leaseId }: Lease, why: string) {
  await withShopClient(shopId, (client) =>
    client.query(
      `UPDATE report_runs SET state = 'skipped', error = $4, lease_until = NULL
       WHERE shop_id = $1 AND run_id = $2 AND lease_id = $3 AND state = 'pending'`,
      [shopId, runId, leaseId, why],
    ),
  );
}
