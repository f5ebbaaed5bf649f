import { z } from "zod";
import { COHORT_SPANS } from "~/analytics/cohorts";
import { Filter } from "~/analytics/filter";
import { day, GRAINS } from "~/analytics/period";
import { COMPARISON_CHOICES, PERIOD_RULES } from "~/analytics/periodRule";
import { SectionOptions } from "~/analytics/sectionOptions";
import { OrderSwitches } from "~/analytics/switches";

const StoredDay = z.string().transform(day);

/** What a scheduled report shows and in which form. A run keeps it as it stood; one kept before a setting existed has its default. */
const ScheduleSettings = z.object({
  title: z.string(),
  /** The merchant's own words to the readers; empty for none. */
  foreword: z.string().default(""),
  sections: z.array(z.string()).readonly(),
  /** How the sections show what they hold. */
  options: SectionOptions,
  clock: z.enum(["eventDay", "orderDay"]),
  periodRule: z.enum(PERIOD_RULES),
  comparison: z.enum(COMPARISON_CHOICES),
  /** The span compared with where it is a chosen one, else null. */
  compared: z.object({ start: StoredDay, end: StoredDay }).readonly().nullable().default(null),
  filter: Filter.default({}),
  /** Which orders are left out; null: those the shop's settings leave out when the report is made. */
  switches: OrderSwitches.nullable().default(null),
  /** How sales and profit are divided. */
  grain: z.enum(GRAINS).default("month"),
  /** By what customers are taken together. */
  cohortSpan: z.enum(COHORT_SPANS).default("month"),
  attachXlsx: z.boolean(),
  attachPdf: z.boolean(),
  language: z.string(),
});
export type ScheduleSettings = Readonly<z.infer<typeof ScheduleSettings>>;

/** The settings alone of what holds more, a schedule or its row. */
export const settingsOf = (stored: unknown): ScheduleSettings => ScheduleSettings.parse(stored);

/** The columns of `report_schedules` that settings are written to. */
export const settingColumns = (settings: ScheduleSettings): Readonly<Record<string, unknown>> => ({
  title: settings.title,
  foreword: settings.foreword,
  sections: settings.sections,
  options: JSON.stringify(settings.options),
  clock: settings.clock,
  period_rule: settings.periodRule,
  comparison: settings.comparison,
  compare_start: settings.compared?.start ?? null,
  compare_end: settings.compared?.end ?? null,
  filter: JSON.stringify(settings.filter),
  switches: settings.switches && JSON.stringify(settings.switches),
  grain: settings.grain,
  cohort_span: settings.cohortSpan,
  attach_xlsx: settings.attachXlsx,
  attach_pdf: settings.attachPdf,
  language: settings.language,
});

/** What `settingsOf` reads of a row `s` of `report_schedules`. */
export const SETTING_COLUMNS = `s.title, s.foreword, s.sections, s.options, s.clock, s.period_rule AS "periodRule", s.comparison,
  CASE WHEN s.comparison = 'chosen' THEN jsonb_build_object('start', s.compare_start, 'end', s.compare_end) END AS compared,
  s.filter, s.switches, s.grain, s.cohort_span AS "cohortSpan",
  s.attach_xlsx AS "attachXlsx", s.attach_pdf AS "attachPdf", s.language`;
