import { createContext, type ReactNode, useContext, useMemo } from "react";
import type { Clock } from "~/analytics/metrics/metric";
import type { MetricName } from "~/analytics/metrics/registry";
import type { Month, Period } from "~/analytics/period";
import type { Report } from "~/reports/report";

/** What a figure is about, so that it can be explained and its orders be listed. */
export interface Scope {
  readonly period: Period;
  readonly clock: Clock;
  /** The report holds figures that were invented for demonstration. */
  readonly madeUp: boolean;
  readonly productId?: string;
  readonly customerId?: string;
  readonly cohortMonth?: Month;
}

const ScopeContext = createContext<Scope | null>(null);

type ScopeReport = Pick<Report, "period" | "clock" | "notes">;

/** Gives every figure below it the period, the clock and the caveats of `report`. */
export function ReportScope({ report, children }: { report: ScopeReport; children: ReactNode }) {
  const { period, clock, notes } = report;
  const scope = useMemo(
    () => ({ period, clock, madeUp: notes.some(({ code }) => code === "made_up_data") }),
    [period, clock, notes],
  );
  return <ScopeContext.Provider value={scope}>{children}</ScopeContext.Provider>;
}

/** The scope a figure stands in. Throws outside of a ReportScope. */
export function useScope(): Scope {
  const scope = useContext(ScopeContext);
  if (!scope) throw new Error("useScope: expected a ReportScope above this figure");
  return scope;
}

/** The figure over orders that a figure per cohort customer is made from. */
const SUMMED_FROM: Partial<Record<MetricName, MetricName>> = {
  lifetimeValue: "contributionProfit",
  lifetimeGrossProfit: "grossProfit",
  lifetimeNetSales: "netSales",
  retention: "customers",
  repeatRate: "orders",
};

/** Address of the list of orders behind a figure; null for one product's figure, to which an order belongs in part only. */
export function ordersPath(metric: MetricName, scope: Scope): string | null {
  if (scope.productId !== undefined) return null;
  const query = new URLSearchParams({ start: scope.period.start, end: scope.period.end, clock: scope.clock });
  if (scope.customerId) query.set("customer", scope.customerId);
  if (scope.cohortMonth) query.set("cohort", scope.cohortMonth);
  return `/app/explain/${SUMMED_FROM[metric] ?? metric}?${query}`;
}

/** Figures that rest on costs or spending, which is what a demo store invents. */
const RESTS_ON_COSTS: ReadonlySet<MetricName> = new Set<MetricName>([
  "cogs",
  "grossProfit",
  "grossMargin",
  "contributionProfit",
  "contributionMargin",
  "marketingSpend",
  "profitAfterMarketing",
  "operatingExpenses",
  "netProfit",
  "costCoverage",
  "lifetimeGrossProfit",
  "lifetimeValue",
  "acquisitionCost",
]);

export const isMadeUp = (metric: MetricName, scope: Scope): boolean => scope.madeUp && RESTS_ON_COSTS.has(metric);
