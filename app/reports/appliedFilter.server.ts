import { FILTER_DIMENSIONS, type Filter } from "~/analytics/filter";
import { filterLabels } from "~/data/filterValues.server";
import { readShop, type ShopClient } from "~/db.server";
import type { AppliedFilter } from "./report";

/** A filter with what its values are called. */
export async function appliedFilter(client: ShopClient, shopId: bigint, filter: Filter): Promise<AppliedFilter[]> {
  const labels = await filterLabels(client, shopId, filter);
  return FILTER_DIMENSIONS.flatMap((dimension) => {
    const values = filter[dimension];
    if (values === undefined) return [];
    return {
      dimension,
      values: values.map((value) => ({ value, label: labels.get(`${dimension} ${value}`) ?? value })),
    };
  });
}

/** As appliedFilter, where there is no report to be made. */
export const namedFilter = (shopId: bigint, filter: Filter): Promise<AppliedFilter[]> =>
  readShop(shopId, (client) => appliedFilter(client, shopId, filter));
