import { wholeMinor } from "~/analytics/customers";
import type { MetricValues } from "~/analytics/periodFigures";
import { countTested, listPeople, type TestedCounts } from "~/data/customerLists.server";
import type { PersonRules } from "~/data/customerPeople.server";
import type { ReportContext } from "./context.server";
import { customerRules } from "./customerRules.server";
import { highValueRow } from "./highValue";
import { keptSummary } from "./keptSummary.server";
import type { HighValueCustomerRow } from "./report";

export interface CountedTests {
  readonly highValueCount: number;
  /** Unrounded; null in a shop without orders. */
  readonly median: number | null;
}

/** How many customers pass all three tests of the shop, over their whole history up to `asOf`. */
export async function countedTests(context: ReportContext): Promise<CountedTests> {
  const { rules } = await customerRules(context);
  const { highValue } = await testedCounts(context, rules);
  return { highValueCount: highValue, median: rules.medianOrderValue };
}

/** How many pass which tests, from what is kept where it still holds. */
export const testedCounts = (context: ReportContext, rules: PersonRules): Promise<TestedCounts> =>
  keptSummary(context, "tested", [rules], () => countTested(context.client, context.scope, rules));

/** Who they are, by contribution profit (net sales where that is unknown), the largest first. */
export async function highValueCustomers(context: ReportContext): Promise<HighValueCustomerRow[]> {
  const { rules } = await customerRules(context);
  const choice = { which: "highValue", sort: "worth", descending: true, limit: null, offset: 0 } as const;
  return (await listPeople(context.client, context.scope, rules, choice)).map((of) => highValueRow(of, rules));
}

/** The metrics that the tests give. */
export const customerValues = (highValueCount: number, median: number | null): MetricValues => ({
  highValueCustomers: { value: highValueCount },
  medianOrderValue: { value: median === null ? null : wholeMinor(median) },
});
