import { caughtUp } from "~/analytics/missedSlots";
import { addDays, type Day } from "~/analytics/period";
import { firstSlot, type Rhythm, type Slot, slotAfter, slotOn } from "~/analytics/slots";
import type { ShopClient } from "~/db.server";
import { log } from "~/log.server";
import { rhythmOf, SCHEDULE_COLUMNS, type ScheduleRow, timingOf, UNREADABLE } from "./scheduleRow.server";
import { settingsOf } from "./scheduleSettings.server";

/** Skipped slots recorded at most after a long rest. */
const RECORDED_SKIPS = 400;
const DAY_MS = 86_400_000;

export type DueSchedule = ScheduleRow & { readonly shopId: string; readonly title: string };

export interface LockedSchedule extends DueSchedule {
  readonly pausedAt: Date | null;
  readonly archivedAt: Date | null;
}

/** A schedule that nobody else may open or change until the transaction ends; null when the shop has none of that id. */
export async function lockSchedule(
  client: ShopClient,
  shopId: bigint,
  scheduleId: string,
): Promise<LockedSchedule | null> {
  const { rows } = await client.query<LockedSchedule>(
    `SELECT s.shop_id::text AS "shopId", ${SCHEDULE_COLUMNS}, s.paused_at AS "pausedAt", s.archived_at AS "archivedAt"
     FROM report_schedules s WHERE s.shop_id = $1 AND s.schedule_id = $2 AND s.deleted_at IS NULL FOR UPDATE`,
    [shopId, scheduleId],
  );
  return rows[0] ?? null;
}

/** Makes runs of a schedule's slots that are due and moves it on; answers the runs' ids. Its row has to be locked. */
export async function openSlots(client: ShopClient, schedule: DueSchedule, now: Date): Promise<string[]> {
  const rhythm = rhythmOf(schedule);
  const due: Slot[] = [];
  let slot = slotOn(schedule.nextSlotDay, rhythm);
  for (; slot.at <= now; slot = slotAfter(slot.day, rhythm)) due.push(slot);
  const { made, missed } = caughtUp(due, timingOf(schedule), now);
  await writeSlots(client, schedule, missed.slice(-RECORDED_SKIPS), "skipped", now);
  const opened = await writeSlots(client, schedule, made, "pending", now);
  await moveTo(client, schedule, slot);
  return opened;
}

/**
 * As openSlots, for one of many: a schedule that cannot be opened does not keep the others from theirs. What is due of it is
 * recorded as failed with the reason, and it is moved on. Throws where the database itself fails, so that all is tried again.
 */
export async function openSlotsApart(client: ShopClient, schedule: DueSchedule, now: Date): Promise<string[]> {
  await client.query("SAVEPOINT one_schedule");
  try {
    const opened = await openSlots(client, schedule, now);
    await client.query("RELEASE SAVEPOINT one_schedule");
    return opened;
  } catch (error) {
    if (isPassing(error)) throw error;
    const { shopId, scheduleId } = schedule;
    log.error(
      { shopId, scheduleId, err: error },
      "a schedule could not be opened; what is due of it is recorded as failed",
    );
    await client.query("ROLLBACK TO SAVEPOINT one_schedule");
    await recordFault(client, schedule, now);
    return [];
  }
}

/** Connection lost, transaction taken back, out of means, stopped by the operator: classes of SQLSTATE that pass by themselves. */
const isPassing = (error: unknown): boolean =>
  error instanceof Error && "code" in error && typeof error.code === "string" && !/^(22|23)/.test(error.code);

async function recordFault(client: ShopClient, schedule: DueSchedule, now: Date): Promise<void> {
  const { shopId, scheduleId, title } = schedule;
  const { due, next } = slotsOfFaulty(schedule, now);
  await client.query(
    `INSERT INTO report_runs (shop_id, schedule_id, kind, slot_day, as_of, settings, state, error, opened_at, next_try_at)
     SELECT $1, $2, 'slot', $3, $4, $5, 'failed', $6, $7, $7 ON CONFLICT (shop_id, schedule_id, slot_day) DO NOTHING`,
    [shopId, scheduleId, due.day, due.at, { title }, UNREADABLE, now],
  );
  await moveTo(client, schedule, next);
}

/** The latest slot that is due and the one after it; a rhythm that cannot be read is looked at again each day. */
function slotsOfFaulty(schedule: DueSchedule, now: Date): { readonly due: Slot; readonly next: Slot } {
  const stored: Slot = { day: schedule.nextSlotDay, at: schedule.nextSlotAt };
  try {
    const rhythm = rhythmOf(schedule);
    let [due, next] = [stored, slotAfter(stored.day, rhythm)];
    while (next.at <= now) [due, next] = [next, slotAfter(next.day, rhythm)];
    return { due, next };
  } catch {
    const days = Math.floor((now.getTime() - stored.at.getTime()) / DAY_MS);
    const moved = (by: number): Slot => ({
      day: addDays(stored.day, by),
      at: new Date(stored.at.getTime() + by * DAY_MS),
    });
    return { due: moved(days), next: moved(days + 1) };
  }
}

/** The first slot after `now` on a day on which the schedule had no run. */
export async function freeSlot(
  client: ShopClient,
  { shopId, scheduleId }: DueSchedule,
  rhythm: Rhythm,
  now: Date,
): Promise<Slot> {
  let slot = firstSlot(now, rhythm);
  const { rows } = await client.query<{ day: Day }>(
    "SELECT slot_day AS day FROM report_runs WHERE shop_id = $1 AND schedule_id = $2 AND slot_day >= $3",
    [shopId, scheduleId, slot.day],
  );
  const taken = new Set(rows.map(({ day }) => day));
  while (taken.has(slot.day)) slot = slotAfter(slot.day, rhythm);
  return slot;
}

async function moveTo(client: ShopClient, { shopId, scheduleId }: DueSchedule, { day, at }: Slot): Promise<void> {
  await client.query(
    "UPDATE report_schedules SET next_slot_day = $3, next_slot_at = $4 WHERE shop_id = $1 AND schedule_id = $2",
    [shopId, scheduleId, day, at],
  );
}

/** Writes the runs of slots that have none yet, and answers their ids. */
async function writeSlots(
  client: ShopClient,
  schedule: DueSchedule,
  slots: readonly Slot[],
  state: "pending" | "skipped",
  now: Date,
): Promise<string[]> {
  if (slots.length === 0) return [];
  const { rows } = await client.query<{ runId: string }>(
    `INSERT INTO report_runs (shop_id, schedule_id, kind, slot_day, as_of, settings, timing, state, error, opened_at, next_try_at)
     SELECT $1, $2, 'slot', day, at, $5, $6, $7, $8, $9, $9 FROM unnest($3::date[], $4::timestamptz[]) AS x (day, at)
     ON CONFLICT (shop_id, schedule_id, slot_day) DO NOTHING
     RETURNING run_id AS "runId"`,
    [
      schedule.shopId,
      schedule.scheduleId,
      slots.map(({ day }) => day),
      slots.map(({ at }) => at),
      settingsOf(schedule),
      timingOf(schedule),
      state,
      state === "skipped" ? "missed" : null,
      now,
    ],
  );
  return rows.map(({ runId }) => runId);
}
