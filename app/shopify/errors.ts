/** What can stand between us and a shop's Admin API. Each is told to the merchant in its own words (app/sync/problems.ts). */
export type AdminApiFault =
  /** The token is refused and cannot be refreshed: the merchant has to open the app. */
  | "reauthorise"
  /** The shop is frozen, locked, closed or gone at Shopify. */
  | "shopClosed"
  /** A scope is missing; `detail` names it. */
  | "scopeMissing"
  /** The app is not approved for protected customer data (Partner Dashboard, API access); `detail` is Shopify's sentence. */
  | "notApproved"
  /** No answer, or only refusals, after all tries. */
  | "unreachable"
  /** Shopify cannot read our query: we are wrong. */
  | "invalid";

/** A call of the Admin API that failed for good. `detail` names the scope, the status or Shopify's own words. */
export class AdminApiError extends Error {
  constructor(
    readonly fault: AdminApiFault,
    readonly detail: string,
    options?: ErrorOptions,
  ) {
    super(`Admin API: ${fault}: ${detail}`, options);
    this.name = "AdminApiError";
  }
}
