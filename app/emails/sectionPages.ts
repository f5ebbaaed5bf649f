import type { SectionName } from "~/reports/report";

/** The app's page of a part, below the app's own address. */
const PAGES: Readonly<Partial<Record<SectionName, string>>> = {
  profitAndLoss: "/profit-and-loss",
  cohorts: "/lifetime-value",
  products: "/products",
  highValueCustomers: "/customers",
  lifecycle: "/lifecycle",
  platforms: "/platforms",
  subscriptions: "/subscriptions",
  statementParts: "/profit-and-loss",
  rfm: "/customers/groups",
  sharedTraits: "/customers/traits",
  serviceLists: "/lifecycle",
  rhythm: "/lifecycle/rhythm",
  expectedRenewals: "/subscriptions/expected",
  predictions: "/predictions",
  costCoverage: "/settings/costs",
  reconciliation: "/reconciliation",
};

/** Where a part of a report goes on in the app; the first page shows those without one of their own. */
export const pageOf = (name: SectionName): string => PAGES[name] ?? "";
