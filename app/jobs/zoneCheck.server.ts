import { Temporal } from "temporal-polyfill";
import { acrossShops } from "~/db.server";
import { log } from "~/log.server";

const DAYS_BACK = 30;
const DAYS_AHEAD = 400;
const STEP_DAYS = 3;

/** Minutes east of UTC that a source gives a zone at an instant; null where it does not know the zone. */
export interface ZoneReading {
  readonly zone: string;
  readonly at: Date;
  readonly minutes: number;
}

/**
 * Days are computed by PostgreSQL and slots by Node, each with its own time zone data: where one is older, a report would
 * come at another hour than its day. Logs the zones in use for which they differ, and answers them.
 */
export async function checkZones(now: Date): Promise<readonly string[]> {
  const differing = differingZones(await readingsOfPostgres(now));
  if (differing.length > 0)
    log.error(
      { zones: differing },
      "PostgreSQL and Node disagree about these time zones: bring the older one's time zone data up to date",
    );
  return differing;
}

/** Zones for which Node tells another offset than one of the readings. */
export function differingZones(readings: readonly ZoneReading[]): string[] {
  const differing = readings.filter(({ zone, at, minutes }) => minutesOf(zone, at) !== minutes);
  return [...new Set(differing.map(({ zone }) => zone))].sort();
}

/** What PostgreSQL knows of the zones of shops and schedules, from a month ago to a year ahead. */
async function readingsOfPostgres(now: Date): Promise<ZoneReading[]> {
  const { rows } = await acrossShops((client) =>
    client.query<ZoneReading>(
      `SELECT zone, at, (extract(epoch FROM (at AT TIME ZONE zone) - (at AT TIME ZONE 'UTC')) / 60)::float8 AS minutes
       FROM (SELECT time_zone AS zone FROM shops UNION SELECT time_zone FROM report_schedules) zones,
         generate_series($1::timestamptz - make_interval(days => $2), $1::timestamptz + make_interval(days => $3),
           make_interval(days => $4)) AS at
       WHERE zone IN (SELECT name FROM pg_timezone_names)`,
      [now, DAYS_BACK, DAYS_AHEAD, STEP_DAYS],
    ),
  );
  return rows;
}

function minutesOf(zone: string, at: Date): number | null {
  try {
    const local = Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(zone);
    return local.offsetNanoseconds / 60_000_000_000;
  } catch {
    return null;
  }
}
