import { type Change, changeOf, type DriverName, pair, part } from "~/analytics/drivers";
import { driversOfLifetime, driversOfMrr } from "~/analytics/driversOfSales";
import type { MetricName } from "~/analytics/metrics/registry";
import { minor, type Ratio, share, times } from "~/analytics/money";
import { day, type Month } from "~/analytics/period";
import { RFM_GROUPS } from "~/analytics/rfm";
import { cohortPair } from "~/reports/cohortPair";
import { driverRows } from "~/reports/drivers";
import type { Report } from "~/reports/report";
import type { ReconciliationCauseRow, ReconciliationRow, SectionTables, StatementPartRow } from "~/reports/sectionRows";
import { samplePredictions, samplePredictionTests } from "./samplePredictions";

type Sample = Pick<Report, "metrics" | "cohortSpan"> & {
  readonly tables: Pick<Report["tables"], "cohorts" | "cohortsBySpan" | "mrrMovements" | "products" | "salesByMonth">;
};

/** What the sample's pages would show beside its year; parts sum to what they are parts of. */
export function sampleSections(of: Sample): SectionTables {
  return {
    drivers: [
      ...driverRows(
        "keyFigures",
        drivers("netSales", of, { newCustomers: 0.34, returningCustomers: 0.58, guests: 0.08 }),
      ),
      ...driverRows(
        "sales",
        drivers("netSales", of, {
          orders: 0.78,
          unitsPerOrder: 0.11,
          price: 0.24,
          discounts: -0.16,
          salesReversals: 0.03,
        }),
      ),
      ...driverRows(
        "profitAndLoss",
        drivers("profitAfterMarketing", of, {
          volume: -1.7,
          mix: 0.3,
          netPrice: -0.9,
          unitCosts: 1.2,
          shipping: 0.2,
          paymentFees: 0.1,
          marketingSpend: 1.8,
        }),
      ),
      ...driverRows("cohorts", cohortDrivers(of)),
      ...driverRows("products", productDrivers(of)),
      ...driverRows("platforms", drivers("acquisitionCost", of, { spend: 1.2, customersWon: -0.2 })),
      ...driverRows("subscriptions", mrrDrivers(of)),
    ],
    statementParts: statementParts(of),
    rfmGroups: rfmGroups(),
    sharedTraits: SHARED,
    serviceLists: SERVICE.map(([list, entries]) => ({ list, entries })),
    serviceCustomers: SERVICE.flatMap(([list]) =>
      Array.from({ length: 6 }, (_, index) => serviceCustomer(list, index)),
    ),
    rhythms: rhythms(of),
    expectedRenewals: [
      { kind: "due", days: 30, renewals: 186, subscriptions: 164, amount: minor(446_400), atRisk: minor(31_248) },
      { kind: "due", days: 90, renewals: 561, subscriptions: 171, amount: minor(1_346_400), atRisk: minor(161_568) },
      { kind: "overdue", days: null, renewals: 4, subscriptions: 4, amount: minor(9_600), atRisk: null },
    ],
    dueRenewals: [
      {
        subscriptionId: "9100000000001",
        customerId: "gid://shopify/Customer/7204118000311",
        title: "Coffee club",
        interval: "1 month",
        charges: 5,
        dueOn: day("2025-12-04"),
        inDays: 3,
        amount: minor(2_400),
        odds: 0.93 as Ratio,
      },
    ],
    predictions: samplePredictions(),
    predictionTests: samplePredictionTests(),
    uncostedVariants: [
      uncosted(7, "Enamel colander", "ENC-1", 513, 1_524_900),
      uncosted(12, "Gift card sleeve", null, 204, 81_600),
    ],
    ...reconciled(of),
  };
}

/** The figure's change against the comparison period, split by these weights, which sum to 1. */
function drivers(
  metric: MetricName,
  { metrics }: Sample,
  weights: Readonly<Partial<Record<DriverName, number>>>,
): Change {
  const { value, previous } = metrics[metric] ?? {};
  const both = pair(value === null || value === undefined ? 0 : (previous ?? 0), value ?? 0);
  const change = both.after - both.before;
  const names = Object.entries(weights) as [DriverName, number][];
  return changeOf(
    metric,
    both,
    names.map(([driver, weight]) => part(driver, weight * change)),
  );
}

