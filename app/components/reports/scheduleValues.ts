import type { CohortSpan } from "~/analytics/cohorts";
import type { Clock } from "~/analytics/metrics/metric";
import type { Grain } from "~/analytics/period";
import type { ComparisonChoice, PeriodRule } from "~/analytics/periodRule";
import type { SectionOptions } from "~/analytics/sectionOptions";
import type { Frequency } from "~/analytics/slots";
import type { OrderSwitches } from "~/analytics/switches";
import type { Language } from "~/i18n/languages";
import type { AppliedFilter, SectionName } from "~/reports/report";
import type { TimingValues } from "./timingValues";

/** A scheduled report as its form holds it. */
export interface ScheduleValues {
  readonly title: string;
  /** The merchant's own words to the readers. */
  readonly foreword: string;
  readonly options: SectionOptions;
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
  /** 1 to 3 within a quarter, 1 to 12 within a year. */
  readonly spanMonth: number;
  /** 31 is the last day. */
  readonly monthDay: number;
  /** "08:30" */
  readonly localTime: string;
  readonly timing: TimingValues;
  readonly attachXlsx: boolean;
  readonly attachPdf: boolean;
}

type When = Pick<ScheduleValues, "every" | "weekday" | "spanMonth" | "monthDay">;

/** A frequency as the form's fields hold it; those it does not need stand on their first choice. */
export function whenOf(frequency: Frequency): When {
  const first: When = { every: frequency.every, weekday: 1, spanMonth: 1, monthDay: 1 };
  switch (frequency.every) {
    case "day":
      return first;
    case "week":
      return { ...first, weekday: frequency.weekday };
    case "month":
      return { ...first, monthDay: frequency.monthDay };
    case "quarter":
    case "year":
      return { ...first, spanMonth: frequency.month, monthDay: frequency.monthDay };
  }
}

export function frequencyOf({ every, weekday, spanMonth, monthDay }: When): Frequency {
  switch (every) {
    case "day":
      return { every };
    case "week":
      return { every, weekday };
    case "month":
      return { every, monthDay };
    case "quarter":
    case "year":
      return { every, month: spanMonth, monthDay };
  }
}

/** The addresses as written, without blanks and without repeats. */
export function addressesOf({ recipients }: Pick<ScheduleValues, "recipients">): string[] {
  const written = recipients.split(/[\s,;]+/).map((text) => text.trim().toLowerCase());
  return [...new Set(written.filter((text) => text !== ""))];
}
