import type { Report, ReportTables } from "./report";

/** A report without a row. */
export const NO_TABLES: ReportTables = {
  salesByMonth: [],
  salesByMonthOrderDay: [],
  profitAndLoss: [],
  salesByPart: [],
  profitByPart: [],
  cohorts: [],
  cohortsBySpan: [],
  acquisition: [],
  lifetimeByAge: [],
  products: [],
  highValueCustomers: [],
  platforms: [],
  lifecycle: [],
  mrrMovements: [],
  subscriptions: [],
  drivers: [],
  statementParts: [],
  rfmGroups: [],
  sharedTraits: [],
  serviceLists: [],
  serviceCustomers: [],
  rhythms: [],
  expectedRenewals: [],
  dueRenewals: [],
  uncostedVariants: [],
  reconciliation: [],
  reconciliationCauses: [],
  predictions: [],
  predictionTests: [],
};

/** A report as it was frozen; tables that came to reports later are empty in it. */
export const keptReport = (kept: Report): Report => ({ ...kept, tables: { ...NO_TABLES, ...kept.tables } });
