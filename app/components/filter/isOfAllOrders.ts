import { hasSwitch } from "~/analytics/switches";
import type { ReportHead } from "~/reports/report";

/** Whether a report is of every order there is: if it holds nothing then, there is nothing. */
export const isOfAllOrders = ({ filter, switches }: Pick<ReportHead, "filter" | "switches">): boolean =>
  filter.length === 0 && !hasSwitch(switches);
