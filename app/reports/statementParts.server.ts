import { expenseIn } from "~/analytics/expenses";
import { isFiltered } from "~/analytics/filter";
import type { MetricName } from "~/analytics/metrics/registry";
import { minor, share } from "~/analytics/money";
import { addDays, earlier, later, type Period } from "~/analytics/period";
import { type MoneySums, moneyPartValues } from "~/analytics/periodFigures";
import { readExpenses } from "~/data/expenses.server";
import type { Scope } from "~/data/scope.server";
import {
  type FeesBy,
  type OrderCostPart,
  type PartSum,
  type SalesBy,
  type SalesPart,
  sumFeeParts,
  sumOrderCostParts,
  sumSalesParts,
  sumSpendParts,
} from "~/data/statementParts.server";
import { type ReportContext, withReport } from "./context.server";
import { expenseBase } from "./expenseBase.server";
import type { StatementPartRow } from "./sectionRows";
import {
  PARTS,
  type PartsBy,
  type StatementAxis,
  type StatementColumn,
  type StatementPart,
  type StatementParts,
} from "./statement";
import { type StatementQuery, summedColumns } from "./statementReport.server";

const SALES: readonly MetricName[] = ["grossSales", "discounts", "salesReversals", "netSales", "shipping", "cogs"];
const ORDER_COSTS: readonly MetricName[] = ["shippingCost", "handlingCost", "packagingCost", "dutiesCost"];

const isSales = (metric: MetricName): metric is SalesPart => SALES.includes(metric);
const isOrderCost = (metric: MetricName): metric is OrderCostPart => ORDER_COSTS.includes(metric);
const isSalesBy = (by: PartsBy): by is SalesBy => !["gateway", "feeSource", "platform", "expense"].includes(by);
const isFeesBy = (by: PartsBy): by is FeesBy => by === "gateway" || by === "feeSource";

/** Names shown one by one; the smaller ones are taken together. */
const MOST_SHOWN = 12;

export interface PartsQuery extends StatementQuery {
  readonly metric: MetricName;
  readonly by: PartsBy;
}

/** One row of the statement taken apart. Its parts sum to the row, in every column and in all. Throws on a row that has no such parts. */
export async function statementParts(shopId: bigint, query: PartsQuery): Promise<StatementParts> {
  const { metric, by, axis } = query;
  if (!PARTS[metric]?.includes(by)) throw new RangeError(`parts of ${metric} by "${by}": expected ${PARTS[metric]}`);
  return withReport(shopId, query, async (context) => {
    const { total, columns } = await summedColumns(context, axis);
    const now = await partSums(
      context,
      context.scope,
      query,
      columns.map(({ column }) => column),
    );
    const before = context.comparison ? await partSums(context, context.comparison, query, []) : null;
    const revenue = moneyPartValues(total, total).netRevenue?.value ?? 0;
    return {
      metric,
      by,
      parts: asParts(
        now,
        before,
        columns.map(({ column }) => keyOf(column)),
        revenue,
      ),
    };
  });
}

/** The rows that the store's report takes apart, each in the way that is shown first. */
const TAKEN_APART = [
  "grossSales",
  "discounts",
  "salesReversals",
  "shipping",
  "cogs",
  "paymentFees",
  "marketingSpend",
  "operatingExpenses",
] as const satisfies readonly MetricName[];

/** The parts of the statement's rows over the whole period, beside those of the comparison; for the store's report. */
export async function statementPartRows(context: ReportContext, total: MoneySums): Promise<StatementPartRow[]> {
  const { scope, comparison } = context;
  const revenue = moneyPartValues(total, total).netRevenue?.value ?? 0;
  const found: StatementPartRow[] = [];
  for (const metric of TAKEN_APART) {
    const by = PARTS[metric]?.[0];
    if (!by) continue;
    // The whole alone is asked for: by years it is divided least.
    const wanted = { metric, by, axis: "year" } as const;
    const now = await partSums(context, scope, wanted, []);
    const before = comparison && (await partSums(context, comparison, wanted, []));
    found.push(
      ...asParts(now, before, [], revenue).map(
        (of): StatementPartRow => ({
          metric,
          by,
          kind: of.kind,
          name: of.name,
          names: of.count,
          amount: minor(of.total),
          previous: of.previous === null ? null : minor(of.previous),
          share: of.share,
        }),
      ),
    );
  }
  return found;
}

