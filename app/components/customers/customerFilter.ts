import { TESTS, type TestName } from "~/components/figures/Reasons";
import type { HighValueCustomerRow } from "~/reports/report";

/** Which customers a list shows: all that were judged, those of high value, or those who pass one of the tests. */
export const CUSTOMER_FILTERS = ["highValue", "all", ...TESTS] as const;
export type CustomerFilter = "highValue" | "all" | TestName;

export const customerFilter = (search: URLSearchParams): CustomerFilter =>
  CUSTOMER_FILTERS.find((filter) => filter === search.get("show")) ?? "highValue";

export function passes(customer: HighValueCustomerRow, filter: CustomerFilter): boolean {
  switch (filter) {
    case "all":
      return true;
    case "highValue":
      return customer.isHighValue;
    default:
      return customer[filter];
  }
}
