import { Badge, Link } from "@shopify/polaris";
import type { Rhythm } from "~/analytics/slots";
import { FiguresScroll } from "~/components/figures/FiguresScroll";
import { useWords } from "~/components/shell/words";
import { type Outcome, OutcomeWords } from "./OutcomeWords";
import { RhythmWords } from "./RhythmWords";

/** A schedule as the list shows it. */
export interface ScheduleSummary {
  readonly scheduleId: string;
  readonly title: string;
  readonly rhythm: Rhythm;
  readonly recipients: number;
  readonly paused: boolean;
  /** It holds what cannot be read. */
  readonly isFaulty: boolean;
  /** ISO instant since when it is in the archive. */
  readonly archivedAt: string | null;
  /** ISO instant of the next report. */
  readonly nextAt: string;
  /** Of its newest report; null before the first. */
  readonly outcome: Outcome | null;
}

export function ScheduleTable({ schedules }: { schedules: readonly ScheduleSummary[] }) {
  const { t } = useWords();
  return (
    <FiguresScroll label={t("pages.reports.schedules")}>
      <table className="figures">
        <thead>
          <tr>
            <th scope="col">{t("pages.reports.name")}</th>
            <th scope="col">{t("pages.reports.rhythm")}</th>
            <th scope="col">{t("pages.reports.recipients")}</th>
            <th scope="col">{t("pages.reports.next")}</th>
            <th scope="col">{t("builder.outcome")}</th>
          </tr>
        </thead>
        <tbody>
          {schedules.map((schedule) => (
            <tr key={schedule.scheduleId}>
              <th scope="row">
                <Link url={`/app/reports/${schedule.scheduleId}`}>{schedule.title}</Link>
              </th>
              <td>
                <RhythmWords rhythm={schedule.rhythm} />
              </td>
              <td>{t("pages.reports.recipientCount", { count: schedule.recipients })}</td>
              <td>
                <NextWords {...schedule} />
              </td>
              <td>
                <OutcomeWords outcome={schedule.outcome} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </FiguresScroll>
  );
}

function NextWords({ paused, isFaulty, archivedAt, nextAt }: ScheduleSummary) {
  const { t, instant } = useWords();
  if (archivedAt !== null) return `${t("builder.archivedOn")} · ${instant(archivedAt)}`;
  if (isFaulty) return <Badge tone="critical">{t("timing.runs.faulty")}</Badge>;
  return paused ? <Badge>{t("pages.reports.paused")}</Badge> : instant(nextAt);
}
