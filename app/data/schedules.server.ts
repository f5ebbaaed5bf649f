import { isDeepStrictEqual } from "node:util";
import type { Day } from "~/analytics/period";
import { firstSlot, type Rhythm } from "~/analytics/slots";
import type { Timing } from "~/analytics/timing";
import { type ShopClient, withShopClient } from "~/db.server";
import { freeSlot, type LockedSchedule, lockSchedule, openSlotsApart } from "./dueSlots.server";
import type { FileFormat } from "./fileFormat";
import { readRow, rhythmOf, SCHEDULE_COLUMNS, type ScheduleRow } from "./scheduleRow.server";
import { type ScheduleSettings, settingColumns } from "./scheduleSettings.server";

export interface Recipient {
  /** Lower case. */
  readonly email: string;
  /** Null: the schedule's language. */
  readonly language: string | null;
  /** Null: the schedule's files; none of them for the mail alone. */
  readonly formats?: readonly FileFormat[] | null;
  /** Whether customers stand in it as more than numbers; default no. */
  readonly seesPersons?: boolean;
  /** On whose clock instants are told; null: the shop's. */
  readonly timeZone?: string | null;
}

/** A schedule as a merchant writes it. */
export interface ScheduleDraft extends ScheduleSettings {
  readonly rhythm: Rhythm;
  readonly timing: Timing;
  readonly recipients: readonly Recipient[];
}

/** A recipient as it stands. */
export interface ScheduledRecipient extends Required<Recipient> {
  /** Why nothing is sent to the address: unsubscribed, bounced or complained; null when it may be written to. */
  readonly suppressed: string | null;
  /** Whether the person wants this shop's reports: only then are they sent. Null: not asked yet. */
  readonly consent: "confirmed" | "asked" | null;
}

export interface Schedule extends Omit<ScheduleDraft, "recipients"> {
  readonly scheduleId: string;
  readonly recipients: readonly ScheduledRecipient[];
  readonly pausedAt: Date | null;
  /** Since when it is in the archive; then it is paused too. */
  readonly archivedAt: Date | null;
  /** A copy that was not saved yet; it is paused until then. */
  readonly unsavedCopy: boolean;
  /** It holds what cannot be read, and the usual stands in its place: nothing is made of it until it is saved. */
  readonly isFaulty: boolean;
  readonly nextSlotDay: Day;
  readonly nextSlotAt: Date;
  readonly createdAt: Date;
  /** The newest run of a slot or at the merchant's wish; null before the first. */
  readonly lastRun: { readonly state: string; readonly asOf: Date; readonly error: string | null } | null;
}

/** A schedule that is not there, or another shop's. */
export class ScheduleMissing extends Error {}

/** A schedule that holds what cannot be read, so that nothing can be made of it until it is saved anew. */
export class ScheduleUnreadable extends Error {}

/** One schedule to make something of. Throws ScheduleMissing, or ScheduleUnreadable where it is faulty. */
export async function getReadable(shopId: bigint, scheduleId: string): Promise<Schedule> {
  const schedule = await getSchedule(shopId, scheduleId);
  if (schedule.isFaulty) throw new ScheduleUnreadable(`schedule ${scheduleId}: holds what cannot be read`);
  return schedule;
}

/**
 * Stores a new schedule; its first slot is the first one after `now`. With an id, a UUID of the form it was written in, the same
 * form sent again makes no second one: the last one sent holds.
 */
export async function createSchedule(shopId: bigint, draft: ScheduleDraft, now: Date, id?: string): Promise<Schedule> {
  const standing = id === undefined ? {} : { schedule_id: id };
  return (await insertSchedule(shopId, draft, now, standing)) ?? updateSchedule(shopId, id ?? "", draft, now);
}

/** Stores a copy that rests until it is saved for the first time; with the id of one that is there it answers that. */
export async function createCopy(shopId: bigint, draft: ScheduleDraft, now: Date, id?: string): Promise<Schedule> {
  const standing = { paused_at: now, unsaved_copy: true, ...(id !== undefined && { schedule_id: id }) };
  return (await insertSchedule(shopId, draft, now, standing)) ?? getSchedule(shopId, id ?? "");
}

