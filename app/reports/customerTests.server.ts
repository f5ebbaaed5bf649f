import { wholeMinor } from "~/analytics/customers";
import type { MetricValues } from "~/analytics/periodFigures";
import { countTested, listPeople } from "~/data/customerLists.server";
import type { ReportContext } from "./context.server";
import { customerRules } from "./customerRules.server";
import { highValueRow } from "./highValue";
import type { HighValueCustomerRow } from "./report";

export interface CountedTests {
  readonly highValueCount: number;
  /** Unrounded; null in a shop without orders. */
  readonly median: number | null;
}

/** How many customers pass all three tests of the shop, over their whole history up to `asOf`. */
export async function countedTests(context: ReportContext): Promise<CountedTests> {
  const { rules } = await customerRules(context);
  const { highValue } = await countTested(context.client, context.scope, rules);
  return { highValueCount: highValue, median: rules.medianOrderValue };
}

/** Who they are, by contribution profit (net sales where that is unknown), the largest first. */
export async function highValueCustomers(context: ReportContext): Promise<HighValueCustomerRow[]> {
  const { rules } = await customerRules(context);
  const choice = { which: "highValue", sort: "worth", descending: true, limit: null, offset: 0 } as const;
  const { people } = await listPeople(context.client, context.scope, rules, choice);
  return people.map((of) => highValueRow(of, rules));
}

/** The metrics that the tests give. */
export const customerValues = (highValueCount: number, median: number | null): MetricValues => ({
  highValueCustomers: { value: highValueCount },
  medianOrderValue: { value: median === null ? null : wholeMinor(median) },
});
