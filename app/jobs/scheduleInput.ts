import { z } from "zod";
import { COHORT_SPANS } from "~/analytics/cohorts";
import { hasComparison } from "~/analytics/comparedMetrics";
import { isOfChange } from "~/analytics/conditions";
import { Filter } from "~/analytics/filter";
import { addDays, day, GRAINS, localDay, type Period } from "~/analytics/period";
import { COMPARISON_CHOICES, PERIOD_RULES } from "~/analytics/periodRule";
import { SectionOptions } from "~/analytics/sectionOptions";
import { OrderSwitches } from "~/analytics/switches";
import { isTimeZone } from "~/analytics/timeZones";
import { Timing } from "~/analytics/timing";
import { isOneAddress } from "~/emails/mail";
import { LANGUAGES } from "~/i18n/languages";
import { SECTIONS } from "~/reports/report";

/** What is wrong with a schedule, as the merchant reads it in English; pages may word it anew from the message's key. */
export const SCHEDULE_FAULTS = {
  title: "Give the report a title of at most 120 characters.",
  foreword: "Write at most 2,000 characters.",
  sections: "Choose at least one section, each once.",
  compared: "Choose the first and the last day of the span to compare with.",
  localTime: "Write the time as HH:MM, for example 08:30.",
  timeZone: "Choose a time zone such as Europe/London.",
  weekday: "Choose a weekday.",
  month: "Choose a month of the quarter or the year.",
  monthDay: "Choose a day of the month from 1 to 31, or the last.",
  conditionChange: "This figure is compared with nothing: choose a span to compare with, or ask for a value.",
  changeSize: "Write how large the change is, without a minus: “fell” says its direction.",
  comparedAhead: "This span has not ended yet: choose days that are over.",
  email: "Write one plain e-mail address, for example ada@example.com.",
  recipients: "Add between 1 and 50 recipients, each once.",
} as const;

/** What turns the direction of the words around it: "live" would read as "evil". */
const TURNING = /[\u202a-\u202e\u2066-\u2069]/g;

const Title = z
  .string()
  .transform((text) => text.replace(TURNING, "").trim())
  .pipe(
    z
      .string()
      .min(1, SCHEDULE_FAULTS.title)
      .max(120, SCHEDULE_FAULTS.title)
      .regex(/^\P{Cc}*$/u, SCHEDULE_FAULTS.title),
  );

/** A line's end counts as one character, however it was typed. */
const Foreword = z
  .string()
  .transform((text) => text.replace(/\r\n?/g, "\n").replaceAll("\0", "").replace(TURNING, "").trim())
  .pipe(z.string().max(2000, SCHEDULE_FAULTS.foreword))
  .default("");

const RecipientInput = z.object({
  email: z
    .string()
    .refine((text) => isOneAddress(text.trim()) && !/[\r\n\0]/.test(text), SCHEDULE_FAULTS.email)
    .transform((text) => text.trim().toLowerCase()),
  language: z.enum(LANGUAGES).nullable().default(null),
});

// The 31st is the last day of every month, so that is what "last" means.
const MonthDay = z.union(
  [
    z.literal("last").transform(() => 31),
    z.coerce
      .number(SCHEDULE_FAULTS.monthDay)
      .int(SCHEDULE_FAULTS.monthDay)
      .min(1, SCHEDULE_FAULTS.monthDay)
      .max(31, SCHEDULE_FAULTS.monthDay),
  ],
  SCHEDULE_FAULTS.monthDay,
);

const MonthOf = (months: number) =>
  z.coerce
    .number(SCHEDULE_FAULTS.month)
    .int(SCHEDULE_FAULTS.month)
    .min(1, SCHEDULE_FAULTS.month)
    .max(months, SCHEDULE_FAULTS.month);

