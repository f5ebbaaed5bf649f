import type { Problem } from "~/data/syncState.server";
import type { AdminApiError } from "~/shopify/errors";

/** Days of orders Shopify shows without read_all_orders. */
export const LIMITED_DAYS = 60;

/** Keys of problems with the parameters their words need; worded by pages and files. */
export const problem = {
  /** A scope the app cannot work without. */
  scopeMissing: (scope: string): Problem => ({ key: "scope_missing", params: { scope } }),
  /** Only the last days can be read, so lifetimes are cut short. */
  historyLimited: (): Problem => ({ key: "history_limited", params: { days: LIMITED_DAYS } }),
  /** There are customers with orders, but none of the orders can be read: all are older than the limit. */
  ordersHidden: (): Problem => ({ key: "orders_hidden", params: { days: LIMITED_DAYS } }),
  /** Shopify has no order of this shop. */
  storeEmpty: (): Problem => ({ key: "store_empty", params: {} }),
  storeUnreachable: (detail: string): Problem => ({ key: "store_unreachable", params: { detail } }),
  /** The merchant has to open the app once. */
  reauthorise: (): Problem => ({ key: "reauthorise", params: {} }),
  shopClosed: (status: string): Problem => ({ key: "shop_closed", params: { status } }),
  /** Protected customer data was not approved for the app. */
  notApproved: (detail: string): Problem => ({ key: "not_approved", params: { detail } }),
  /** Part of the history could not be read after several tries; it is tried again. */
  windowFailed: (from: string, to: string, detail: string): Problem => ({
    key: "window_failed",
    params: { from, to, detail },
  }),
  /** Shopify does not take our query. */
  refused: (detail: string): Problem => ({ key: "query_refused", params: { detail } }),
} as const;

/** What a failed call of the Admin API means for the merchant. */
export function problemOf(error: AdminApiError): Problem {
  switch (error.fault) {
    case "reauthorise":
      return problem.reauthorise();
    case "shopClosed":
      return problem.shopClosed(error.detail);
    case "scopeMissing":
      return problem.scopeMissing(error.detail);
    case "notApproved":
      return problem.notApproved(error.detail);
    case "unreachable":
      return problem.storeUnreachable(error.detail);
    case "invalid":
      return problem.refused(error.detail);
  }
}
