import type { Metric } from "./metric";
import { TENURE } from "./sources";

const BOTH = ["eventDay", "orderDay"] as const;

/** From a visit to an order, by the platform it came from. */
export const CONVERSION_METRICS = [
  {
    name: "sessions",
    unit: "count",
    basis: "visits of the online store by people",
    clocks: ["eventDay"],
    formula: "Σ sessions of the period, by the day of the visit",
    source: "Shopify's sessions report (ShopifyQL, FROM sessions), or imported",
    version: 1,
    better: "more",
  },
  {
    name: "platformOrders",
    unit: "count",
    basis: "counted orders with an ORDER sale, each with one platform",
    clocks: BOTH,
    formula:
      "count of orders whose last (or first) touch names the platform; without a journey, whose sales channel does",
    source: TENURE,
    version: 1,
    better: "more",
  },
  {
    name: "conversionRate",
    unit: "ratio",
    basis: "days of which sessions are known",
    clocks: BOTH,
    formula: "attributed orders of those days ÷ sessions",
    source: TENURE,
    version: 1,
    better: "more",
  },
  {
    name: "roas",
    unit: "number",
    basis: "platforms with recorded spend",
    clocks: BOTH,
    formula: "net sales of the platform ÷ its marketing spend",
    source: TENURE,
    version: 1,
    better: "more",
  },
] as const satisfies readonly Metric[];
