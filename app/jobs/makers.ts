import type { CohortSpan } from "~/analytics/cohorts";
import type { Filter } from "~/analytics/filter";
import type { Clock } from "~/analytics/metrics/metric";
import type { MetricName } from "~/analytics/metrics/registry";
import type { Grain, Period } from "~/analytics/period";
import type { SectionOptions } from "~/analytics/sectionOptions";
import type { OrderSwitches } from "~/analytics/switches";
import type { FileFormat } from "~/data/fileFormat";
import type { MailFile } from "~/emails/mail";
import type { RenderedEmail, ReportEmailOptions } from "~/emails/renderReportEmail";
import type { Language } from "~/i18n/languages";
import type { Report, SectionName } from "~/reports/report";

/** What a report is asked for by. */
export interface ReportWish {
  readonly period: Period;
  readonly comparison: Period | null;
  readonly clock: Clock;
  readonly filter: Filter;
  /** Null: the shop's own. */
  readonly switches: OrderSwitches | null;
  readonly grain: Grain;
  readonly cohortSpan: CohortSpan;
  readonly asOf: Date;
  readonly sections: readonly SectionName[];
  readonly shown: SectionOptions;
  /** Figures that its conditions ask for. */
  readonly alsoFigures?: readonly MetricName[];
}

/** A report as a file. */
export interface ReportFile extends MailFile {
  readonly format: FileFormat;
}

/** The steps from a shop to a mail, each another room's; the job only calls them in order. */
export interface ReportMakers {
  /** Fetches what changed in the shop since the last time. */
  readonly catchUp: (shopId: bigint) => Promise<unknown>;
  readonly compute: (shopId: bigint, wish: ReportWish) => Promise<Report>;
  readonly render: (report: Report, options: ReportEmailOptions) => Promise<RenderedEmail>;
  readonly files: (report: Report, language: Language, wanted: readonly FileFormat[]) => Promise<readonly ReportFile[]>;
}
