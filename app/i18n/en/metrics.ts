import type { MetricName } from "~/analytics/metrics/registry";
import { subscriptionMetrics } from "./subscriptionMetrics";

/** What a metric is called and, in one plain sentence, what it says. */
export interface MetricWords {
  readonly label: string;
  readonly explanation: string;
}

export const metrics = {
  grossSales: {
    label: "Gross sales",
    explanation: "Price times quantity of the products sold, before discounts, returns, tax and shipping.",
  },
  discounts: {
    label: "Discounts",
    explanation: "What was taken off the prices of the products sold, before tax.",
  },
  salesReversals: {
    label: "Sales reversals",
    explanation: "Value of products taken back by returns, edits and cancellations, after discounts and before tax.",
  },
  netSales: {
    label: "Net sales",
    explanation: "Gross sales less discounts and sales reversals.",
  },
  shipping: {
    label: "Shipping charged",
    explanation: "What customers paid for shipping, less what was given back, before tax.",
  },
  duties: {
    label: "Duties",
    explanation: "Import duties that customers paid at the checkout, less what was given back.",
  },
  fees: {
    label: "Additional fees",
    explanation: "Fees added to orders for the customer to pay, before tax.",
  },
  tax: {
    label: "Tax",
    explanation: "Tax on everything sold, less the tax on everything taken back.",
  },
  totalSales: {
    label: "Total sales",
    explanation: "Net sales plus shipping, duties, additional fees and tax; tips and gift cards are shown apart.",
  },
  tips: {
    label: "Tips",
    explanation: "Tips that customers added, which are not part of total sales.",
  },
  giftCardSales: {
    label: "Gift cards sold",
    explanation: "Value of the gift cards sold, which the shop still owes and which therefore is not part of sales.",
  },
  orders: {
    label: "Orders",
    explanation: "Orders in which something was bought in the period, each counted once.",
  },
  averageOrderValue: {
    label: "Average order value",
    explanation: "Gross sales less discounts, divided by the number of orders; later returns leave it unchanged.",
  },
  units: {
    label: "Units sold",
    explanation: "Pieces of all products sold.",
  },
  returnedUnits: {
    label: "Units returned",
    explanation: "Pieces of all products that were returned.",
  },
  returnRate: {
    label: "Return rate",
    explanation: "Units returned as a share of units sold in the same period.",
  },
  customers: {
    label: "Customers",
    explanation: "Different customers who ordered in the period; orders without a customer are left out.",
  },
  newCustomers: {
    label: "New customers",
    explanation: "Customers whose first order ever in this shop lies in the period.",
  },
  returningCustomers: {
    label: "Returning customers",
    explanation: "Customers who ordered in the period and had ordered before it.",
  },
  highValueCustomers: {
    label: "High-value customers",
    explanation: "Customers who buy at full price, buy several times and spend more per order than the median order.",
  },
  medianOrderValue: {
    label: "Median order value",
    explanation: "Half of all orders are worth more than this and half are worth less, after discounts.",
  },
  fullPriceShare: {
    label: "Bought at full price",
    explanation: "Share of what a customer bought without any discount and not on sale.",
  },
  daysSinceLastOrder: {
    label: "Days since last order",
    explanation: "Days from the customer’s last order to the day of the report.",
  },
  orderGap: {
    label: "Days between orders",
    explanation: "The usual time, as a median, between one order of a customer and the next.",
  },
  lapsePoint: {
    label: "Lapse point",
    explanation:
      "Days after which nine in ten returning customers have come back; whoever stays away longer is likely lost.",
  },
  netRevenue: {
    label: "Net revenue",
    explanation: "Net sales plus the shipping that customers paid.",
  },
  sessions: {
    label: "Sessions",
    explanation: "Visits of the online store by people, not robots.",
  },
  platformOrders: {
    label: "Attributed orders",
    explanation: "Orders counted for the platform of the visit before them; every order belongs to exactly one.",
  },
  conversionRate: {
    label: "Conversion rate",
    explanation: "Attributed orders per session, over the days of which sessions are known.",
  },
  roas: {
    label: "Return on ad spend",
    explanation: "Net sales of the platform for each unit of money spent on it.",
  },
  cogs: {
    label: "Cost of goods sold",
    explanation: "What the products sold cost the shop to buy or make, less those put back in stock.",
  },
  grossProfit: {
    label: "Gross profit",
    explanation: "Net revenue less the cost of goods sold.",
  },
  grossMargin: {
    label: "Gross margin",
    explanation: "Gross profit as a share of net revenue.",
  },
  shippingCost: {
    label: "Shipping cost",
    explanation: "What sending the orders costs the shop.",
  },
  handlingCost: {
    label: "Handling",
    explanation: "What picking and handling the orders costs the shop.",
  },
  dutiesCost: {
    label: "Duties paid",
    explanation: "Import duties the shop pays on the orders it sends.",
  },
  packagingCost: {
    label: "Packaging",
    explanation: "What the packaging of the orders costs the shop.",
  },
  paymentFees: {
    label: "Payment fees",
    explanation: "What the payment providers keep of the customers’ payments.",
  },
  contributionProfit: {
    label: "Contribution profit",
    explanation:
      "Gross profit less shipping, handling, duties, packaging and payment fees: what the orders leave over.",
  },
  contributionMargin: {
    label: "Contribution margin",
    explanation: "Contribution profit as a share of net revenue.",
  },
  marketingSpend: {
    label: "Marketing spend",
    explanation: "What was spent on advertising in the period, on all platforms.",
  },
  profitAfterMarketing: {
    label: "Profit after marketing",
    explanation: "Contribution profit less marketing spend.",
  },
  profitAfterMarketingMargin: {
    label: "Margin after marketing",
    explanation: "Profit after marketing as a share of net revenue.",
  },
  operatingExpenses: {
    label: "Operating expenses",
    explanation: "Costs of running the shop, such as rent and salaries, spread over the days they are for.",
  },
  netProfit: {
    label: "Net profit",
    explanation: "Profit after marketing less operating expenses.",
  },
  netMargin: {
    label: "Net margin",
    explanation: "Net profit as a share of net revenue.",
  },
  costCoverage: {
    label: "Cost coverage",
    explanation: "Share of net sales for which the unit cost is known; the rest of the profit rests on an assumption.",
  },
  acquisitionCost: {
    label: "Customer acquisition cost",
    explanation: "Marketing spend divided by the number of new customers.",
  },
  retention: {
    label: "Retention",
    explanation: "Share of the customers of one starting month who ordered again in a given later month.",
  },
  repeatRate: {
    label: "Repeat rate",
    explanation: "Share of the customers of one starting month who had ordered a second time by then.",
  },
  lifetimeNetSales: {
    label: "Lifetime net sales",
    explanation: "Net sales per customer from the first order up to then, over all customers of the starting month.",
  },
  lifetimeGrossProfit: {
    label: "Lifetime gross profit",
    explanation: "Gross profit per customer from the first order up to then, over all customers of the starting month.",
  },
  lifetimeValue: {
    label: "Customer lifetime value",
    explanation:
      "Contribution profit per customer from the first order up to then, over all customers of the starting month (CLTV).",
  },
  lifetimeProfitAfterMarketing: {
    label: "Lifetime profit after marketing",
    explanation:
      "Lifetime value less what was spent on marketing in the span in which the customers were won, per customer.",
  },
  lifetimeOrders: {
    label: "Orders per customer",
    explanation: "Orders from the first one up to then, divided by all customers of the cohort.",
  },
  lifetimeUnits: {
    label: "Units per customer",
    explanation: "Pieces bought from the first order up to then, divided by all customers of the cohort.",
  },
  lifetimeValueAtAge: {
    label: "Lifetime value by age",
    explanation:
      "Contribution profit of the first days of a customer, over customers who are at least that old; younger ones are left out.",
  },
  repeatRateAtAge: {
    label: "Repeat rate by age",
    explanation: "Share of the customers of at least that age who had ordered a second time within those days.",
  },
  timeToSecondOrder: {
    label: "Time to second order",
    explanation: "The usual time, as a median, from a customer’s first order to the second.",
  },
  payback: {
    label: "Payback",
    explanation:
      "How long it took until the contribution profit of a cohort had brought back what winning it cost; 0 is the span of the first orders.",
  },
  valueToCost: {
    label: "LTV : CAC",
    explanation: "Lifetime value through the stated horizon, as a multiple of what winning a customer cost.",
  },
  activeCustomers: {
    label: "Active customers",
    explanation: "Customers whose last order is not longer ago than four fifths of the lapse point.",
  },
  atRiskCustomers: {
    label: "Customers at risk",
    explanation: "Customers in the last fifth of the lapse point, who will count as lapsed if they do not order soon.",
  },
  lostCustomers: {
    label: "Lapsed customers",
    explanation: "Customers who have not ordered for longer than the lapse point.",
  },
  customerRetentionRate: {
    label: "Customer retention rate",
    explanation: "Share of the customers active at the start of a month who are still active at its end.",
  },
  customerChurnRate: {
    label: "Customer churn rate",
    explanation: "Share of the customers active at the start of a month who are lost by its end.",
  },
  contactsWhoBought: {
    label: "Contacts who bought",
    explanation: "Share of all known customer records with at least one order.",
  },
  loyalProfitShare: {
    label: "Profit from loyal customers",
    explanation: "Share of all customers’ contribution profit that loyal customers brought.",
  },
  winBackRate: {
    label: "Win-back rate",
    explanation: "Share of the customers lapsed at the start of a month who ordered again in it.",
  },
  rfmAgreement: {
    label: "Agreement with Shopify’s groups",
    explanation: "Share of customers who are in the same RFM group here as at Shopify.",
  },
  ...subscriptionMetrics,
} as const satisfies Record<MetricName, MetricWords>;
