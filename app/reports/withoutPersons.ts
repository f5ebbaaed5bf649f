import type { Report } from "./report";

/** The report for readers who may know customers by number alone: nothing else that tells of one person. */
export const withoutPersons = (report: Report): Report => ({
  ...report,
  tables: {
    ...report.tables,
    highValueCustomers: report.tables.highValueCustomers.map((row) => ({ ...row, country: null })),
  },
});
