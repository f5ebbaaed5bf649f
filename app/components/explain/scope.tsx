import { createContext, type ReactNode, useContext, useMemo } from "react";
import type { FilterDimension } from "~/analytics/filter";
import type { Clock } from "~/analytics/metrics/metric";
import type { MetricName } from "~/analytics/metrics/registry";
import { addDays, BEGINNING, localDay, type Month, monthPeriod, type Period } from "~/analytics/period";
import type { Attribution } from "~/analytics/platforms";
import { EXCLUDE_NOTHING, type OrderSwitches, switchWords } from "~/analytics/switches";
import type { Report } from "~/reports/report";

/** What a figure is about, so that it can be explained and its orders be listed. */
export interface Scope {
  readonly period: Period;
  /** From the beginning to the end of the day of the report's `asOf`. */
  readonly history: Period;
  readonly clock: Clock;
  /** The report holds figures that were invented for demonstration. */
  readonly madeUp: boolean;
  /** Which orders the report is made of, and which it leaves out; absent: the shop's own. */
  readonly filter?: readonly (readonly [FilterDimension, string])[];
  readonly switches?: OrderSwitches;
  readonly productId?: string;
  /** Only what came from this platform by the touch that counts. */
  readonly platform?: string;
  readonly attribution?: Attribution;
  readonly customerId?: string;
  readonly cohortMonth?: Month;
  /** Customers whose first order fell on one of these days; for cohorts of other spans than months. */
  readonly cohort?: Period;
}

const ScopeContext = createContext<Scope | null>(null);

type ScopeReport = Pick<Report, "period" | "asOf" | "timeZone" | "clock" | "notes" | "filter" | "switches">;

/** What the figures of a report are about. */
export function scopeOf({ period, asOf, timeZone, clock, notes, filter, switches }: ScopeReport): Scope {
  return {
    period,
    history: { start: BEGINNING, end: addDays(localDay(new Date(asOf), timeZone), 1) },
    clock,
    madeUp: notes.some(({ code }) => code === "made_up_data"),
    filter: filter.flatMap(({ dimension, values }) => values.map(({ value }) => [dimension, value] as const)),
    switches,
  };
}

/** Gives every figure below it the period, the clock and the caveats of `report`. */
export function ReportScope({ report, children }: { report: ScopeReport; children: ReactNode }) {
  const scope = useMemo(() => scopeOf(report), [report]);
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
  lifetimeProfitAfterMarketing: "contributionProfit",
  lifetimeOrders: "orders",
  lifetimeUnits: "units",
  retention: "customers",
};

/** Figures of all customers there are up to the report's end, whatever its period. */
const OF_ALL_CUSTOMERS: ReadonlySet<MetricName> = new Set(Object.keys(SUMMED_FROM) as MetricName[]);

/** The repeat rate counts customers twice over; no list of orders sums to it. */
const OF_NO_ORDERS: ReadonlySet<MetricName> = new Set<MetricName>(["repeatRate"]);

/** Figures of one product to which whole orders' parts can be told. */
const OF_PRODUCT: ReadonlySet<MetricName> = new Set<MetricName>([
  "netSales",
  "units",
  "returnedUnits",
  "returnRate",
  "orders",
  "cogs",
  "grossProfit",
  "grossMargin",
  "costCoverage",
  "paymentFees",
  "contributionProfit",
]);

/** Figures of one platform that visits and spending have no part in. */
const OF_PLATFORM: ReadonlySet<MetricName> = new Set<MetricName>([
  "platformOrders",
  "newCustomers",
  "netSales",
  "grossSales",
  "discounts",
  "salesReversals",
  "netRevenue",
  "shipping",
  "cogs",
  "grossProfit",
  "shippingCost",
  "handlingCost",
  "dutiesCost",
  "packagingCost",
  "paymentFees",
  "contributionProfit",
]);

/** Address of the list of orders behind a figure; null where it is made of more than orders. */
export function ordersPath(metric: MetricName, scope: Scope): string | null {
  if (OF_NO_ORDERS.has(metric) || OF_VISITS.has(metric) || (scope.platform !== undefined && !OF_PLATFORM.has(metric)))
    return null;
  if (scope.productId !== undefined && !OF_PRODUCT.has(metric)) return null;
  const isOfAll = OF_ALL_CUSTOMERS.has(metric) && !scope.cohort && !scope.cohortMonth && !scope.customerId;
  const { start, end } = isOfAll ? scope.history : scope.period;
  const query = new URLSearchParams({ start, end, clock: isOfAll ? "orderDay" : scope.clock });
  // Orders of customers, which those of guests are not.
  if (isOfAll) query.set("cohort", `${start}..${end}`);
  if (scope.customerId) query.set("customer", scope.customerId);
  const cohort = scope.cohort ?? (scope.cohortMonth ? monthPeriod(scope.cohortMonth) : null);
  if (cohort) query.set("cohort", `${cohort.start}..${cohort.end}`);
  if (scope.productId) query.set("productPart", scope.productId);
  if (scope.platform !== undefined) query.set("platform", scope.platform);
  if (scope.platform !== undefined && scope.attribution) query.set("attribution", scope.attribution);
  for (const [dimension, value] of scope.filter ?? []) query.append(dimension, value);
  if (scope.switches) {
    const words = switchWords(scope.switches);
    for (const word of words.length > 0 ? words : [EXCLUDE_NOTHING]) query.append("exclude", word);
  }
  return `/app/explain/${SUMMED_FROM[metric] ?? metric}?${query}`;
}

/** Figures that visits of the store are part of. */
const OF_VISITS: ReadonlySet<MetricName> = new Set<MetricName>(["sessions", "conversionRate", "roas"]);

/** Figures that rest on costs or spending, which is what a demo store invents. */
const RESTS_ON_COSTS: ReadonlySet<MetricName> = new Set<MetricName>([
  "cogs",
  "grossProfit",
  "grossMargin",
  "contributionProfit",
  "contributionMargin",
  "marketingSpend",
  "profitAfterMarketing",
  "profitAfterMarketingMargin",
  "operatingExpenses",
  "netProfit",
  "netMargin",
  "costCoverage",
  "lifetimeGrossProfit",
  "lifetimeValue",
  "acquisitionCost",
  "sessions",
  "conversionRate",
  "roas",
]);

export const isMadeUp = (metric: MetricName, scope: Scope): boolean => scope.madeUp && RESTS_ON_COSTS.has(metric);
