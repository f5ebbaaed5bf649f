import { exponentOf } from "~/analytics/currencies";
import type { Transition } from "~/analytics/lifecycle";
import type { MetricName } from "~/analytics/metrics/registry";
import { getMetric } from "~/analytics/metrics/registry";
import { type Minor, minor, perUnit, type Ratio, share, sum, times, ZERO } from "~/analytics/money";
import { addMonths, day, type Month, month, monthsFrom } from "~/analytics/period";
import { NO_SWITCHES } from "~/analytics/switches";
import { lifecycleRows } from "~/reports/lifecycleTable";
import type {
  Figure,
  HighValueCustomerRow,
  PlatformRow,
  ProductRow,
  ProfitRow,
  Report,
  SalesRow,
} from "~/reports/report";
import { SECTIONS } from "~/reports/report";
import { acquisitionRow, ageRow, cohortRows, cohortSize } from "./sampleCohorts";
import { sampleSections } from "./sampleSections";
import { sampleMrrMonths, sampleSubscriptions } from "./sampleSubscriptions";

// A shop's year for previews: every row keeps the identities of a real report (net = gross − discounts − reversals, …).
const FIRST = month("2024-12");
const LAST = month("2025-11");
const MONTHS = monthsFrom(FIRST, LAST);
const SEASON = [142, 84, 88, 96, 99, 104, 97, 101, 93, 108, 124, 151];

/** Platform, sessions, orders, new customers, net sales and spend of the year. */
const PLATFORMS = [
  ["google", 41_200, 824, 402, 3_402_000, 812_000],
  ["direct", 18_900, 512, 118, 2_150_400, null],
  ["meta", 22_750, 296, 211, 1_189_900, 455_000],
  ["email", 6_400, 288, 12, 1_166_400, null],
  ["notKnown", 0, 96, 31, 384_000, null],
] as const;

function platformRow([platform, sessions, orders, customers, net, spent]: (typeof PLATFORMS)[number]): PlatformRow {
  const profit = times(minor(net), "0.41");
  return {
    platform,
    sessions,
    platformOrders: orders,
    conversionRate: share(orders, sessions),
    newCustomers: customers,
    netSales: minor(net),
    contributionProfit: profit,
    costCoverage: 0.94 as Ratio,
    marketingSpend: spent === null ? null : minor(spent),
    profitAfterMarketing: minor(profit - (spent ?? 0)),
    acquisitionCost: spent === null ? null : perUnit(minor(spent), customers),
    roas: spent === null ? null : net / spent,
  };
}

/** A small shop's twelve months, the same every time. Amounts are whole minor units of `currency`, whichever it is. */
export function sampleReport(currency = "GBP"): Report {
  const salesByMonth = MONTHS.map(salesRow);
  const profitAndLoss = MONTHS.map((of, index) => profitRow(of, salesByMonth[index] ?? salesRow(of, index), index));
  const figures = metrics(salesByMonth, profitAndLoss);
  const tables = {
    salesByMonth,
    salesByMonthOrderDay: salesByMonth,
    profitAndLoss,
    salesByPart: [],
    profitByPart: [],
    cohorts: MONTHS.flatMap(cohortRows),
    cohortsBySpan: [],
    acquisition: MONTHS.map(acquisitionRow),
    lifetimeByAge: [ageRow(30), ageRow(60), ageRow(90)],
    products: [...PRODUCTS.map(productRow), untiedRow(salesByMonth)],
    highValueCustomers: Array.from({ length: 14 }, (_, index) => customerRow(index)),
    platforms: PLATFORMS.map(platformRow),
    lifecycle: lifecycleRows(LIFE, LAST, true),
    mrrMovements: sampleMrrMonths(MONTHS),
    subscriptions: sampleSubscriptions(),
  };
  return {
    name: "cltvAndProfitability",
    title: "Harbour & Pine",
    shop: { domain: "harbour-and-pine.myshopify.com", name: "Harbour & Pine" },
    currency,
    exponent: exponentOf(currency),
    timeZone: "Europe/London",
    asOf: "2025-12-01T05:30:00Z",
    period: { start: day("2024-12-01"), end: day("2025-12-01") },
    comparison: { start: day("2023-12-01"), end: day("2024-12-01") },
    clock: "eventDay",
    grain: "month",
    cohortSpan: "month",
    filter: [],
    switches: NO_SWITCHES,
    sections: SECTIONS,
    metrics: figures,
    tables: { ...tables, ...sampleSections({ cohortSpan: "month", metrics: figures, tables }) },
    notes: [
      {
        code: "unit_cost_missing",
        share: 0.118,
        count: null,
        text: "The unit cost of 11.8% of net sales is unknown.",
      },
      {
        code: "guest_orders",
        share: 0.043,
        count: 187,
        text: "187 orders without a customer account count as sales, but belong to no cohort.",
      },
      {
        code: "made_up_data",
        share: null,
        count: null,
        text: "This shop holds made-up costs, sessions or advertising spend, for demonstration.",
      },
    ],
  };
}

