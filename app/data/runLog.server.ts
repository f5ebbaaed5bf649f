import { z } from "zod";
import { Decision } from "~/analytics/conditions";
import type { Day } from "~/analytics/period";
import { MISSING_PARTS, type MissingPart } from "~/analytics/timing";
import { withShopClient } from "~/db.server";
import type { RunKind } from "./runs.server";
import { timingOrUsual } from "./scheduleRow.server";
import { rows } from "./sql.server";

export type RunState = "pending" | "built" | "skipped" | "notNeeded" | "failed";

/** A run in a list: what became of it, and why. */
export interface RunEntry {
  readonly runId: string;
  /** Null for a test of a report that was not saved, and for one whose schedule is not there any more. */
  readonly scheduleId: string | null;
  readonly title: string;
  readonly kind: RunKind;
  readonly slotDay: Day | null;
  /** When it was due, or asked for. */
  readonly asOf: Date;
  /** Zone of its slot's local time; null without a schedule. */
  readonly slotZone: string | null;
  readonly state: RunState;
  /** Since when it waits for data, or waited before it ended. */
  readonly waitingSince: Date | null;
  /** When its wait is over, and whether it goes then. */
  readonly waitsUntil: Date;
  readonly ifIncomplete: "send" | "skip";
  readonly missing: readonly MissingPart[];
  /** missed, incomplete, deleted, or what failed; null where nothing is to be said. */
  readonly why: string | null;
  readonly nextTryAt: Date;
  readonly builtAt: Date | null;
  readonly decision: Decision | null;
  /** Its mails, copies aside, and the first one's id. */
  readonly mails: number;
  readonly deliveryId: string | null;
}

interface Wish {
  readonly scheduleId?: string;
  /** Half-open span of when it was due. */
  readonly from?: Date;
  readonly until?: Date;
  /** Whether tests are listed, too. */
  readonly tests?: boolean;
  readonly limit: number;
}

interface Row extends Omit<RunEntry, "waitsUntil" | "ifIncomplete" | "missing" | "decision"> {
  readonly openedAt: Date;
  readonly timing: unknown;
  readonly missing: unknown;
  readonly decision: unknown;
}

/** The shop's runs, the newest first. */
export async function listRuns(shopId: bigint, wish: Wish): Promise<RunEntry[]> {
  const { scheduleId = null, from = null, until = null, tests = false, limit } = wish;
  const found = await withShopClient(shopId, (client) =>
    rows<Row & Record<string, unknown>>(
      client,
      `SELECT r.run_id AS "runId", s.schedule_id AS "scheduleId", r.settings ->> 'title' AS title, r.kind,
         r.slot_day AS "slotDay", r.as_of AS "asOf", s.time_zone AS "slotZone", r.state, r.waiting_since AS "waitingSince",
         r.opened_at AS "openedAt", r.timing, r.missing, r.error AS why, r.next_try_at AS "nextTryAt",
         r.built_at AS "builtAt", r.decision, coalesce(d.mails, 0) AS mails, d.first AS "deliveryId"
       FROM report_runs r
       LEFT JOIN report_schedules s ON s.shop_id = r.shop_id AND s.schedule_id = r.schedule_id AND s.deleted_at IS NULL
       LEFT JOIN LATERAL (
         SELECT count(*)::int AS mails, (array_agg(delivery_id::text ORDER BY recipient))[1] AS first
         FROM deliveries WHERE shop_id = r.shop_id AND run_id = r.run_id AND copy = 0) d ON true
       WHERE r.shop_id = :shopId AND (:scheduleId::uuid IS NULL OR r.schedule_id = :scheduleId::uuid)
         AND (:from::timestamptz IS NULL OR r.as_of >= :from) AND (:until::timestamptz IS NULL OR r.as_of < :until)
         AND (:tests OR r.kind <> 'test')
       ORDER BY r.as_of DESC, r.run_id LIMIT :limit`,
      { shopId, scheduleId, from, until, tests, limit },
    ),
  );
  return found.map(({ openedAt, timing, missing, decision, ...run }) => {
    const { waitHours, ifIncomplete } = timingOrUsual(timing);
    return {
      ...run,
      waitsUntil: new Date(openedAt.getTime() + waitHours * 3_600_000),
      ifIncomplete,
      missing: z.array(z.enum(MISSING_PARTS)).parse(missing),
      decision: Decision.nullable().catch(null).parse(decision),
    };
  });
}