function cohortDrivers({ cohortSpan, tables }: Sample): Change | null {
  const both = cohortPair({ cohortSpan, tables });
  return both && driversOfLifetime(both.earlier, both.later);
}

function mrrDrivers({ tables }: Sample): Change | null {
  const month = tables.mrrMovements.findLast(({ complete }) => complete);
  return month ? driversOfMrr(month) : null;
}

function productDrivers(of: Sample): Change {
  const { before, after } = drivers("netSales", of, { otherProducts: 1 });
  const change = after - before;
  const named = [0.42, 0.27, -0.12].map((weight, index) => ({
    driver: "product" as const,
    name: of.tables.products[2 * index]?.title ?? "",
    amount: weight * change,
  }));
  return changeOf("netSales", pair(before, after), [...named, part("otherProducts", 0.43 * change)]);
}

/** Cost of goods and fees by the two largest names and the others. */
function statementParts({ metrics }: Sample): StatementPartRow[] {
  const revenue = metrics.netRevenue?.value ?? 0;
  const rowsOf = (metric: MetricName, by: StatementPartRow["by"], names: readonly (readonly [string, string])[]) => {
    const total = minor(metrics[metric]?.value ?? 0);
    const before = minor(metrics[metric]?.previous ?? 0);
    const named = names.map(([name, weight]) => ({
      name,
      amount: times(total, weight),
      previous: times(before, weight),
    }));
    const rest = (whole: number, side: "amount" | "previous") =>
      minor(whole - named.reduce((sum, one) => sum + one[side], 0));
    const row = (kind: StatementPartRow["kind"], name: string, count: number, amount: number, previous: number) => ({
      metric,
      by,
      kind,
      name,
      names: count,
      amount: minor(amount),
      previous: minor(previous),
      share: share(amount, revenue),
    });
    return [
      ...named.map(({ name, amount, previous }) => row("named", name, 1, amount, previous)),
      row("others", "", 3, rest(total, "amount"), rest(before, "previous")),
    ];
  };
  return [
    ...rowsOf("cogs", "productType", [
      ["Candles", "0.46"],
      ["Kitchen", "0.31"],
    ]),
    ...rowsOf("paymentFees", "gateway", [["shopify_payments", "0.88"]]),
  ];
}

const GROUP_SIZES = [212, 318, 401, 96, 154, 240, 131, 58, 177, 402, 88] as const;

function rfmGroups(): SectionTables["rfmGroups"] {
  const everybody = GROUP_SIZES.reduce<number>((sum, size) => sum + size, 0);
  return RFM_GROUPS.map((group, index) => {
    const customers = GROUP_SIZES[index] ?? 0;
    const orders = group === "PROSPECTS" ? 0 : customers * (6 - Math.min(4, Math.floor(index / 2)));
    const netSales = minor(orders * 6_150);
    return {
      group,
      customers,
      share: share(customers, everybody),
      orders,
      netSales,
      contributionProfit: times(netSales, "0.42"),
      averageDaysSince: group === "PROSPECTS" ? null : 12 + 31 * index,
      shopifyCustomers: Math.round(customers * 0.9),
    };
  });
}

const SHARED: SectionTables["sharedTraits"] = [
  trait("product", "8100000000001", "Pine candle, large", 412, 61, 2.31, 1.74, 3.06),
  trait("source", "email", null, 198, 27, 1.88, 1.29, 2.74),
  trait("basketSize", "3-5", null, 640, 66, 1.32, 1.02, 1.71),
];

