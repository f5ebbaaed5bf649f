import { perUnit, share } from "~/analytics/money";
import { listMerges } from "~/data/customerMerges.server";
import { type CountedCustomers, countRecords, listRecords } from "~/data/customerRecords.server";
import { headOf, withReport } from "./context.server";
import type { CountedAs, SamePersonReport } from "./customerPages";
import { customerRules } from "./customerRules.server";
import type { ReportQuery } from "./reportQuery";

/**
 * Records that are counted as one person, what that changes, and the records whose numbers are asked for (which of the two
 * somebody means).
 */
export function samePersonReport(
  shopId: bigint,
  query: Pick<ReportQuery, "asOf"> & { readonly records?: readonly bigint[] },
): Promise<SamePersonReport> {
  return withReport(shopId, { asOf: query.asOf, clock: "orderDay" }, async (context) => {
    const { client, scope } = context;
    const { rules } = await customerRules(context);
    const merges = await listMerges(client, shopId);
    const { byPerson, byRecord } = await countRecords(client, scope, rules);
    return {
      ...headOf(context, []),
      merges: merges.map(({ mergedAt, ...merge }) => ({ ...merge, mergedAt: mergedAt.toISOString() })),
      byPerson: countedAs(byPerson),
      byRecord: countedAs(byRecord),
      records: query.records ? await listRecords(client, scope, query.records) : [],
    };
  });
}

const countedAs = (of: CountedCustomers): CountedAs => ({
  customers: of.customers,
  ordersPerCustomer: of.customers === 0 ? null : of.orders / of.customers,
  repeatRate: share(of.repeaters, of.customers),
  lifetimeValue: perUnit(of.contributionProfit, of.customers - of.unknownProfit),
});
