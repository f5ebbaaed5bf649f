import type { RfmGroup } from "~/analytics/rfm";
import { listPeople, type PeopleFilter, type PeopleSort, type TestFilter } from "~/data/customerLists.server";
import type { PersonRules } from "~/data/customerPeople.server";
import { caveats } from "./caveats.server";
import { headOf, type ReportContext, withReport } from "./context.server";
import { customerRules } from "./customerRules.server";
import { customerValues, testedCounts } from "./customerTests.server";
import { figuresOf } from "./figures";
import { highValueRow } from "./highValue";
import type { CustomersReport } from "./pageReports";
import { sumMoney } from "./periodSums.server";
import type { ReportQuery } from "./reportQuery";
import { rfmSummary } from "./rfmReport.server";

export interface CustomersQuery extends ReportQuery {
  /** Default: those of high value. */
  readonly which?: TestFilter;
  /** Only those of this RFM group, whatever `which` says. */
  readonly group?: RfmGroup | null;
  /** Default: those who pass most tests first, each by contribution profit. */
  readonly sort?: PeopleSort;
  readonly descending?: boolean;
  /** From 1; default: the first. */
  readonly page?: number;
  /** Null: all of them. */
  readonly pageSize?: number | null;
}

const PAGE_SIZE = 50;

/** A page of the customers put to the shop's three tests, each with the reasons, and how many pass. */
export function customersReport(shopId: bigint, query: CustomersQuery): Promise<CustomersReport> {
  const { sort = "worth", descending = true, page = 1, pageSize = PAGE_SIZE } = query;
  return withReport(shopId, { ...query, clock: "orderDay" }, async (context) => {
    const { client, scope } = context;
    const { rules } = await customerRules(context);
    const { which, count } = await chosen(context, rules, query);
    const offset = pageSize === null ? 0 : (page - 1) * pageSize;
    const people = await listPeople(client, scope, rules, { which, sort, descending, limit: pageSize, offset });
    const { everybody, highValue, nearMiss } = await testedCounts(context, rules);
    const total = await sumMoney(context, scope);
    return {
      ...headOf(context, await caveats(context, total)),
      metrics: figuresOf(customerValues(highValue, rules.medianOrderValue)),
      tests: context.shop.settings.highValue,
      rows: people.map((of) => highValueRow(of, rules)),
      page,
      pages: pageSize === null ? 1 : Math.max(1, Math.ceil(count / pageSize)),
      count,
      everybodyCount: everybody,
      highValueCount: highValue,
      nearMissCount: nearMiss,
    };
  });
}

/** Which customers are asked for, and how many they are on all pages. */
async function chosen(
  context: ReportContext,
  rules: PersonRules,
  { which = "highValue", group = null }: CustomersQuery,
): Promise<{ which: PeopleFilter; count: number }> {
  if (group === null) return { which, count: (await testedCounts(context, rules))[which] };
  const { bounds, cells } = await rfmSummary(context, rules);
  if (bounds === null) return { which, count: 0 };
  const own = cells.filter((cell) => cell.group === group);
  return { which: { rfmGroup: group, bounds }, count: own.reduce((total, { customers }) => total + customers, 0) };
}
