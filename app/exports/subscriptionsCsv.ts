import { stringify } from "csv-stringify/sync";
import { type Minor, toDecimalString } from "~/analytics/money";
import type { ReportHead } from "~/reports/report";
import type { ExpectedReport, MrrReport, SubscriptionListReport, SubscriptionRow } from "~/reports/subscriptionTypes";
import { columnsOf } from "./tables";
import { numberOf, withoutControls } from "./text";

type Cell = string | number | boolean | null;

const file = (head: readonly string[], lines: readonly (readonly Cell[])[]): string =>
  stringify([head, ...lines], { bom: true, record_delimiter: "\r\n", cast: { boolean: String } });

/** Where a customer's page stands in the shop's admin. */
const adminLink = ({ shop }: ReportHead, row: SubscriptionRow): string =>
  `https://admin.shopify.com/store/${shop.domain.replace(/\.myshopify\.com$/, "")}/customers/${numberOf(row.customerId)}`;

/** A text that no spreadsheet takes for a formula. */
const inert = (text: string): string => withoutControls(/^[=+\-@]/.test(text) ? `'${text}` : text);

/** The months of the bridge; amounts are decimals, ratios 0 to 1, unknown is empty. */
export function mrrMonthsCsv(report: Pick<MrrReport, "months" | "exponent">): string {
  const columns = columnsOf("mrrMovements");
  return file(
    columns.map(({ name }) => name),
    report.months.map((row) => {
      const values: ReadonlyMap<string, unknown> = new Map(Object.entries(row));
      return columns.map(({ name, kind }) => cellOf(values.get(name), kind === "minor", report.exponent));
    }),
  );
}

function cellOf(value: unknown, isMoney: boolean, exponent: number): Cell {
  if (typeof value === "number") return isMoney ? toDecimalString(value as Minor, exponent) : value;
  return typeof value === "string" || typeof value === "boolean" ? value : null;
}

const COLUMNS = [
  ...([
    "subscriptionId",
    "customerId",
    "link",
    "state",
    "title",
    "plan",
    "quantity",
    "interval",
    "intervalBasis",
  ] as const),
  ...(["startedOn", "endedOn", "reason", "charges", "lastChargeOn", "nextDueOn", "mrr", "chargeAmount"] as const),
  ...(["contributionProfit", "basis", "confidence", "evidence"] as const),
];

function subscriptionCells(row: SubscriptionRow, report: ReportHead): Cell[] {
  const amount = (value: Minor) => toDecimalString(value, report.exponent);
  const cells: Readonly<Record<(typeof COLUMNS)[number], Cell>> = {
    ...row,
    customerId: numberOf(row.customerId),
    link: adminLink(report, row),
    title: inert(row.title),
    plan: row.plan === null ? null : inert(row.plan),
    mrr: amount(row.mrr),
    chargeAmount: amount(row.chargeAmount),
    contributionProfit: amount(row.contributionProfit),
  };
  return COLUMNS.map((name) => cells[name]);
}

/** Subscriptions, a line each, with a link to the customer. No names, no addresses. */
export const subscriptionsCsv = (report: SubscriptionListReport): string =>
  file(
    COLUMNS,
    report.rows.map((row) => subscriptionCells(row, report)),
  );

/** Renewals that are due or overdue, a line each. */
export const expectedCsv = (report: ExpectedReport): string =>
  file(
    ["dueOn", "inDays", "amount", "chanceToRenew", ...COLUMNS],
    report.rows.map((row) => [
      row.dueOn,
      row.inDays,
      toDecimalString(row.amount, report.exponent),
      row.odds,
      ...subscriptionCells(row.subscription, report),
    ]),
  );
