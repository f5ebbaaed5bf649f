import { addDays } from "~/analytics/period";
import type { ScheduleView } from "~/components/reports/SchedulePage";
import { newSchedule, type ScheduleValues } from "~/components/reports/scheduleValues";
import { toDeliveryEntry } from "~/components/reports/toDeliveryEntry";
import { listDeliveries } from "~/data/deliveries.server";
import { getSchedule, type Schedule, ScheduleMissing } from "~/data/schedules.server";
import { getSettings, switchesSet } from "~/data/settings.server";
import type { Shop } from "~/data/shops.server";
import { isLanguage, type Language } from "~/i18n/languages";
import { translator } from "~/i18n/translate";
import { namedFilter } from "~/reports/appliedFilter.server";
import { type AppliedFilter, SECTIONS, type SectionName } from "~/reports/report";

/** In place of an id: a report that is being set up. */
export const NEW = "new";

/** What the page of a scheduled report shows; `scheduleId` null for a new one. Throws a 404 when the shop has none of that id. */
export async function loadSchedule(shop: Shop, scheduleId: string | null): Promise<ScheduleView> {
  const language = isLanguage(shop.language) ? shop.language : "en";
  const always = {
    sections: SECTIONS,
    shopSwitches: switchesSet(await getSettings(shop.shopId)),
    testAddress: shop.email ?? "",
  };
  if (scheduleId === null)
    return {
      ...always,
      scheduleId,
      values: newSchedule(translator(language)("pages.schedule.suggestedTitle"), language, SECTIONS),
      paused: false,
      timeZone: shop.timeZone,
      deliveries: [],
    };
  const schedule = await findSchedule(shop.shopId, scheduleId);
  const deliveries = await listDeliveries(shop.shopId, { scheduleId });
  return {
    ...always,
    scheduleId,
    values: valuesOf(schedule, await namedFilter(shop.shopId, schedule.filter), language),
    paused: schedule.pausedAt !== null,
    timeZone: schedule.rhythm.timeZone,
    deliveries: deliveries.map(toDeliveryEntry),
  };
}

async function findSchedule(shopId: bigint, scheduleId: string): Promise<Schedule> {
  try {
    return await getSchedule(shopId, scheduleId);
  } catch (error) {
    if (error instanceof ScheduleMissing) throw new Response(null, { status: 404 });
    throw error;
  }
}

function valuesOf(schedule: Schedule, filter: readonly AppliedFilter[], fallback: Language): ScheduleValues {
  const { title, periodRule, comparison, compared, clock, switches, grain, cohortSpan } = schedule;
  const { attachXlsx, attachPdf, rhythm, recipients } = schedule;
  const { frequency, localTime } = rhythm;
  return {
    title,
    sections: schedule.sections.filter((name): name is SectionName => SECTIONS.some((section) => section === name)),
    periodRule,
    comparison,
    compareStart: compared?.start ?? "",
    compareLast: compared ? addDays(compared.end, -1) : "",
    clock,
    filter,
    switches,
    grain,
    cohortSpan,
    recipients: recipients.map(({ email }) => email).join("\n"),
    language: isLanguage(schedule.language) ? schedule.language : fallback,
    every: frequency.every,
    weekday: frequency.every === "week" ? frequency.weekday : 1,
    monthDay: frequency.every === "month" ? frequency.monthDay : 1,
    localTime,
    attachXlsx,
    attachPdf,
  };
}
