import type { ProfitSteps } from "~/reports/pageReports";
import type { ProductRow } from "~/reports/report";

/** Figures of a product that the registry explains. */
export const PRODUCT_FIGURES = [
  "netSales",
  "units",
  "returnRate",
  "cogs",
  "grossProfit",
  "grossMargin",
  "paymentFees",
  "contributionProfit",
  "marketingSpend",
  "profitAfterMarketing",
  "costCoverage",
] as const satisfies readonly (keyof ProductRow)[];

export type ProductFigureName = (typeof PRODUCT_FIGURES)[number];

type WithTotal = Extract<ProductFigureName, keyof ProfitSteps>;

const WITHOUT_TOTAL: readonly ProductFigureName[] = ["units", "returnRate"];

/** Whether the sum of all products knows the figure. */
export const hasTotal = (metric: ProductFigureName): metric is WithTotal => !WITHOUT_TOTAL.includes(metric);

/** What a product brings beyond its own sales: the share of first orders, and what their customers are worth. */
export const FIRST_ORDER_COLUMNS = ["firstOrderCustomers", "firstOrderShare", "yearLifetimeValue"] as const;

export const PRODUCT_COLUMNS = ["title", ...PRODUCT_FIGURES, ...FIRST_ORDER_COLUMNS] as const;
export type ProductColumn = (typeof PRODUCT_COLUMNS)[number];