function insertSchedule(
  shopId: bigint,
  draft: ScheduleDraft,
  now: Date,
  standing: Readonly<Record<string, unknown>>,
): Promise<Schedule | null> {
  return withShopClient(shopId, async (client) => {
    await requireZone(client, draft.rhythm.timeZone);
    const slot = firstSlot(now, draft.rhythm);
    const written = {
      ...columns(draft),
      next_slot_day: slot.day,
      next_slot_at: slot.at,
      created_at: now,
      updated_at: now,
      ...standing,
    };
    const { rows } = await client.query<{ scheduleId: string }>(
      `INSERT INTO report_schedules (shop_id, ${Object.keys(written)})
       VALUES ($1, ${Object.keys(written).map((_, index) => `$${index + 2}`)})
       ON CONFLICT (shop_id, schedule_id) DO NOTHING RETURNING schedule_id AS "scheduleId"`,
      [shopId, ...Object.values(written)],
    );
    const scheduleId = rows[0]?.scheduleId;
    if (scheduleId === undefined) return null;
    await writeRecipients(client, shopId, scheduleId, draft.recipients);
    return readSchedule(client, shopId, scheduleId);
  });
}

/**
 * Replaces a schedule; a copy begins to run with it, one in the archive is not there. What is due is opened first, as it stood.
 * The next slot stays where it was unless the rhythm changes; then it is the first one after `now`. A day that had its run gets
 * no second one.
 */
export function updateSchedule(shopId: bigint, scheduleId: string, draft: ScheduleDraft, now: Date): Promise<Schedule> {
  return withShopClient(shopId, async (client) => {
    await requireZone(client, draft.rhythm.timeZone);
    const before = await lock(client, shopId, scheduleId);
    if (before.archivedAt !== null) throw missing(scheduleId);
    const isRunning = before.pausedAt === null;
    if (isRunning && before.nextSlotAt <= now) await openSlotsApart(client, before, now);
    const isMoved = !isRunning || !isDeepStrictEqual(rhythmOf(before), draft.rhythm);
    const slot = isMoved ? await freeSlot(client, before, draft.rhythm, now) : null;
    const written = {
      ...columns(draft),
      ...(slot && { next_slot_day: slot.day, next_slot_at: slot.at }),
      updated_at: now,
    };
    await client.query(
      `UPDATE report_schedules SET ${Object.keys(written).map((name, index) => `${name} = $${index + 3}`)}
         , paused_at = CASE WHEN NOT unsaved_copy THEN paused_at END, unsaved_copy = false
       WHERE shop_id = $1 AND schedule_id = $2`,
      [shopId, scheduleId, ...Object.values(written)],
    );
    await client.query("DELETE FROM schedule_recipients WHERE shop_id = $1 AND schedule_id = $2 AND email <> ALL($3)", [
      shopId,
      scheduleId,
      draft.recipients.map(({ email }) => email),
    ]);
    await writeRecipients(client, shopId, scheduleId, draft.recipients);
    return readSchedule(client, shopId, scheduleId);
  });
}

/** Takes a schedule away. What it sent stays listed; nothing more is made of it. */
export function deleteSchedule(shopId: bigint, scheduleId: string, now: Date): Promise<void> {
  return changeSchedule(shopId, scheduleId, "deleted_at = $3, updated_at = $3", [now]);
}

/** Stops a schedule; what was due before is opened, slots that pass meanwhile are not made up for. */
export function pauseSchedule(shopId: bigint, scheduleId: string, now: Date): Promise<void> {
  return withShopClient(shopId, async (client) => {
    const schedule = await lock(client, shopId, scheduleId);
    if (schedule.pausedAt !== null) return;
    if (schedule.nextSlotAt <= now) await openSlotsApart(client, schedule, now);
    await client.query(
      "UPDATE report_schedules SET paused_at = $3, updated_at = $3 WHERE shop_id = $1 AND schedule_id = $2",
      [shopId, scheduleId, now],
    );
  });
}