function salesRow(of: Month, index: number): SalesRow {
  const level = (SEASON[index] ?? 100) + 2 * index;
  const orders = 3 * level + (index % 4);
  const grossSales = minor(level * 11_467 + 313 * index);
  const discounts = times(grossSales, "0.071");
  const salesReversals = times(grossSales, index % 3 === 0 ? "0.052" : "0.038");
  const netSales = minor(grossSales - discounts - salesReversals);
  const shipping = minor(orders * 395);
  const tax = times(minor(netSales + shipping), "0.2");
  const customers = Math.round(orders * 0.86);
  const newCustomers = cohortSize(index);
  const units = orders * 2 + 17;
  const returnedUnits = Math.round(units * 0.04);
  return {
    month: of,
    grossSales,
    discounts,
    salesReversals,
    netSales,
    shipping,
    duties: minor(0),
    fees: minor(0),
    tax,
    totalSales: sum([netSales, shipping, tax]),
    tips: minor(0),
    giftCardSales: minor(index === 0 ? 42_000 : 5_000),
    orders,
    averageOrderValue: perUnit(minor(grossSales - discounts), orders),
    units,
    returnedUnits,
    returnRate: share(returnedUnits, units),
    customers,
    newCustomers,
    returningCustomers: customers - newCustomers,
  };
}

function profitRow(of: Month, sales: SalesRow, index: number): ProfitRow {
  const netRevenue = minor(sales.netSales + sales.shipping);
  const cogs = times(sales.netSales, "0.4137");
  const grossProfit = minor(netRevenue - cogs);
  const shippingCost = minor(sales.orders * 431);
  const handlingCost = minor(sales.orders * 35);
  const dutiesCost = minor(sales.orders * 12);
  const packagingCost = minor(sales.orders * 38);
  const paymentFees = minor(times(sales.totalSales, "0.017") + 25 * sales.orders);
  const orderCosts = shippingCost + handlingCost + dutiesCost + packagingCost;
  const contributionProfit = minor(grossProfit - orderCosts - paymentFees);
  const marketingSpend = minor(sales.newCustomers * 1_450 + 9_973 * (index % 3));
  const operatingExpenses = minor(182_500);
  const profitAfterMarketing = minor(contributionProfit - marketingSpend);
  return {
    month: of,
    grossSales: sales.grossSales,
    discounts: sales.discounts,
    salesReversals: sales.salesReversals,
    netSales: sales.netSales,
    shipping: sales.shipping,
    netRevenue,
    cogs,
    grossProfit,
    grossMargin: share(grossProfit, netRevenue),
    shippingCost,
    handlingCost,
    dutiesCost,
    packagingCost,
    paymentFees,
    contributionProfit,
    contributionMargin: share(contributionProfit, netRevenue),
    marketingSpend,
    profitAfterMarketing,
    operatingExpenses,
    netProfit: minor(profitAfterMarketing - operatingExpenses),
    costCoverage: 0.882 as Ratio,
    contributionProfitLow: minor(contributionProfit - times(sales.netSales, "0.07")),
    contributionProfitHigh: minor(contributionProfit + times(sales.netSales, "0.03")),
  };
}

