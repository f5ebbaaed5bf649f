import { getMetric, type MetricName } from "~/analytics/metrics/registry";
import { share } from "~/analytics/money";
import { type MetricValues, type MoneySums, moneyPartValues, uncosted } from "~/analytics/periodFigures";
import { NO_FEES } from "~/analytics/profit";
import { NO_SALES } from "~/analytics/sales";
import { listChannels, sumChannels } from "~/data/channelSums.server";
import { caveats } from "./caveats.server";
import { headOf, type ReportContext, withReport } from "./context.server";
import { figureOf } from "./figures";
import { sumMoney, sumMoneyByPart } from "./periodSums.server";
import type { ReportQuery } from "./reportQuery";
import {
  PARTS,
  type StatementAxis,
  type StatementColumn,
  type StatementFigure,
  type StatementLine,
  type StatementReport,
  type StatementRow,
} from "./statement";

export interface StatementQuery extends ReportQuery {
  readonly axis: StatementAxis;
}

const LINES: readonly StatementLine[] = [
  { metric: "grossSales", kind: "adds" },
  { metric: "discounts", kind: "takes" },
  { metric: "salesReversals", kind: "takes" },
  { metric: "netSales", kind: "subtotal" },
  { metric: "shipping", kind: "adds" },
  { metric: "netRevenue", kind: "subtotal" },
  { metric: "cogs", kind: "takes" },
  { metric: "grossProfit", kind: "subtotal" },
  { metric: "grossMargin", kind: "share" },
  { metric: "shippingCost", kind: "takes" },
  { metric: "handlingCost", kind: "takes" },
  { metric: "dutiesCost", kind: "takes" },
  { metric: "packagingCost", kind: "takes" },
  { metric: "paymentFees", kind: "takes" },
  { metric: "contributionProfit", kind: "subtotal" },
  { metric: "contributionMargin", kind: "share" },
  { metric: "marketingSpend", kind: "takes" },
  { metric: "profitAfterMarketing", kind: "subtotal" },
  { metric: "profitAfterMarketingMargin", kind: "share" },
  { metric: "operatingExpenses", kind: "takes" },
  { metric: "netProfit", kind: "subtotal" },
  { metric: "netMargin", kind: "share" },
  { metric: "costCoverage", kind: "share" },
];

/** What belongs to the shop and to no channel; its rows are not divided by channels. */
const OF_THE_SHOP: ReadonlySet<MetricName> = new Set<MetricName>([
  "marketingSpend",
  "profitAfterMarketing",
  "profitAfterMarketingMargin",
  "operatingExpenses",
  "netProfit",
  "netMargin",
]);

/** A column with what was summed in it. */
export interface SummedColumn {
  readonly column: StatementColumn;
  readonly sums: MoneySums;
}

/** Profit and loss as a statement: rows from gross sales to net profit; columns by time or by sales channel. */
export function statementReport(shopId: bigint, query: StatementQuery): Promise<StatementReport> {
  return withReport(shopId, query, async (context) => {
    const { total, columns } = await summedColumns(context, query.axis);
    const before = context.comparison && (await sumMoney(context, context.comparison));
    return {
      ...headOf(context, await caveats(context, total)),
      axis: query.axis,
      columns: columns.map(({ column }) => column),
      rows: statementRows(query.axis, total, columns, before),
    };
  });
}

/** The sums of the whole period and of each column. */
export async function summedColumns(
  context: ReportContext,
  axis: StatementAxis,
): Promise<{ readonly total: MoneySums; readonly columns: readonly SummedColumn[] }> {
  if (axis !== "channel") {
    const { total, parts } = await sumMoneyByPart(context, context.scope, axis);
    return {
      total,
      columns: parts.map(({ key, start, end, whole, ...sums }) => ({
        column: { kind: "part", key, start, end, whole },
        sums,
      })),
    };
  }
  const total = await sumMoney(context, context.scope);
  const channels = await sumChannels(context.client, context.scope);
  const columns = (await channelsOf(context)).map(
    (channel): SummedColumn => ({
      column: { kind: "channel", channel },
      sums: { ...(channels.get(channel) ?? NOTHING), marketingSpend: null, operatingExpenses: null },
    }),
  );
  return { total, columns };
}

const NOTHING = { sums: NO_SALES, fees: NO_FEES } as const;

async function channelsOf({ client, scope }: ReportContext): Promise<readonly string[]> {
  const chosen = scope.filter.channel;
  return (await listChannels(client, scope)).filter((channel) => chosen === undefined || chosen.includes(channel));
}

/** Every row of the statement. Amounts of a row that is divided sum over the columns to its total. */
export function statementRows(
  axis: StatementAxis,
  total: MoneySums,
  columns: readonly SummedColumn[],
  before: MoneySums | null,
): StatementRow[] {
  const whole = moneyPartValues(total, total);
  const previous = before && moneyPartValues(before, before);
  const parts = columns.map(({ sums }) => ({ sums, values: moneyPartValues(sums, total) }));
  const revenue = whole.netRevenue?.value ?? 0;
  return LINES.map((line) => {
    const { metric, kind } = line;
    const figure = cell(metric, total, whole, previous);
    const divided = axis !== "channel" || !OF_THE_SHOP.has(metric);
    return {
      ...line,
      total: figure,
      share: kind === "share" || figure.value === null ? null : share(figure.value, revenue),
      change: changeOf(figure),
      cells: divided
        ? parts.map(({ sums, values }) => cell(metric, sums, values, null))
        : columns.map(() => ({ value: null, unit: getMetric(metric).unit })),
      parts: divided ? (PARTS[metric] ?? []) : [],
    };
  });
}

const changeOf = ({ value, previous = null }: StatementFigure): number | null =>
  value === null || previous === null ? null : value - previous;

function cell(
  metric: MetricName,
  sums: MoneySums,
  values: MetricValues,
  previous: MetricValues | null,
): StatementFigure {
  const value = values[metric] ?? { value: null };
  const figure = figureOf(metric, value, previous?.[metric]);
  const doubt = uncosted(sums);
  return value.low === undefined || doubt.sales === 0 ? figure : { ...figure, uncosted: doubt };
}
