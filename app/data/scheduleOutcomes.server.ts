import { withShopClient } from "~/db.server";
import type { RunState } from "./runLog.server";

/** What became of a schedule's newest report, tests left out. */
export interface ScheduleOutcome {
  readonly scheduleId: string;
  /** Of the run; waiting is one that is to be made and whose data is not in. */
  readonly state: RunState | "waiting";
  /** Observation end of the report. */
  readonly at: Date;
  /** Its mails, those sent again left out; how many of them were handed over and did not come back. */
  readonly mails: number;
  readonly reached: number;
}

/** The newest report of each schedule that has one; of two of the same instant the one asked for last. */
export async function listOutcomes(shopId: bigint): Promise<ScheduleOutcome[]> {
  const { rows } = await withShopClient(shopId, (client) =>
    client.query<ScheduleOutcome>(
      `SELECT r.schedule_id AS "scheduleId", r.state, r.as_of AS at, count(d.delivery_id)::int AS mails,
         count(d.delivery_id) FILTER (WHERE d.state IN ('sent', 'delayed', 'delivered', 'complained'))::int AS reached
       FROM (SELECT DISTINCT ON (schedule_id) shop_id, schedule_id, run_id, as_of,
           CASE WHEN state = 'pending' AND waiting_since IS NOT NULL THEN 'waiting' ELSE state END AS state FROM report_runs
         WHERE shop_id = $1 AND schedule_id IS NOT NULL AND kind <> 'test'
         ORDER BY schedule_id, as_of DESC, created_at DESC) r
       LEFT JOIN deliveries d ON d.shop_id = r.shop_id AND d.run_id = r.run_id AND d.copy = 0
       GROUP BY r.schedule_id, r.state, r.as_of ORDER BY r.schedule_id`,
      [shopId],
    ),
  );
  return rows;
}
