import type { Rhythm } from "~/analytics/slots";
import type { RunStateName } from "./runEntry";
import type { ScheduleSummary } from "./ScheduleTable";

interface Schedule {
  readonly scheduleId: string;
  readonly title: string;
  readonly rhythm: Rhythm;
  readonly recipients: readonly unknown[];
  readonly pausedAt: Date | null;
  readonly isFaulty: boolean;
  readonly archivedAt: Date | null;
  readonly nextSlotAt: Date;
}

interface Outcome {
  readonly scheduleId: string;
  readonly state: RunStateName;
  readonly at: Date;
  readonly mails: number;
  readonly reached: number;
}

/** Schedules with what became of the newest report of each, as they travel to the page. */
export const toScheduleSummaries = (schedules: readonly Schedule[], outcomes: readonly Outcome[]): ScheduleSummary[] =>
  schedules.map(({ scheduleId, title, rhythm, recipients, pausedAt, isFaulty, archivedAt, nextSlotAt }) => {
    const last = outcomes.find((outcome) => outcome.scheduleId === scheduleId);
    return {
      scheduleId,
      title,
      rhythm,
      recipients: recipients.length,
      paused: pausedAt !== null,
      isFaulty,
      archivedAt: archivedAt?.toISOString() ?? null,
      nextAt: nextSlotAt.toISOString(),
      outcome: last ? { state: last.state, at: last.at.toISOString(), mails: last.mails, reached: last.reached } : null,
    };
  });
