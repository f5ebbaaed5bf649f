import type { Dialect, Terms } from "./dialects";
import { type Day, day } from "./period";

const SEEN: Day = day("2026-11-22");

/** What was charged for goods, shipping and tax before anything came back. */
const CHARGED: Terms = { grossSales: 1, shipping: 1, shippingReturned: 1, tax: 1, taxReturned: 1 };
const NET: Terms = { grossSales: 1, discounts: -1, salesReversals: -1 };
/** Goods, fulfilment and payment: what these apps take off before they speak of a gross profit. */
const ORDER_COSTS: Terms = {
  cogs: -1,
  shippingCost: -1,
  handlingCost: -1,
  packagingCost: -1,
  dutiesCost: -1,
  paymentFees: -1,
};

/** Shopify's gross profit leaves shipping charged out; all else of its sales reports is our canon. */
const SHOPIFY: Dialect = {
  id: "shopify",
  name: "Shopify",
  sources: ["https://help.shopify.com/manual/reports-and-analytics/shopify-reports/report-types/sales-report"],
  seen: SEEN,
  circumstances: { clock: "eventDay", excludeCancelled: false, excludeUnpaid: false, excludeOthers: false },
  firstTenureMonth: 0,
  metrics: [
    { label: "Gross sales", counterpart: "grossSales", terms: { grossSales: 1 } },
    { label: "Net sales", counterpart: "netSales", terms: NET },
    { label: "Total sales", counterpart: "totalSales", terms: { ...NET, shipping: 1, duties: 1, fees: 1, tax: 1 } },
    {
      label: "Average order value",
      counterpart: "averageOrderValue",
      terms: { grossSales: 1, discounts: -1 },
      perOrder: true,
    },
    { label: "Gross profit", counterpart: "grossProfit", terms: { ...NET, cogs: -1 } },
  ],
};

/** "The Profit Glossary" of BeProfit. */
const BEPROFIT: Dialect = {
  id: "beprofit",
  name: "BeProfit",
  sources: ["https://support.beprofit.co/en/articles/8466923-the-profit-glossary"],
  seen: SEEN,
  circumstances: {},
  firstTenureMonth: null,
  metrics: [
    { label: "Gross sales", counterpart: "grossSales", terms: CHARGED, reading: "beforeReturns" },
    {
      label: "Total sales",
      counterpart: "totalSales",
      terms: { ...NET, shipping: 1, tax: 1 },
      reading: "taxWithReturns",
    },
    { label: "Net sales", counterpart: "netSales", terms: { ...NET, shipping: 1 }, reading: "taxWithReturns" },
    {
      label: "AOV",
      counterpart: "averageOrderValue",
      terms: { ...CHARGED, discounts: -1 },
      perOrder: true,
      reading: "beforeReturns",
    },
    { label: "Gross profit", counterpart: "grossProfit", terms: { ...NET, shipping: 1, ...ORDER_COSTS } },
  ],
};

/** The income statement of Lifetimely; an older page counts tax into net sales, the newer one takes it out. */
const LIFETIMELY: Dialect = {
  id: "lifetimely",
  name: "Lifetimely",
  sources: [
    "https://help.useamp.com/article/687-income-statement-walkthrough",
    "https://help.lifetimely.io/article/10-profit-dashboard-metrics-explained",
    "https://help.useamp.com/article/1246-lifetimely-shopify-reports-difference",
  ],
  seen: SEEN,
  circumstances: {},
  firstTenureMonth: 0,
  metrics: [
    { label: "Sales", counterpart: "grossSales", terms: CHARGED, reading: "taxIncluded" },
    { label: "Net sales", counterpart: "netSales", terms: { ...NET, shipping: 1 }, reading: "taxWithReturns" },
    { label: "Net sales (with tax)", counterpart: "netSales", terms: { ...NET, shipping: 1, tax: 1 } },
    { label: "Gross profit", counterpart: "grossProfit", terms: { ...NET, shipping: 1, ...ORDER_COSTS } },
    {
      label: "Contribution margin",
      counterpart: "contributionProfit",
      terms: { ...NET, shipping: 1, ...ORDER_COSTS, marketingSpend: -1 },
    },
    {
      label: "Net profit",
      counterpart: "netProfit",
      terms: { ...NET, shipping: 1, ...ORDER_COSTS, marketingSpend: -1, operatingExpenses: -1 },
    },
  ],
};

/** "Metrics explained" of TrueProfit; taxes collected stay in its net profit unless a preference takes them out. */
const TRUEPROFIT: Dialect = {
  id: "trueprofit",
  name: "TrueProfit",
  sources: [
    "https://help.trueprofit.io/en/articles/3027000-metrics-explained",
    "https://help.trueprofit.io/en/article/setting-up-calculation-preferences-1lr5ci3/",
  ],
  seen: SEEN,
  circumstances: { clock: "eventDay" },
  firstTenureMonth: null,
  metrics: [
    { label: "Revenue", counterpart: "totalSales", terms: { ...NET, tax: 1, shipping: 1 } },
    {
      label: "Average order value",
      counterpart: "averageOrderValue",
      terms: { ...NET, tax: 1, shipping: 1 },
      perOrder: true,
    },
    {
      label: "Net profit",
      counterpart: "netProfit",
      terms: { ...NET, tax: 1, shipping: 1, ...ORDER_COSTS, marketingSpend: -1, operatingExpenses: -1 },
      reading: "customCosts",
    },
    {
      label: "Net profit (taxes excluded)",
      counterpart: "netProfit",
      terms: { ...NET, shipping: 1, ...ORDER_COSTS, marketingSpend: -1, operatingExpenses: -1 },
      reading: "customCosts",
    },
  ],
};