/** Starts a paused schedule again with the first slot after `now`; one that runs already goes on as it does. */
export function resumeSchedule(shopId: bigint, scheduleId: string, now: Date): Promise<void> {
  return withShopClient(shopId, async (client) => {
    const schedule = await lock(client, shopId, scheduleId);
    if (schedule.archivedAt !== null) throw missing(scheduleId);
    if (schedule.pausedAt === null) return;
    const slot = await freeSlot(client, schedule, rhythmOf(schedule), now);
    await client.query(
      `UPDATE report_schedules SET paused_at = NULL, unsaved_copy = false, next_slot_day = $4, next_slot_at = $5, updated_at = $3
       WHERE shop_id = $1 AND schedule_id = $2`,
      [shopId, scheduleId, now, slot.day, slot.at],
    );
  });
}

async function lock(client: ShopClient, shopId: bigint, scheduleId: string): Promise<LockedSchedule> {
  const schedule = isId(scheduleId) ? await lockSchedule(client, shopId, scheduleId) : null;
  if (schedule === null) throw missing(scheduleId);
  return schedule;
}

/** The shop's schedules by title, but for those in the archive. */
export const listSchedules = (shopId: bigint): Promise<Schedule[]> => listWhere(shopId, "s.archived_at IS NULL");

/** The schedules in the shop's archive by title. */
export const listArchived = (shopId: bigint): Promise<Schedule[]> => listWhere(shopId, "s.archived_at IS NOT NULL");

function listWhere(shopId: bigint, condition: string): Promise<Schedule[]> {
  return withShopClient(shopId, async (client) => {
    const list = `${SELECT} AND ${condition} ORDER BY s.title, s.schedule_id`;
    const { rows } = await client.query<Row>(list, [shopId, null]);
    return rows.map(toSchedule);
  });
}

/** Whether the shop has any schedule, asked within a page's own transaction. */
export async function hasSchedules(client: ShopClient, shopId: bigint): Promise<boolean> {
  const { rows } = await client.query<{ has: boolean }>(
    "SELECT EXISTS (SELECT FROM report_schedules WHERE shop_id = $1 AND deleted_at IS NULL AND archived_at IS NULL) AS has",
    [shopId],
  );
  return rows[0]?.has ?? false;
}

/** One schedule. Throws ScheduleMissing when the shop has none of that id. */
export function getSchedule(shopId: bigint, scheduleId: string): Promise<Schedule> {
  return withShopClient(shopId, (client) => readSchedule(client, shopId, scheduleId));
}

async function readSchedule(client: ShopClient, shopId: bigint, scheduleId: string): Promise<Schedule> {
  if (!isId(scheduleId)) throw missing(scheduleId);
  const { rows } = await client.query<Row>(SELECT, [shopId, scheduleId]);
  if (!rows[0]) throw missing(scheduleId);
  return toSchedule(rows[0]);
}

/** Sets columns of a schedule that is there (`$3` on are `values`). Throws ScheduleMissing when the shop has none of that id. */
export async function changeSchedule(
  shopId: bigint,
  scheduleId: string,
  assignment: string,
  values: readonly unknown[],
): Promise<void> {
  if (!isId(scheduleId)) throw missing(scheduleId);
  const changed = await withShopClient(shopId, (client) =>
    client.query(
      `UPDATE report_schedules SET ${assignment} WHERE shop_id = $1 AND schedule_id = $2 AND deleted_at IS NULL`,
      [shopId, scheduleId, ...values],
    ),
  );
  if (!changed.rowCount) throw missing(scheduleId);
}

const isId = (text: string): boolean => /^[0-9a-f-]{36}$/i.test(text);

const missing = (scheduleId: string) => new ScheduleMissing(`schedule ${scheduleId}: not found in this shop`);

/** A zone that PostgreSQL does not know would put days and slots on different calendars. */
async function requireZone(client: ShopClient, timeZone: string): Promise<void> {
  const known = await client.query("SELECT 1 FROM pg_timezone_names WHERE name = $1", [timeZone]);
  if (!known.rowCount) throw new RangeError(`time zone "${timeZone}": expected an IANA name such as Europe/London`);
}