const keyOf = (column: StatementColumn): string => (column.kind === "part" ? column.key : column.channel);

function partSums(
  context: ReportContext,
  scope: Scope,
  { metric, by, axis }: Pick<PartsQuery, "metric" | "by" | "axis">,
  columns: readonly StatementColumn[],
): Promise<PartSum[]> {
  const { client, asOfDay } = context;
  if (isSales(metric) && isSalesBy(by)) return sumSalesParts(client, scope, axis, metric, by);
  if (isFeesBy(by)) return sumFeeParts(client, scope, axis, by);
  if (isOrderCost(metric)) return sumOrderCostParts(client, scope, axis, metric);
  if (isFiltered(scope.filter)) return Promise.resolve([]);
  if (by === "platform") return sumSpendParts(client, scope, timeOf(axis), asOfDay);
  return expenseParts(context, scope, columns);
}

/** Spending has no channel; over channels it is told for the whole alone, and any span will do. */
const timeOf = (axis: StatementAxis) => (axis === "channel" ? "year" : axis);

async function expenseParts(
  context: ReportContext,
  scope: Scope,
  columns: readonly StatementColumn[],
): Promise<PartSum[]> {
  const { client, asOfDay } = context;
  const expenses = await readExpenses(client, scope.shopId);
  const base = await expenseBase(context, scope, expenses);
  const begun = { start: scope.period.start, end: earlier(scope.period.end, addDays(asOfDay, 1)) };
  const spans = columns.flatMap((column) => (column.kind === "part" ? [column] : []));
  return expenses.flatMap((expense) => [
    { column: null, name: expense.name, amount: expenseIn(begun, expense, base) },
    ...spans.map((span) => ({
      column: span.key,
      name: expense.name,
      amount: expenseIn(within(span, begun), expense, base),
    })),
  ]);
}

const within = (left: Period, right: Period): Period => ({
  start: later(left.start, right.start),
  end: earlier(left.end, right.end),
});

/** Parts by name, the largest first; what is smaller than those shown in one, and last what cannot be divided. */
function asParts(
  now: readonly PartSum[],
  before: readonly PartSum[] | null,
  keys: readonly string[],
  revenue: number,
): StatementPart[] {
  const wholes = totals([...now, ...(before ?? []).map((sum) => ({ ...sum, amount: minor(0) }))]);
  const touched = new Set([...now, ...(before ?? [])].flatMap(({ name, amount }) => (amount === 0 ? [] : [name])));
  const names = [...wholes]
    .filter(([name]) => touched.has(name))
    .toSorted(([, left], [, right]) => Math.abs(right) - Math.abs(left))
    .map(([name]) => name);
  const named = names.filter((name) => name !== null);
  const [shown, rest] = [named.slice(0, MOST_SHOWN), named.slice(MOST_SHOWN)];
  const part = (kind: StatementPart["kind"], of: readonly (string | null)[]): StatementPart => {
    const total = sumOver(now, of, null);
    const previous = before && sumOver(before, of, null);
    return {
      kind,
      name: kind === "named" ? (of[0] ?? "") : "",
      count: of.length,
      total,
      share: share(total, revenue),
      previous,
      change: previous === null ? null : total - previous,
      cells: keys.map((key) => sumOver(now, of, key)),
    };
  };
  return [
    ...shown.map((name) => part("named", [name])),
    ...(rest.length > 0 ? [part("others", rest)] : []),
    ...(names.includes(null) ? [part("untied", [null])] : []),
  ];
}

function totals(sums: readonly PartSum[]): ReadonlyMap<string | null, number> {
  const found = new Map<string | null, number>();
  for (const { column, name, amount } of sums) if (column === null) found.set(name, (found.get(name) ?? 0) + amount);
  return found;
}

const sumOver = (sums: readonly PartSum[], names: readonly (string | null)[], key: string | null): number =>
  sums.reduce(
    (total, { column, name, amount }) => (column === key && names.includes(name) ? total + amount : total),
    0,
  );
