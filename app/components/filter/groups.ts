import type { FilterDimension } from "~/analytics/filter";

/** The dimensions as the menu lists them. */
export const FILTER_GROUPS = {
  products: ["product", "variant", "collection", "vendor", "productType"],
  channels: ["channel", "source", "app", "country"],
  marketing: [
    "firstSource",
    "firstMedium",
    "firstCampaign",
    "lastSource",
    "lastMedium",
    "lastCampaign",
    "discountCode",
  ],
  customers: ["customerKind", "purchaseKind", "customerTag"],
  firstOrder: ["firstOrderProduct", "firstOrderChannel", "firstOrderCode", "firstOrderCountry"],
} as const satisfies Record<string, readonly FilterDimension[]>;