const PRODUCTS = [
  "Pine candle, large",
  "Stoneware mug, set of 4",
  "Linen tea towel",
  "Cast-iron trivet",
  "Beeswax polish 250 ml",
  "Harbour print, A3",
  "Wool throw, oat",
  "Enamel colander",
  "Birch cutting board",
  "Salt-glazed bowl",
  "Gift wrapping",
  "Seaweed soap",
] as const;

function productRow(title: string, index: number): ProductRow {
  const units = 940 - 61 * index;
  const returnedUnits = (index * 7) % 23;
  const netSales = minor((units - returnedUnits) * (4_250 - 180 * index));
  const known = index !== 7;
  const cogs = known ? times(netSales, index === 10 ? "1.08" : "0.41") : null;
  const grossProfit = cogs === null ? null : minor(netSales - cogs);
  const paymentFees = times(netSales, "0.021");
  const contributionProfit = grossProfit === null ? null : minor(grossProfit - paymentFees);
  return {
    kind: "product",
    productId: `gid://shopify/Product/${8_100_000_000_001 + index}`,
    title,
    vendor: index % 3 === 0 ? "Harbour & Pine" : "Northlight Supply",
    units,
    returnedUnits,
    returnRate: share(returnedUnits, units),
    orders: units - 80,
    netSales,
    shipping: ZERO,
    cogs,
    grossProfit,
    grossMargin: grossProfit === null ? null : share(grossProfit, netSales),
    orderCosts: ZERO,
    paymentFees,
    contributionProfit,
    contributionProfitLow: contributionProfit ?? minor(-paymentFees),
    contributionProfitHigh: contributionProfit ?? minor(netSales - paymentFees),
    costCoverage: (known ? 1 : 0) as Ratio,
    firstOrderCustomers: 210 - 15 * index,
    firstOrderShare: share(210 - 15 * index, units - 80),
    marketingSpend: times(netSales, "0.08"),
    profitAfterMarketing: contributionProfit === null ? null : minor(contributionProfit - times(netSales, "0.08")),
    yearOldCustomers: 140 - 10 * index,
    yearLifetimeValue: minor(6_900 - 210 * index),
  };
}

/** What belongs to no product: shipping charged, and what sending the orders cost. */
function untiedRow(sales: readonly SalesRow[]): ProductRow {
  const shipping = sum(sales.map((row) => row.shipping));
  const orderCosts = minor(sales.reduce((orders, row) => orders + row.orders, 0) * 516);
  const contributionProfit = minor(shipping - orderCosts);
  return {
    kind: "untied",
    productId: null,
    title: "",
    vendor: null,
    units: 0,
    returnedUnits: 0,
    returnRate: null,
    orders: 0,
    netSales: ZERO,
    shipping,
    cogs: ZERO,
    grossProfit: shipping,
    grossMargin: share(shipping, shipping),
    orderCosts,
    paymentFees: ZERO,
    contributionProfit,
    contributionProfitLow: contributionProfit,
    contributionProfitHigh: contributionProfit,
    costCoverage: null,
    firstOrderCustomers: 0,
    firstOrderShare: null,
    marketingSpend: ZERO,
    profitAfterMarketing: contributionProfit,
    yearOldCustomers: 0,
    yearLifetimeValue: null,
  };
}

/** What became of the sample's people: a month of new ones, one of coming back, and who lapsed since. */
const LIFE: readonly Transition[] = [
  { month: month("2025-09"), from: null, to: "acquisition", persons: 412 },
  { month: month("2025-09"), from: null, to: "conversion", persons: 655 },
  { month: month("2025-10"), from: "acquisition", to: "conversion", persons: 88 },
  { month: month("2025-10"), from: "conversion", to: "retention", persons: 231 },
  { month: month("2025-11"), from: "retention", to: "loyalty", persons: 64 },
  { month: month("2025-11"), from: "conversion", to: "lapsed", persons: 97 },
];