function trait(
  name: SectionTables["sharedTraits"][number]["trait"],
  value: string,
  label: string | null,
  customers: number,
  highValue: number,
  ...[lift, liftLow, liftHigh]: readonly [number, number, number]
): SectionTables["sharedTraits"][number] {
  const shareWith = share(highValue, customers);
  const shareOthers = ((shareWith ?? 0) / lift) as Ratio;
  return {
    trait: name,
    value,
    label,
    customers,
    highValue,
    shareWith,
    shareOthers,
    lift,
    liftLow,
    liftHigh,
    isRanked: true,
  };
}

const SERVICE = [
  ["secondOrder", 118],
  ["replenishment", 36],
  ["crossSell", 74],
  ["winBack", 402],
] as const;

function serviceCustomer(list: (typeof SERVICE)[number][0], index: number): SectionTables["serviceCustomers"][number] {
  const isOffered = list === "replenishment" || list === "crossSell";
  const netSales = minor(18_900 - 1_310 * index);
  return {
    list,
    customerId: `gid://shopify/Customer/${7_204_118_400_007 + 31 * index + 7 * list.length}`,
    dueDay: list === "crossSell" ? null : day(`2025-11-${String(21 + index).padStart(2, "0")}`),
    lastOrderDay: day(`2025-${list === "winBack" ? "03" : "10"}-${String(10 + index).padStart(2, "0")}`),
    orders: list === "secondOrder" ? 1 : 4,
    netSales,
    contributionProfit: times(netSales, "0.42"),
    productId: isOffered ? "gid://shopify/Product/8100000000005" : null,
    productTitle: isOffered ? "Beeswax polish 250 ml" : null,
  };
}

function rhythms({ tables }: Sample): SectionTables["rhythms"] {
  const shop = { gaps: 2_408, medianGap: 47, ownLapsePoint: 141, setLapsePoint: null, lapsePoint: 141 };
  return [
    { kind: "shop", productId: null, title: "", buyers: null, ...shop },
    ...[0, 4, 11].map((index): SectionTables["rhythms"][number] => {
      const product = tables.products[index];
      const own = { ownLapsePoint: 96 + 9 * index, setLapsePoint: null, lapsePoint: 96 + 9 * index };
      return {
        kind: "product",
        productId: product?.productId ?? null,
        title: product?.title ?? "",
        buyers: 410 - 20 * index,
        gaps: 160 - 11 * index,
        medianGap: index === 4 ? 38.5 : 42 + index,
        ...own,
      };
    }),
  ];
}

const uncosted = (place: number, title: string, sku: string | null, units: number, net: number) => ({
  variantId: `gid://shopify/ProductVariant/${4_400_000_000_000 + place}`,
  sku,
  title,
  units,
  netSales: minor(net),
  uncostedNetSales: minor(net),
});

/** Equal but for the last month, which a switch makes differ. */
function reconciled({ tables }: Sample): Pick<SectionTables, "reconciliation" | "reconciliationCauses"> {
  const last = tables.salesByMonth.at(-1)?.month;
  const rows = tables.salesByMonth.map(({ month, netSales, totalSales, orders }): ReconciliationRow => {
    const isLast = month === last;
    return {
      month,
      equal: !isLast,
      netSales,
      shopifyNetSales: minor(netSales + (isLast ? LEFT_OUT : 0)),
      netSalesDifference: minor(isLast ? -LEFT_OUT : 0),
      totalSales,
      shopifyTotalSales: minor(totalSales + (isLast ? LEFT_OUT : 0)),
      totalSalesDifference: minor(isLast ? -LEFT_OUT : 0),
      orders,
      shopifyOrders: orders + (isLast ? 1 : 0),
      ordersDifference: isLast ? -1 : 0,
    };
  });
  return { reconciliation: rows, reconciliationCauses: last ? [cause(last)] : [] };
}

const LEFT_OUT = 4_200;

const cause = (month: Month): ReconciliationCauseRow => ({
  month,
  cause: "cancelled",
  grossSales: -LEFT_OUT,
  discounts: 0,
  salesReversals: 0,
  netSales: -LEFT_OUT,
  shipping: 0,
  duties: 0,
  fees: 0,
  tax: 0,
  totalSales: -LEFT_OUT,
  orders: -1,
});
