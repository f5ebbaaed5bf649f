import { addDays, addMonths, type Day, firstDay, type Month, startOfPart } from "./period";
import { type Rhythm, type Slot, slotAfter, slotOn } from "./slots";

/** The days that a calendar of a month shows: its own, filled up to whole weeks. `weekStart` is an ISO weekday, 1 is Monday. */
export function calendarDays(of: Month, weekStart: number): Day[] {
  const end = firstDay(addMonths(of, 1));
  const days: Day[] = [];
  for (
    let day = startOfPart(firstDay(of), "week", weekStart);
    day < end || days.length % 7 !== 0;
    day = addDays(day, 1)
  )
    days.push(day);
  return days;
}

/** The slots of a rhythm from `next`, its next one, on that lie within a half-open span of instants. */
export function slotsWithin(
  rhythm: Rhythm,
  next: Slot,
  { from, until }: { readonly from: Date; readonly until: Date },
): Slot[] {
  const slots: Slot[] = [];
  let slot = next.at >= from ? next : firstFrom(rhythm, next, from);
  for (; slot.at < until; slot = slotAfter(slot.day, rhythm)) slots.push(slot);
  return slots;
}

/** Not walked to from the next slot, which may lie years before. A zone's day begins at most a day before or after that of UTC. */
function firstFrom(rhythm: Rhythm, next: Slot, from: Date): Slot {
  const before = addDays(from.toISOString().slice(0, 10) as Day, -2);
  let slot = before > next.day ? slotAfter(before, rhythm) : slotOn(next.day, rhythm);
  while (slot.at < from) slot = slotAfter(slot.day, rhythm);
  return slot;
}
