import { changeSchedule, createCopy, getReadable, type Schedule } from "./schedules.server";

/** Stops a schedule and puts it away: what it sent stays, a report that is not made yet never is. */
export function archiveSchedule(shopId: bigint, scheduleId: string, now: Date): Promise<void> {
  const put = "archived_at = coalesce(archived_at, $3), paused_at = coalesce(paused_at, $3), updated_at = $3";
  return changeSchedule(shopId, scheduleId, put, [now]);
}

/** Takes a schedule out of the archive. It stays paused until somebody resumes it. */
export function restoreSchedule(shopId: bigint, scheduleId: string, now: Date): Promise<void> {
  return changeSchedule(shopId, scheduleId, "archived_at = NULL, updated_at = $3", [now]);
}

/**
 * Copies a schedule under another title, with its readers and what each of them gets. The copy rests until it is saved; nobody
 * is asked again. Throws ScheduleMissing when the shop has none of
 * that id, ScheduleUnreadable where it is faulty.
 */
export async function copySchedule(
  shopId: bigint,
  scheduleId: string,
  title: string,
  now: Date,
  id?: string,
): Promise<Schedule> {
  const original = await getReadable(shopId, scheduleId);
  return createCopy(shopId, { ...original, title }, now, id);
}
