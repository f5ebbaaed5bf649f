import { type Change, pair } from "~/analytics/drivers";
import { driversOfProfit } from "~/analytics/driversOfProfit";
import {
  driversByKind,
  driversByProduct,
  driversOfAcquisition,
  driversOfLifetime,
  driversOfMrr,
  driversOfNetSales,
  type ProductSales,
} from "~/analytics/driversOfSales";
import { perUnit } from "~/analytics/money";
import type { PeriodSums } from "~/analytics/periodFigures";
import { type ProductFacts, productKey } from "~/analytics/products";
import { netSales } from "~/analytics/sales";
import { listProducts } from "~/data/products.server";
import { sumByKind } from "~/data/salesByKind.server";
import type { Scope } from "~/data/scope.server";
import { log } from "~/log.server";
import { cohortPair } from "./cohortPair";
import { type ReportContext, withReport } from "./context.server";
import { driverRows } from "./drivers";
import type { DriversReport } from "./pageReports";
import { sumByMonth } from "./periodSums.server";
import type { Report, SectionName } from "./report";
import type { ReportQuery } from "./reportQuery";
import type { DriverRow } from "./sectionRows";

/** The sums of a report's period and of the one it is compared with. */
export interface ComparedSums {
  readonly now: PeriodSums;
  /** Null where there is nothing to compare with. */
  readonly before: PeriodSums | null;
}

/** What of a report its sections' drivers are told from beside the sums. */
export type DrivenTables = Pick<Report, "cohortSpan"> & {
  readonly tables: Pick<Report["tables"], "cohorts" | "cohortsBySpan" | "mrrMovements">;
};

/** What drove the figures of the chosen sections. Cohorts and MRR are compared among themselves, all else with the comparison period. */
export async function driverTable(
  context: ReportContext,
  sections: readonly SectionName[],
  sums: ComparedSums,
  { cohortSpan, tables }: DrivenTables,
): Promise<DriverRow[]> {
  const compared = await comparedDrivers(context, sections, sums);
  const cohorts = sections.includes("cohorts") ? cohortPair({ cohortSpan, tables }) : null;
  const month = sections.includes("subscriptions") ? tables.mrrMovements.findLast(({ complete }) => complete) : null;
  return [
    ...compared,
    ...rowsOf("cohorts", () => cohorts && driversOfLifetime(cohorts.earlier, cohorts.later)),
    ...rowsOf("subscriptions", () => (month ? driversOfMrr(month) : null)),
  ];
}

/** The drivers of a section. Parts that do not sum to their change are not told, and are no reason to go without the report. */
function rowsOf(section: SectionName, find: () => Change | null): DriverRow[] {
  try {
    return driverRows(section, find());
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    log.error({ section, err: error }, "the drivers of a section do not sum to its change and are left out");
    return [];
  }
}

/** Those of the sections that are compared with the comparison period. */
async function comparedDrivers(
  context: ReportContext,
  sections: readonly SectionName[],
  { now, before }: ComparedSums,
): Promise<DriverRow[]> {
  const { client, scope, comparison } = context;
  if (before === null || comparison === null) return [];
  const has = (section: SectionName) => sections.includes(section);
  const kinds = has("keyFigures")
    ? { before: await sumByKind(client, comparison), now: await sumByKind(client, scope) }
    : null;
  const goods = has("profitAndLoss") || has("products") ? await goodsOf(context, comparison) : null;
  return [
    ...rowsOf("keyFigures", () => kinds && driversByKind(kinds.before, kinds.now)),
    ...rowsOf("sales", () => (has("sales") ? driversOfNetSales(before.sums, now.sums) : null)),
    ...rowsOf("profitAndLoss", () => (goods && has("profitAndLoss") ? profitDrivers({ now, before }, goods) : null)),
    ...rowsOf("products", () => (goods && has("products") ? productDrivers({ now, before }, goods) : null)),
    ...rowsOf("platforms", () => (has("platforms") ? acquisitionDrivers(before, now) : null)),
  ];
}

interface Goods {
  readonly before: readonly ProductFacts[];
  readonly after: readonly ProductFacts[];
}

async function goodsOf({ client, scope }: ReportContext, comparison: Scope): Promise<Goods> {
  return { before: await listProducts(client, comparison), after: await listProducts(client, scope) };
}

type BothSums = { readonly now: PeriodSums; readonly before: PeriodSums };

const profitDrivers = ({ now, before }: BothSums, goods: Goods): Change | null =>
  driversOfProfit({ ...before, products: goods.before }, { ...now, products: goods.after });

const productDrivers = ({ now, before }: BothSums, goods: Goods): Change =>
  driversByProduct(goods.before.map(soldOf), goods.after.map(soldOf), pair(netSales(before.sums), netSales(now.sums)));

const soldOf = (of: ProductFacts): ProductSales => ({ key: productKey(of), title: of.title, netSales: of.net });

function acquisitionDrivers(before: PeriodSums, now: PeriodSums): Change | null {
  if (before.marketingSpend === null || now.marketingSpend === null) return null;
  const of = ({ newCustomers: customers }: PeriodSums, spend: NonNullable<PeriodSums["marketingSpend"]>) => ({
    spend,
    customers,
    cost: perUnit(spend, customers),
  });
  return driversOfAcquisition(of(before, before.marketingSpend), of(now, now.marketingSpend));
}

/** Sections whose drivers the first page tells. */
const ON_HOME = ["keyFigures", "sales", "profitAndLoss"] as const satisfies readonly SectionName[];

/** What drove the key figures of a period against the one it is compared with: what the first page says in words. */
export function driversReport(shopId: bigint, query: ReportQuery): Promise<DriversReport> {
  return withReport(shopId, query, async (context) => {
    const { scope, comparison, shop } = context;
    if (comparison === null) return { currency: shop.currency, drivers: [] };
    const now = (await sumByMonth(context, scope)).total;
    const before = (await sumByMonth(context, comparison)).total;
    return { currency: shop.currency, drivers: await comparedDrivers(context, ON_HOME, { now, before }) };
  });
}
