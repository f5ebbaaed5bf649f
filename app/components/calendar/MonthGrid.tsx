import { Link } from "@shopify/polaris";
import { type Day, monthOf } from "~/analytics/period";
import { weekdayNames } from "~/components/form/weekdays";
import { RunReasons, RunState } from "~/components/reports/RunWords";
import { useWords } from "~/components/shell/words";
import type { CalendarView, EntryView } from "./calendarView";

/** The weeks of a month as a grid, on a phone the days that hold something as a list. */
export function MonthGrid({ view: { month, today, days } }: { readonly view: CalendarView }) {
  const { language } = useWords();
  return (
    <div className="calendar">
      <div className="calendar-head" aria-hidden="true">
        {weekdayNames(language).map((name) => (
          <div key={name}>{name}</div>
        ))}
      </div>
      <ol className="calendar-days">
        {days.map(({ day, entries }) => (
          <DayCell key={day} day={day} entries={entries} outside={monthOf(day) !== month} isToday={day === today} />
        ))}
      </ol>
    </div>
  );
}

interface DayCellProps {
  readonly day: Day;
  readonly entries: readonly EntryView[];
  readonly outside: boolean;
  readonly isToday: boolean;
}

function DayCell({ day, entries, outside, isToday }: DayCellProps) {
  const { t, day: dayText } = useWords();
  const marks = [outside && "outside", isToday && "today", entries.length === 0 && "empty"];
  const classes = ["calendar-day", ...marks.flatMap((mark) => (mark ? [`calendar-${mark}`] : []))];
  return (
    <li className={classes.join(" ")} aria-current={isToday ? "date" : undefined}>
      <h3 className="calendar-date">
        <span className="calendar-number" aria-hidden="true">
          {Number(day.slice(8))}
        </span>
        <span className="calendar-full">
          {dayText(day)}
          {isToday ? ` · ${t("timing.calendar.today")}` : ""}
        </span>
      </h3>
      {entries.length === 0 ? null : (
        <ul className="calendar-entries">
          {entries.map((entry) => (
            <Entry key={entry.key} entry={entry} />
          ))}
        </ul>
      )}
    </li>
  );
}

function Entry({ entry: { title, time, there, url, run } }: { readonly entry: EntryView }) {
  const { t } = useWords();
  return (
    <li className="calendar-entry">
      <div className="calendar-title">
        <span className="calendar-time">{time}</span> {url === null ? title : <Link url={url}>{title}</Link>}
      </div>
      {there === null ? null : (
        <div className="quiet-row">
          {t("timing.calendar.there", { time: there.time, zone: there.timeZone.replaceAll("_", " ") })}
        </div>
      )}
      {run === null ? (
        <div className="quiet-row">{t("timing.calendar.planned")}</div>
      ) : (
        <>
          <RunState state={run.state} />
          <div className="calendar-why">
            <RunReasons run={run} />
          </div>
        </>
      )}
    </li>
  );
}
