import { RFM_GROUPS, type RfmGroup } from "~/analytics/rfm";
import { pageOf } from "~/components/figures/paging";
import { TESTS, type TestName } from "~/components/figures/Reasons";
import type { Sorting } from "~/components/figures/SortableHead";
import { chosenSearch } from "~/components/filter/chosenIn";

/** Which customers a list shows: those of high value, those who miss one test, everybody, or those who pass one test. */
export const CUSTOMER_FILTERS = ["highValue", "nearMiss", "everybody", ...TESTS] as const;
export type CustomerFilter = "highValue" | "nearMiss" | "everybody" | TestName;

/** Columns that the list can be sorted by. */
export const CUSTOMER_SORTS = ["contributionProfit", "netSales", "orders", "averageOrderValue", "lastOrder"] as const;
export type CustomerSort = (typeof CUSTOMER_SORTS)[number];

export interface CustomersQueryView {
  /** Only those of this RFM group, whatever the filter. */
  readonly group: RfmGroup | null;
  readonly which: CustomerFilter;
  readonly sort: CustomerSort;
  readonly descending: boolean;
  readonly page: number;
}

/** What the address asks of the list: by contribution profit, the largest first, unless it says otherwise. */
export const customersQuery = (search: URLSearchParams): CustomersQueryView => ({
  group: RFM_GROUPS.find((group) => group === search.get("group")) ?? null,
  which: CUSTOMER_FILTERS.find((filter) => filter === search.get("show")) ?? "highValue",
  sort: CUSTOMER_SORTS.find((sort) => sort === search.get("sort")) ?? "contributionProfit",
  descending: search.get("direction") !== "ascending",
  page: pageOf(search),
});

/**
 * By what customers are of high value: the address says, else the shop's setting. Who looks at one group, at a test, or at
 * part of the orders asks about what was bought.
 */
export function valueBasis(search: URLSearchParams, setting: "past" | "predicted"): "past" | "predicted" {
  const asked = search.get("value");
  if (asked === "past" || asked === "predicted") return asked;
  return PAST_ONLY.some((key) => search.has(key)) || chosenSearch(search) !== "" ? "past" : setting;
}

/** What an address asks only of the list by what was bought. */
const PAST_ONLY = ["show", "group", "sort", "direction"] as const;

export const sortingOf = ({ sort, descending }: CustomersQueryView): Sorting => ({
  by: sort,
  direction: descending ? "descending" : "ascending",
});
