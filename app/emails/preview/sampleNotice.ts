import { minor } from "~/analytics/money";
import { addDays, day } from "~/analytics/period";
import type { Finding } from "~/reports/watchTypes";

const MONDAY = day("2025-11-17");
const MONDAYS = [48_210, 51_900, 47_350, 55_020, 49_880, 50_640, 46_900, 53_310];

const finding: Finding = {
  watchId: "0f8fad5b-d9cb-469f-a165-70867728950e",
  rule: { metric: "netSales", span: "day", condition: { kind: "unusual", sides: "either", sensitivity: 100 } },
  start: MONDAY,
  end: addDays(MONDAY, 1),
  verdict: "below",
  value: 19_400,
  usual: { kind: "range", low: 33_706, expected: 50_260, high: 70_117, alike: 8 },
  parts: [{ metric: "orders", value: 8, usual: 20 }],
  split: {
    difference: minor(-30_860),
    byOrders: minor(-29_628),
    byValue: minor(-1_232),
    orders: { value: 8, usual: 20 },
    perOrder: { value: 2_425, usual: 2_513 },
  },
  alike: [...MONDAYS, 19_400].map((value, index, all) => {
    const start = addDays(MONDAY, 7 * (index + 1 - all.length));
    return { start, end: addDays(start, 1), value };
  }),
};

/** The notice of the sample shop: a Monday on which hardly anybody ordered. */
export const SAMPLE_NOTICE = {
  language: "en" as const,
  currency: "GBP",
  shop: "Harbour & Pine",
  findings: [finding] as const,
  openUrl: "https://admin.shopify.com/store/harbour-and-pine/apps/tenure/app/alerts/1",
  unsubscribeUrl: "https://tenure.example/unsubscribe/sample",
};
