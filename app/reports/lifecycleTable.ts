import { customerChurnRate, customerRetentionRate } from "~/analytics/lapse";
import {
  customersOfMonth,
  LIFECYCLE_STAGES,
  type StageMonth,
  stageMonths,
  type Transition,
} from "~/analytics/lifecycle";
import type { Month } from "~/analytics/period";
import type { RetentionMonth } from "./customerPages";
import type { LifecycleRow } from "./report";

/** The flow as rows of a report: every stage of every month, with retention and churn of the month. */
export function lifecycleRows(transitions: readonly Transition[], last: Month, lastIsWhole: boolean): LifecycleRow[] {
  const flow = stageMonths(transitions, last);
  const months = new Map(retentionMonths(flow, transitions, last, lastIsWhole).map((of) => [of.month, of]));
  return flow.map((row) => ({
    ...row,
    retentionRate: months.get(row.month)?.retentionRate ?? null,
    churnRate: months.get(row.month)?.churnRate ?? null,
    complete: months.get(row.month)?.complete ?? true,
  }));
}

/** Retention and churn of each month of the flow. */
export function retentionMonths(
  flow: readonly StageMonth[],
  transitions: readonly Transition[],
  last: Month,
  lastIsWhole: boolean,
): RetentionMonth[] {
  const months = flow.filter(({ stage }) => stage === LIFECYCLE_STAGES[0]).map(({ month }) => month);
  return months.map((month) => {
    const counts = customersOfMonth(flow, transitions, month);
    return {
      month,
      ...counts,
      retentionRate: customerRetentionRate(counts),
      churnRate: customerChurnRate(counts),
      complete: month !== last || lastIsWhole,
    };
  });
}
