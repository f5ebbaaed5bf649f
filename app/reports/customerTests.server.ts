import { wholeMinor } from "~/analytics/customers";
import { addDays } from "~/analytics/period";
import type { MetricValues } from "~/analytics/periodFigures";
import { type CustomerFacts, listCustomers, medianOrderValue } from "~/data/customers.server";
import type { ReportContext } from "./context.server";
import { highValueRow, ranked } from "./highValue";
import type { HighValueCustomerRow } from "./report";

export interface TestedCustomers {
  /** Those who pass all three tests, then those who miss one. */
  readonly ranked: readonly HighValueCustomerRow[];
  readonly highValueCount: number;
  /** Unrounded; null in a shop without orders. */
  readonly median: number | null;
}

/** All customers put to the shop's three tests, over their whole history up to `asOf`. */
export async function testedCustomers(context: ReportContext): Promise<TestedCustomers> {
  const median = await medianOrderValue(context.client, context.scope);
  const rows = ranked((await customersOf(context)).map((of) => tested(context, of, median)));
  return { ranked: rows, highValueCount: rows.filter((of) => of.isHighValue).length, median };
}

export const tested = ({ shop }: ReportContext, of: CustomerFacts, median: number | null): HighValueCustomerRow =>
  highValueRow(of, shop.settings.highValue, median);

/** Customers' facts with the orders in the window that ends with the day of `asOf`: all customers, or one. */
export const customersOf = (
  { client, scope, asOfDay, shop }: ReportContext,
  customerId: string | null = null,
): Promise<CustomerFacts[]> =>
  listCustomers(client, scope, addDays(asOfDay, -shop.settings.highValue.windowDays), customerId);

/** The metrics that the tests give. */
export const customerValues = (highValueCount: number, median: number | null): MetricValues => ({
  highValueCustomers: { value: highValueCount },
  medianOrderValue: { value: median === null ? null : wholeMinor(median) },
});