const Frequency = z.discriminatedUnion("every", [
  z.object({ every: z.literal("day") }),
  z.object({
    every: z.literal("week"),
    weekday: z.coerce
      .number(SCHEDULE_FAULTS.weekday)
      .int()
      .min(1, SCHEDULE_FAULTS.weekday)
      .max(7, SCHEDULE_FAULTS.weekday),
  }),
  z.object({ every: z.literal("month"), monthDay: MonthDay }),
  z.object({ every: z.literal("quarter"), month: MonthOf(3), monthDay: MonthDay }),
  z.object({ every: z.literal("year"), month: MonthOf(12), monthDay: MonthDay }),
]);

const Day = z.iso.date(SCHEDULE_FAULTS.compared).transform(day);

/** A span as a reader names it, with its last day; null unless the comparison is with a span of its own. */
const Compared = z
  .object({ start: Day, last: Day }, SCHEDULE_FAULTS.compared)
  .refine(({ start, last }) => start <= last, SCHEDULE_FAULTS.compared)
  .transform(({ start, last }) => ({ start, end: addDays(last, 1) }));

/** Whether a span that ends before `end` still goes on. */
const isAhead = (end: Period["end"], timeZone: string): boolean => end > localDay(new Date(), timeZone);

/** A schedule as a form sends it. Gives a ScheduleDraft; every fault has a message of SCHEDULE_FAULTS where the merchant can cause it. */
export const ScheduleInput = z
  .object({
    title: Title,
    foreword: Foreword,
    options: SectionOptions,
    sections: z
      .array(z.enum(SECTIONS))
      .min(1, SCHEDULE_FAULTS.sections)
      .refine((sections) => new Set(sections).size === sections.length, SCHEDULE_FAULTS.sections),
    clock: z.enum(["eventDay", "orderDay"]),
    periodRule: z.enum(PERIOD_RULES),
    comparison: z.enum(COMPARISON_CHOICES),
    compared: Compared.nullable(),
    filter: Filter,
    switches: OrderSwitches.nullable(),
    grain: z.enum(GRAINS),
    cohortSpan: z.enum(COHORT_SPANS),
    attachXlsx: z.boolean(),
    attachPdf: z.boolean(),
    language: z.enum(LANGUAGES),
    rhythm: z.object({
      frequency: Frequency,
      localTime: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, SCHEDULE_FAULTS.localTime),
      timeZone: z.string().refine(isTimeZone, SCHEDULE_FAULTS.timeZone),
    }),
    timing: Timing,
    recipients: z
      .array(RecipientInput)
      .min(1, SCHEDULE_FAULTS.recipients)
      .max(50, SCHEDULE_FAULTS.recipients)
      .refine((all) => new Set(all.map(({ email }) => email)).size === all.length, SCHEDULE_FAULTS.recipients),
  })
  .refine(({ comparison, compared }) => (comparison === "chosen") === (compared !== null), {
    message: SCHEDULE_FAULTS.compared,
    path: ["compared"],
  })
  .refine(({ compared, rhythm }) => compared === null || !isAhead(compared.end, rhythm.timeZone), {
    message: SCHEDULE_FAULTS.comparedAhead,
    path: ["compared"],
  })
  .superRefine(({ timing }, context) => {
    // The test says the direction: "fell by −5%" would hold of a rise.
    for (const [index, { test, value }] of timing.conditions.of.entries())
      if (isOfChange(test) && value.startsWith("-"))
        context.addIssue({
          code: "custom",
          message: SCHEDULE_FAULTS.changeSize,
          path: ["timing", "conditions", "of", index, "value"],
        });
  })
  .superRefine(({ comparison, timing }, context) => {
    // A change against nothing would never be known, so that the report would never be sent.
    for (const [index, { metric, test }] of timing.conditions.of.entries())
      if (isOfChange(test) && (comparison === "none" || !hasComparison(metric)))
        context.addIssue({
          code: "custom",
          message: SCHEDULE_FAULTS.conditionChange,
          path: ["timing", "conditions", "of", index, "test"],
        });
  });

export type ScheduleInput = z.infer<typeof ScheduleInput>;

/** The address of a test mail. */
export const TestAddress = RecipientInput.shape.email;
