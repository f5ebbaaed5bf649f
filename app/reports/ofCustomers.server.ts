import { customersOf, isCustomerDimension, NO_FILTER } from "~/analytics/filter";
import type { ReportContext } from "./context.server";
import type { AppliedFilter } from "./report";

/** The same without its filter: what customers are measured by (the median order, how often they come back) is the whole shop's. */
export const ofWholeShop = (context: ReportContext): ReportContext => ({
  ...context,
  scope: { ...context.scope, filter: NO_FILTER },
  filter: [],
});

/**
 * The same with the filters alone that choose customers, with all their orders: where somebody stands follows from everything
 * they ordered, so that a filter among those orders has no say in it.
 */
export const ofCustomers = (context: ReportContext): ReportContext => ({
  ...context,
  scope: { ...context.scope, filter: customersOf(context.scope.filter) },
  filter: context.filter.filter(({ dimension }) => isCustomerDimension(dimension)),
});

/** The filters that ofCustomers leaves aside, for a page to say so. */
export const leftAside = ({ filter }: ReportContext): AppliedFilter[] =>
  filter.filter(({ dimension }) => !isCustomerDimension(dimension));