/** The summary page of Triple Whale, which keeps later changes of an order on the day of the order. */
const TRIPLE_WHALE: Dialect = {
  id: "triplewhale",
  name: "Triple Whale",
  sources: [
    "https://kb.triplewhale.com/en/articles/6127778-summary-page-metrics-library",
    "https://triplewhale.readme.io/docs/why-does-my-total-sales-in-shopify-not-match-my-total-sales-in-triple-whale",
  ],
  seen: SEEN,
  circumstances: { clock: "orderDay" },
  firstTenureMonth: null,
  metrics: [
    {
      label: "Total sales",
      counterpart: "totalSales",
      terms: { ...NET, shipping: 1, duties: 1, fees: 1, tax: 1 },
      reading: "asShopify",
    },
    {
      label: "Net profit",
      counterpart: "netProfit",
      terms: {
        ...NET,
        shipping: 1,
        duties: 1,
        fees: 1,
        ...ORDER_COSTS,
        marketingSpend: -1,
        operatingExpenses: -1,
      },
      reading: "customCosts",
    },
  ],
};

/** Polar Analytics: as Shopify, but gift cards sold count as sales unless a setting takes them out. */
const POLAR: Dialect = {
  id: "polar",
  name: "Polar Analytics",
  sources: [
    "https://intercom.help/polar-app/en/articles/5649166-how-are-my-metrics-calculated",
    "https://intercom.help/polar-app/en/articles/11657755-shopify",
    "https://intercom.help/polar-app/en/articles/12118260-how-can-i-calculate-contribution-margin-by-campaign",
  ],
  seen: SEEN,
  circumstances: {},
  firstTenureMonth: null,
  metrics: [
    { label: "Net sales", counterpart: "netSales", terms: { ...NET, giftCardSales: 1 }, reading: "giftCards" },
    {
      label: "Total sales",
      counterpart: "totalSales",
      terms: { ...NET, giftCardSales: 1, shipping: 1, duties: 1, tax: 1 },
      reading: "giftCards",
    },
    {
      label: "Average order value",
      counterpart: "averageOrderValue",
      terms: { ...CHARGED, discounts: -1, giftCardSales: 1, duties: 1 },
      perOrder: true,
      reading: "giftCards",
    },
    {
      label: "Gross profit (CM1)",
      counterpart: "grossProfit",
      terms: { ...NET, giftCardSales: 1, cogs: -1 },
      reading: "giftCards",
    },
    {
      label: "CM3",
      counterpart: "profitAfterMarketing",
      terms: { ...NET, giftCardSales: 1, cogs: -1, marketingSpend: -1 },
      reading: "giftCards",
    },
    {
      label: "CM4",
      counterpart: "netProfit",
      terms: { ...NET, giftCardSales: 1, cogs: -1, marketingSpend: -1, operatingExpenses: -1 },
      reading: "giftCards",
    },
  ],
};

/** Metorik: gross sales are what the orders came to in all; net sales are without refunds, tax, shipping and fees. */
const METORIK: Dialect = {
  id: "metorik",
  name: "Metorik",
  sources: [
    "https://help.metorik.com/article/29-what-is-the-difference-between-gross-and-net-sales",
    "https://help.metorik.com/article/85-product-reports",
    "https://help.metorik.com/article/233-cohort-reports",
  ],
  seen: SEEN,
  circumstances: {},
  firstTenureMonth: 1,
  metrics: [
    {
      label: "Gross sales",
      counterpart: "grossSales",
      terms: { ...CHARGED, discounts: -1, duties: 1, fees: 1, tips: 1, giftCardSales: 1 },
      reading: "orderTotal",
    },
    {
      label: "Net sales",
      counterpart: "netSales",
      terms: { ...NET, duties: 1, tips: 1, giftCardSales: 1 },
      reading: "orderTotal",
    },
  ],
};

/** By the Numbers counts the money that moves: gift cards when sold, refunds as paid, and no cancelled orders. */
const BY_THE_NUMBERS: Dialect = {
  id: "bythenumbers",
  name: "By the Numbers",
  sources: ["https://help.bythenumbersapp.com/article/43-reporting-methodology"],
  seen: SEEN,
  circumstances: { excludeCancelled: true },
  firstTenureMonth: null,
  metrics: [
    {
      label: "Total sales",
      counterpart: "totalSales",
      terms: { ...CHARGED, discounts: -1, giftCardSales: 1, refunded: -1 },
    },
  ],
};

/** Recharge is here for its months alone: MO 1 is the month of the sign-up. */
const RECHARGE: Dialect = {
  id: "recharge",
  name: "Recharge",
  sources: ["https://support.rechargepayments.com/hc/en-us/articles/360034469693-Cohort-retention-dashboard"],
  seen: SEEN,
  circumstances: {},
  firstTenureMonth: 1,
  metrics: [],
};

/** The apps whose public definitions were read, Shopify first. */
export const DIALECTS: readonly Dialect[] = [
  SHOPIFY,
  BEPROFIT,
  LIFETIMELY,
  TRUEPROFIT,
  TRIPLE_WHALE,
  POLAR,
  METORIK,
  BY_THE_NUMBERS,
  RECHARGE,
];

export const findDialect = (id: string | null): Dialect | null => DIALECTS.find((dialect) => dialect.id === id) ?? null;
