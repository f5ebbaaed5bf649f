import { addDays } from "~/analytics/period";
import { timeZones } from "~/analytics/timeZones";
import { toRunView } from "~/components/reports/runEntry";
import type { ScheduleView } from "~/components/reports/SchedulePage";
import { type ScheduleValues, whenOf } from "~/components/reports/scheduleValues";
import { newTiming, timingValues } from "~/components/reports/timingValues";
import { toDeliveryEntry } from "~/components/reports/toDeliveryEntry";
import { listDeliveries } from "~/data/deliveries.server";
import { listRuns } from "~/data/runLog.server";
import { getSchedule, type Schedule, ScheduleMissing } from "~/data/schedules.server";
import { getSettings, switchesSet } from "~/data/settings.server";
import type { Shop } from "~/data/shops.server";
import { isLanguage, type Language } from "~/i18n/languages";
import { translator } from "~/i18n/translate";
import { namedFilter } from "~/reports/appliedFilter.server";
import { type AppliedFilter, SECTIONS, type SectionName } from "~/reports/report";
import { BLANK, TEMPLATE_NAMES, type TemplateName, templateOf } from "~/reports/templates";

/** In place of an id: a report that is being set up. */
export const NEW = "new";

/** So many of its runs are told on a report's page. */
const RUNS_SHOWN = 20;

/** The template an address names, or null for a report from blank. */
export const templateNamed = (search: URLSearchParams): TemplateName | null =>
  TEMPLATE_NAMES.find((name) => name === search.get("template")) ?? null;

/** What the page of a report shows that is set up from a template or from blank. */
export async function newSchedule(shop: Shop, template: TemplateName | null): Promise<ScheduleView> {
  return {
    ...(await always(shop)),
    scheduleId: null,
    values: valuesOfNew(template, shop),
    paused: false,
    archivedAt: null,
    unsavedCopy: false,
    isFaulty: false,
    zones: timeZones([shop.timeZone]),
    runs: [],
    deliveries: [],
  };
}

/** What the page of a scheduled report shows. Throws a 404 when the shop has none of that id. */
export async function loadSchedule(shop: Shop, scheduleId: string): Promise<ScheduleView> {
  const schedule = await findSchedule(shop.shopId, scheduleId);
  const deliveries = await listDeliveries(shop.shopId, { scheduleId });
  return {
    ...(await always(shop)),
    scheduleId,
    values: valuesOf(schedule, await namedFilter(shop.shopId, schedule.filter), shop),
    paused: schedule.pausedAt !== null,
    archivedAt: schedule.archivedAt?.toISOString() ?? null,
    unsavedCopy: schedule.unsavedCopy,
    isFaulty: schedule.isFaulty,
    zones: timeZones([shop.timeZone, schedule.rhythm.timeZone]),
    runs: (await listRuns(shop.shopId, { scheduleId, tests: true, limit: RUNS_SHOWN })).map(toRunView),
    deliveries: deliveries.map(toDeliveryEntry),
  };
}

const languageOf = ({ language }: Shop): Language => (isLanguage(language) ? language : "en");

const always = async (shop: Shop) => ({
  sections: SECTIONS,
  shopSwitches: switchesSet(await getSettings(shop.shopId)),
  testAddress: shop.email ?? "",
});

async function findSchedule(shopId: bigint, scheduleId: string): Promise<Schedule> {
  try {
    return await getSchedule(shopId, scheduleId);
  } catch (error) {
    if (error instanceof ScheduleMissing) throw new Response(null, { status: 404 });
    throw error;
  }
}

function valuesOfNew(template: TemplateName | null, shop: Shop): ScheduleValues {
  const language = languageOf(shop);
  const t = translator(language);
  const { frequency, ...begun } = template === null ? BLANK : templateOf(template);
  return {
    ...begun,
    ...whenOf(frequency),
    title: template === null ? t("pages.schedule.suggestedTitle") : t(`builder.templates.${template}.title`),
    foreword: "",
    compareStart: "",
    compareLast: "",
    filter: [],
    switches: null,
    recipients: "",
    language,
    localTime: "08:00",
    timing: newTiming(shop.timeZone),
  };
}

function valuesOf(schedule: Schedule, filter: readonly AppliedFilter[], shop: Shop): ScheduleValues {
  const fallback = languageOf(shop);
  const { title, foreword, options, periodRule, comparison, compared, clock, switches, grain, cohortSpan } = schedule;
  const { attachXlsx, attachPdf, rhythm, recipients } = schedule;
  const { frequency, localTime } = rhythm;
  return {
    title,
    foreword,
    options,
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
    ...whenOf(frequency),
    localTime,
    timing: timingValues(schedule.timing, rhythm.timeZone, { language: fallback, currency: shop.currency }),
    attachXlsx,
    attachPdf,
  };
}
