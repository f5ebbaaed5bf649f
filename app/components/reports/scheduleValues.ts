import type { CohortSpan } from "~/analytics/cohorts";
import type { Clock } from "~/analytics/metrics/metric";
import type { Grain } from "~/analytics/period";
import type { ComparisonChoice, PeriodRule } from "~/analytics/periodRule";
import type { Frequency } from "~/analytics/slots";
import type { OrderSwitches } from "~/analytics/switches";
import type { Language } from "~/i18n/languages";
import type { AppliedFilter, SectionName } from "~/reports/report";

/** A scheduled report as its form holds it. */
export interface ScheduleValues {
  readonly title: string;
  readonly sections: readonly SectionName[];
  readonly periodRule: PeriodRule;
  readonly comparison: ComparisonChoice;
  /** First and last day of a chosen span to compare with, as typed. */
  readonly compareStart: string;
  readonly compareLast: string;
  readonly clock: Clock;
  readonly filter: readonly AppliedFilter[];
  /** Null: as in the shop's settings. */
  readonly switches: OrderSwitches | null;
  readonly grain: Grain;
  readonly cohortSpan: CohortSpan;
  /** One address per line. */
  readonly recipients: string;
  readonly language: Language;
  readonly every: Frequency["every"];
  /** 1 is Monday. */
  readonly weekday: number;
  readonly monthDay: number;
  /** "08:30" */
  readonly localTime: string;
  readonly attachXlsx: boolean;
  readonly attachPdf: boolean;
}

/** What a new report begins with: the week's numbers on Monday morning. */
export function newSchedule(title: string, language: Language, sections: readonly SectionName[]): ScheduleValues {
  return {
    title,
    sections,
    periodRule: "last30Days",
    comparison: "previousPeriod",
    compareStart: "",
    compareLast: "",
    clock: "eventDay",
    filter: [],
    switches: null,
    grain: "week",
    cohortSpan: "month",
    recipients: "",
    language,
    every: "week",
    weekday: 1,
    monthDay: 1,
    localTime: "08:00",
    attachXlsx: true,
    attachPdf: true,
  };
}

type When = Pick<ScheduleValues, "every" | "weekday" | "monthDay">;

export function frequencyOf({ every, weekday, monthDay }: When): Frequency {
  switch (every) {
    case "day":
      return { every };
    case "week":
      return { every, weekday };
    case "month":
      return { every, monthDay };
  }
}

/** The addresses as written, without blanks and without repeats. */
export function addressesOf({ recipients }: Pick<ScheduleValues, "recipients">): string[] {
  const written = recipients.split(/[\s,;]+/).map((text) => text.trim().toLowerCase());
  return [...new Set(written.filter((text) => text !== ""))];
}
