import { stringify } from "csv-stringify/sync";
import { toDecimalString } from "~/analytics/money";
import type { LifecycleListReport } from "~/reports/customerPages";
import type { CustomersReport } from "~/reports/pageReports";

/** Where a customer's page stands in the shop's admin. */
const adminLink = (domain: string, customerId: string): string =>
  `https://admin.shopify.com/store/${domain.replace(/\.myshopify\.com$/, "")}/customers/${customerId}`;

const file = (head: readonly string[], lines: readonly (readonly (string | number | boolean | null)[])[]): string =>
  stringify([head, ...lines], { bom: true, record_delimiter: "\r\n", cast: { boolean: String } });

/** Customers by number with link, what they are worth, and how each test came out. Amounts are decimals, ratios 0 to 1, unknown is empty. */
export function customersCsv(report: CustomersReport): string {
  const amount = (minor: CustomersReport["rows"][number]["netSales"] | null) =>
    minor === null ? null : toDecimalString(minor, report.exponent);
  return file(
    [
      "customerId",
      "link",
      "country",
      "firstOrderDay",
      "lastOrderDay",
      "orders",
      "ordersInWindow",
      "netSales",
      "contributionProfit",
      "averageOrderValue",
      "fullPriceShare",
      "paysFullPrice",
      "buysSeveralTimes",
      "spendsAboveMedian",
      "isHighValue",
    ],
    report.rows.map((row) => [
      row.customerId,
      adminLink(report.shop.domain, row.customerId),
      row.country,
      row.firstOrderDay,
      row.lastOrderDay,
      row.orders,
      row.ordersInWindow,
      amount(row.netSales),
      amount(row.contributionProfit),
      amount(row.averageOrderValue),
      row.fullPriceShare,
      row.paysFullPrice,
      row.buysSeveralTimes,
      row.spendsAboveMedian,
      row.isHighValue,
    ]),
  );
}

/** A list of the lifecycle: customers by number with link, when and what for. No names, no addresses. */
export function lifecycleListCsv(report: LifecycleListReport): string {
  return file(
    [
      "customerId",
      "link",
      "dueDay",
      "lastOrderDay",
      "orders",
      "netSales",
      "contributionProfit",
      "productId",
      "product",
    ],
    report.entries.map((entry) => [
      entry.customerId,
      adminLink(report.shop.domain, entry.customerId),
      entry.dueDay,
      entry.lastOrderDay,
      entry.orders,
      toDecimalString(entry.netSales, report.exponent),
      entry.contributionProfit === null ? null : toDecimalString(entry.contributionProfit, report.exponent),
      entry.productId,
      entry.productTitle === null ? null : inert(entry.productTitle),
    ]),
  );
}

// A spreadsheet runs a cell that begins like this as a formula.
const inert = (text: string): string => (/^[=+\-@\t\r\n\0＝＋－＠]/.test(text) ? `'${text}` : text);