function customerRow(index: number): HighValueCustomerRow {
  const orders = 9 - Math.floor(index / 2);
  const netSales = minor(orders * (15_240 + 731 * ((index * 5) % 7)));
  return {
    customerId: `gid://shopify/Customer/${7_204_118_000_311 + 977 * index}`,
    country: ["GB", "GB", "IE", "DE", "GB", "FR", "JP"][index % 7] ?? null,
    firstOrderDay: day(`${addMonths(FIRST, index % 6)}-14`),
    lastOrderDay: day(`2025-11-${String(27 - index).padStart(2, "0")}`),
    orders,
    ordersInWindow: Math.max(2, orders - 1),
    netSales,
    contributionProfit: times(netSales, "0.4521"),
    averageOrderValue: perUnit(netSales, orders),
    medianOrderValue: minor(8_420),
    fullPriceShare: 1 as Ratio,
    paysFullPrice: true,
    buysSeveralTimes: true,
    spendsAboveMedian: true,
    isHighValue: true,
  };
}

function metrics(sales: readonly SalesRow[], profit: readonly ProfitRow[]): Report["metrics"] {
  const total = (amounts: readonly (number | null)[]): Minor =>
    minor(amounts.reduce<number>((left, right) => left + (right ?? 0), 0));
  const sold = (key: Exclude<keyof SalesRow, "month">) => total(sales.map((row) => row[key]));
  const earned = (key: Exclude<keyof ProfitRow, "month">) => total(profit.map((row) => row[key]));
  const [netRevenue, spent, newcomers] = [earned("netRevenue"), earned("marketingSpend"), sold("newCustomers")];
  const values: readonly (readonly [MetricName, number | null, number | null])[] = [
    ["grossSales", sold("grossSales"), 0.07],
    ["discounts", sold("discounts"), 0.02],
    ["salesReversals", sold("salesReversals"), -0.04],
    ["netSales", sold("netSales"), 0.083],
    ["shipping", sold("shipping"), 0.05],
    ["tax", sold("tax"), 0.081],
    ["totalSales", sold("totalSales"), 0.08],
    ["orders", sold("orders"), 0.064],
    ["averageOrderValue", perUnit(minor(sold("grossSales") - sold("discounts")), sold("orders")), 0.012],
    ["units", sold("units"), 0.06],
    ["returnedUnits", sold("returnedUnits"), -0.02],
    ["returnRate", share(sold("returnedUnits"), sold("units")), -0.06],
    ["customers", sold("customers"), 0.05],
    ["newCustomers", newcomers, 0.031],
    ["returningCustomers", sold("returningCustomers"), 0.058],
    ["netRevenue", netRevenue, 0.079],
    ["cogs", earned("cogs"), 0.095],
    ["grossProfit", earned("grossProfit"), 0.066],
    ["grossMargin", share(earned("grossProfit"), netRevenue), -0.012],
    ["shippingCost", earned("shippingCost"), 0.064],
    ["handlingCost", earned("handlingCost"), 0.064],
    ["dutiesCost", earned("dutiesCost"), 0.064],
    ["packagingCost", earned("packagingCost"), 0.064],
    ["paymentFees", earned("paymentFees"), 0.08],
    ["contributionProfit", earned("contributionProfit"), 0.061],
    ["contributionMargin", share(earned("contributionProfit"), netRevenue), -0.016],
    ["marketingSpend", spent, 0.22],
    ["profitAfterMarketing", earned("profitAfterMarketing"), -0.014],
    ["operatingExpenses", earned("operatingExpenses"), 0],
    ["netProfit", earned("netProfit"), -0.052],
    ["costCoverage", 0.882, 0.01],
    ["acquisitionCost", perUnit(spent, newcomers), 0.183],
    // Of the whole history: nothing earlier to compare with.
    ["repeatRate", 0.3417, null],
    ["lifetimeValue", 10_184, null],
    ["highValueCustomers", 14, null],
    ["medianOrderValue", 8_420, null],
  ];
  return Object.fromEntries(values.map(([name, value, growth]) => [name, figure(name, value, growth)]));
}

/** The figure beside a made-up earlier one that grew by `growth` to it. */
function figure(name: MetricName, value: number | null, growth: number | null): Figure {
  const { unit } = getMetric(name);
  if (growth === null) return { value, unit };
  if (value === null) return { value, unit, previous: null };
  const before = value / (1 + growth);
  return { value, unit, previous: unit === "ratio" ? before : Math.round(before) };
}
