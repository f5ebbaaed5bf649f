import type { SectionName } from "~/reports/report";

/** The app's page of a part, below the app's own address; empty for the first page. */
const PAGES: Readonly<Record<SectionName, string>> = {
  keyFigures: "",
  sales: "",
  profitAndLoss: "/profit-and-loss",
  statementParts: "/profit-and-loss",
  cohorts: "/lifetime-value",
  products: "/products",
  highValueCustomers: "/customers",
  rfm: "/customers/groups",
  sharedTraits: "/customers/traits",
  lifecycle: "/lifecycle",
  serviceLists: "/lifecycle",
  rhythm: "/lifecycle/rhythm",
  platforms: "/platforms",
  subscriptions: "/subscriptions",
  expectedRenewals: "/subscriptions/expected",
  predictions: "/predictions",
  costCoverage: "/settings/costs",
  reconciliation: "/reconciliation",
};

/** Where a part of a report goes on in the app. */
export const pageOf = (name: SectionName): string => PAGES[name];
