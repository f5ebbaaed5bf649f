import { gapsOf, median } from "~/analytics/customers";
import { addEach } from "~/analytics/money";
import { addDays, type Day, daysBetween, monthsBetween } from "~/analytics/period";
import { orderProfit } from "~/analytics/profit";
import { listPeople } from "~/data/customerLists.server";
import {
  type CustomerJourney,
  type CustomerProfile,
  findJourney,
  findProfile,
  listBoughtProducts,
} from "~/data/customerProfile.server";
import type { ShopRhythm } from "~/data/customerRhythm.server";
import { listOrders, type OrderFacts } from "~/data/orders.server";
import { caveats } from "./caveats.server";
import { headOf, type ReportContext, withReport } from "./context.server";
import { customerRules } from "./customerRules.server";
import { customerSums } from "./customerSums";
import { figureOf } from "./figures";
import { highValueRow } from "./highValue";
import type { CustomerOrderRow, CustomerReport } from "./pageReports";
import type { Note } from "./report";
import type { ReportQuery } from "./reportQuery";
import { stepsOf } from "./rows";

/** One customer over the whole history up to `asOf`, by order day: the four kinds of data. Null when there is no such customer. */
export function customerReport(
  shopId: bigint,
  customerId: string,
  query: Pick<ReportQuery, "asOf">,
): Promise<CustomerReport | null> {
  return withReport(shopId, { asOf: query.asOf, clock: "orderDay" }, async (context) => {
    const { client, scope, shop } = context;
    const profile = await findProfile(client, scope, customerId);
    if (profile === null) return null;
    const journey = await findJourney(client, scope, customerId);
    const { orders } = await listOrders(client, scope, { customerId });
    const { rules, rhythm } = await customerRules(context);
    const choice = { which: { customerId }, sort: "worth", descending: true, limit: 1, offset: 0 } as const;
    const [person] = (await listPeople(client, scope, rules, choice)).people;
    const total = customerSums(orders);
    return {
      ...headOf(context, (await caveats(context, total)).filter(isOfOneCustomer)),
      customerId,
      demographic: demographicOf(profile),
      behavioural: behaviouralOf(profile, journey),
      transactional: {
        ...rhythmOf(context, orders, rhythm),
        orders: orderRows(orders),
        cohortMonth: journey?.cohortMonth ?? null,
        tenureMonth: journey?.cohortMonth ? monthsBetween(journey.cohortMonth, context.observed.month) : null,
        products: await listBoughtProducts(client, scope, customerId),
      },
      financial: stepsOf(total),
      highValue: person ? highValueRow(person, rules) : null,
      tests: shop.settings.highValue,
    };
  });
}

/** Guests, left out orders and the shop's spend say nothing about one customer. */
const isOfOneCustomer = ({ code }: Note): boolean =>
  !["guest_orders", "orders_excluded", "other_currency_orders", "marketing_spend_unknown"].includes(code);

const demographicOf = ({ rfmGroup: _, ...rest }: CustomerProfile): CustomerReport["demographic"] => rest;

function behaviouralOf({ rfmGroup }: CustomerProfile, journey: CustomerJourney | null): CustomerReport["behavioural"] {
  return {
    firstSource: journey?.firstSource ?? null,
    firstMedium: journey?.firstMedium ?? null,
    firstCampaign: journey?.firstCampaign ?? null,
    firstLandingPage: journey?.firstLandingPage ?? null,
    lastSource: journey?.lastSource ?? null,
    daysToConversion: journey?.daysToConversion ?? null,
    discountCodes: journey?.discountCodes ?? [],
    rfmGroup,
  };
}

/** When the customer buys: days since the last order, the usual gap, whether they lapsed, when the next order is due. */
function rhythmOf({ asOfDay }: ReportContext, orders: readonly OrderFacts[], { lapsePoint }: ShopRhythm) {
  const days = orders.map(({ orderDay }) => orderDay).reverse();
  const last: Day | undefined = days.at(-1);
  const since = last === undefined ? null : daysBetween(last, asOfDay);
  const usual = median(gapsOf(days));
  return {
    daysSinceLastOrder: figureOf("daysSinceLastOrder", { value: since }),
    orderGap: figureOf("orderGap", { value: usual }),
    lapsePoint: figureOf("lapsePoint", { value: lapsePoint }),
    isLapsed: since === null || lapsePoint === null ? null : since > lapsePoint,
    nextOrderDue: last === undefined || usual === null ? null : addDays(last, Math.round(usual)),
  };
}

/** Orders newest first, each with its profit and the lifetime value reached with it. */
function orderRows(orders: readonly OrderFacts[]): CustomerOrderRow[] {
  let through = customerSums([]);
  let before: Day | null = null;
  const rows: CustomerOrderRow[] = [];
  for (const order of [...orders].reverse()) {
    const own = customerSums([order]);
    through = { ...through, sums: addEach(through.sums, own.sums), fees: addEach(through.fees, own.fees) };
    const profit = orderProfit(own.sums, own.fees);
    rows.unshift({
      orderId: order.orderId,
      name: order.name,
      orderDay: order.orderDay,
      gap: before === null ? null : daysBetween(before, order.orderDay),
      cancelled: order.cancelled,
      units: own.sums.units,
      returnedUnits: own.sums.returnedUnits,
      grossSales: own.sums.grossSales,
      discounts: own.sums.discounts,
      salesReversals: own.sums.salesReversals,
      netSales: profit.netSales,
      grossProfit: profit.grossProfit,
      paymentFees: profit.paymentFees,
      contributionProfit: profit.contributionProfit,
      lifetimeValue: orderProfit(through.sums, through.fees).contributionProfit,
      costCoverage: profit.costCoverage,
    });
    before = order.orderDay;
  }
  return rows;
}
