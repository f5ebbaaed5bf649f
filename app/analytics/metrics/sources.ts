/** Where a definition comes from, named by every metric. */
export const SHOPIFY =
  "Shopify sales reports, computed from Order.agreements (shopify.dev/docs/api/admin-graphql, SalesAgreement)";
export const TENURE = "Tenure's own definition";
