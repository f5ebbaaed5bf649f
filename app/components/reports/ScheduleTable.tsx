import { Badge, Link } from "@shopify/polaris";
import type { Frequency } from "~/analytics/slots";
import { FiguresScroll } from "~/components/figures/FiguresScroll";
import { weekdayNames } from "~/components/form/weekdays";
import { useWords } from "~/components/shell/words";

/** A schedule as the list shows it. */
export interface ScheduleSummary {
  readonly scheduleId: string;
  readonly title: string;
  readonly frequency: Frequency;
  readonly localTime: string;
  readonly recipients: number;
  readonly paused: boolean;
  /** ISO instant of the next report. */
  readonly nextAt: string;
}

export function ScheduleTable({ schedules }: { schedules: readonly ScheduleSummary[] }) {
  const { t, instant } = useWords();
  return (
    <FiguresScroll label={t("pages.reports.schedules")}>
      <table className="figures">
        <thead>
          <tr>
            <th scope="col">{t("pages.reports.name")}</th>
            <th scope="col">{t("pages.reports.rhythm")}</th>
            <th scope="col">{t("pages.reports.recipients")}</th>
            <th scope="col">{t("pages.reports.next")}</th>
          </tr>
        </thead>
        <tbody>
          {schedules.map((schedule) => (
            <tr key={schedule.scheduleId}>
              <th scope="row">
                <Link url={`/app/reports/${schedule.scheduleId}`}>{schedule.title}</Link>
              </th>
              <td>
                <RhythmWords {...schedule} />
              </td>
              <td>{t("pages.reports.recipientCount", { count: schedule.recipients })}</td>
              <td>{schedule.paused ? <Badge>{t("pages.reports.paused")}</Badge> : instant(schedule.nextAt)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </FiguresScroll>
  );
}

/** "Every Monday at 08:00". */
function RhythmWords({ frequency, localTime }: Pick<ScheduleSummary, "frequency" | "localTime">) {
  const { t, language } = useWords();
  switch (frequency.every) {
    case "day":
      return t("pages.reports.everyDay", { time: localTime });
    case "week":
      return t("pages.reports.everyWeek", {
        weekday: weekdayNames(language)[frequency.weekday - 1] ?? "",
        time: localTime,
      });
    case "month":
      return t("pages.reports.everyMonth", { day: frequency.monthDay, time: localTime });
  }
}