/** What a form does not name of a recipient stays as it is. */
async function writeRecipients(client: ShopClient, shopId: bigint, scheduleId: string, all: readonly Recipient[]) {
  for (const { email, language, formats = null, seesPersons = null, timeZone = null } of all)
    await client.query(
      `INSERT INTO schedule_recipients AS r (shop_id, schedule_id, email, language, formats, sees_persons, time_zone)
       VALUES ($1, $2, $3, $4, $5, coalesce($6, false), $7)
       ON CONFLICT (shop_id, schedule_id, email) DO UPDATE SET language = coalesce(EXCLUDED.language, r.language),
         formats = coalesce(EXCLUDED.formats, r.formats), sees_persons = coalesce($6, r.sees_persons),
         time_zone = coalesce(EXCLUDED.time_zone, r.time_zone)`,
      [shopId, scheduleId, email, language, formats, seesPersons, timeZone],
    );
}

function columns({ rhythm, timing, ...draft }: ScheduleDraft): Readonly<Record<string, unknown>> {
  const { frequency } = rhythm;
  return {
    ...settingColumns(draft),
    every: frequency.every,
    weekday: "weekday" in frequency ? frequency.weekday : null,
    month_day: "monthDay" in frequency ? frequency.monthDay : null,
    span_month: "month" in frequency ? frequency.month : null,
    local_time: rhythm.localTime,
    time_zone: rhythm.timeZone,
    wait_hours: timing.waitHours,
    if_incomplete: timing.ifIncomplete,
    catch_up: timing.catchUp,
    catch_up_hours: timing.catchUpHours,
    conditions: JSON.stringify(timing.conditions),
  };
}

interface Row extends ScheduleRow {
  readonly title: string;
  readonly pausedAt: Date | null;
  readonly archivedAt: Date | null;
  readonly unsavedCopy: boolean;
  readonly createdAt: Date;
  readonly recipients: Schedule["recipients"];
  readonly lastState: string | null;
  readonly lastAsOf: Date | null;
  readonly lastError: string | null;
}

const SELECT = `
  SELECT ${SCHEDULE_COLUMNS}, s.paused_at AS "pausedAt", s.archived_at AS "archivedAt",
    s.unsaved_copy AS "unsavedCopy", s.created_at AS "createdAt",
    coalesce((SELECT jsonb_agg(jsonb_build_object('email', r.email, 'language', r.language, 'formats', r.formats,
         'seesPersons', r.sees_persons, 'timeZone', r.time_zone, 'suppressed', x.reason,
         'consent', CASE WHEN r.email = lower(p.email) AND x.reason IS NULL THEN 'confirmed' ELSE k.state END) ORDER BY r.email)
       FROM schedule_recipients r JOIN shops p ON p.shop_id = r.shop_id
         LEFT JOIN suppressions x ON x.shop_id = r.shop_id AND x.email = r.email
         LEFT JOIN recipient_consents k ON k.shop_id = r.shop_id AND k.email = r.email
       WHERE r.shop_id = s.shop_id AND r.schedule_id = s.schedule_id), '[]') AS recipients,
    last.state AS "lastState", last.as_of AS "lastAsOf", last.error AS "lastError"
  FROM report_schedules s
  LEFT JOIN LATERAL (SELECT state, as_of, error FROM report_runs
    WHERE shop_id = s.shop_id AND schedule_id = s.schedule_id AND kind <> 'test' ORDER BY as_of DESC LIMIT 1) last ON true
  WHERE s.shop_id = $1 AND ($2::uuid IS NULL OR s.schedule_id = $2) AND s.deleted_at IS NULL`;

function toSchedule(row: Row): Schedule {
  const { lastState, lastAsOf, lastError } = row;
  const { settings, rhythm, timing, isFaulty } = readRow(row);
  return {
    ...settings,
    scheduleId: row.scheduleId,
    rhythm,
    timing,
    isFaulty,
    recipients: row.recipients,
    pausedAt: row.pausedAt,
    archivedAt: row.archivedAt,
    unsavedCopy: row.unsavedCopy,
    nextSlotDay: row.nextSlotDay,
    nextSlotAt: row.nextSlotAt,
    createdAt: row.createdAt,
    lastRun: lastState && lastAsOf ? { state: lastState, asOf: lastAsOf, error: lastError } : null,
  };
}
