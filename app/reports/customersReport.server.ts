import type { RfmGroup } from "~/analytics/rfm";
import { countTested, listPeople, type PeopleFilter, type PeopleSort } from "~/data/customerLists.server";
import { rfmBounds } from "~/data/customerRfm.server";
import { caveats } from "./caveats.server";
import { headOf, withReport } from "./context.server";
import { customerRules } from "./customerRules.server";
import { customerValues } from "./customerTests.server";
import { figuresOf } from "./figures";
import { highValueRow } from "./highValue";
import type { CustomersReport } from "./pageReports";
import { sumByMonth } from "./periodSums.server";
import type { ReportQuery } from "./reportQuery";

export interface CustomersQuery extends ReportQuery {
  /** Default: those of high value. */
  readonly which?: PeopleFilter;
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
  const { group = null, sort = "worth", descending = true, page = 1, pageSize = PAGE_SIZE } = query;
  return withReport(shopId, { ...query, clock: "orderDay" }, async (context) => {
    const { client, scope } = context;
    const { rules } = await customerRules(context);
    const bounds = group === null ? null : await rfmBounds(client, scope, rules);
    const which = group === null || bounds === null ? (query.which ?? "highValue") : { rfmGroup: group, bounds };
    const offset = pageSize === null ? 0 : (page - 1) * pageSize;
    const { people, count } = await listPeople(client, scope, rules, {
      which,
      sort,
      descending,
      limit: pageSize,
      offset,
    });
    const { everybody, highValue, nearMiss } = await countTested(client, scope, rules);
    const { total } = await sumByMonth(context, scope);
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
