import { gapsOf, median } from "~/analytics/customers";
import { standingOf } from "~/analytics/lapse";
import { addEach, type Minor, minor } from "~/analytics/money";
import { addDays, type Day, daysBetween, monthsBetween } from "~/analytics/period";
import { type PeriodSums, partValues, uncosted } from "~/analytics/periodFigures";
import { orderProfit } from "~/analytics/profit";
import { type RfmBounds, type RfmGroup, rfmGroup, rfmScores } from "~/analytics/rfm";
import { type ListedPerson, listPeople } from "~/data/customerLists.server";
import {
  type CustomerJourney,
  type CustomerProfile,
  findAcquisitionCost,
  findJourney,
  findProfile,
  listBoughtProducts,
} from "~/data/customerProfile.server";
import { findPerson, recordsOf } from "~/data/customerRecords.server";
import { FEWEST_GAPS, listLastTimes, type ShopRhythm } from "~/data/customerRhythm.server";
import { listOrders, type OrderFacts } from "~/data/orders.server";
import { readShop } from "~/db.server";
import { caveats } from "./caveats.server";
import { headOf, type ReportContext, withReport } from "./context.server";
import { customerRules } from "./customerRules.server";
import { customerSums } from "./customerSums";
import { figureOf } from "./figures";
import { highValueRow } from "./highValue";
import type { CustomerOrderRow, CustomerReport, OwnProduct } from "./pageReports";
import { rhythmsOf } from "./productRhythms.server";
import type { Note } from "./report";
import type { ReportQuery } from "./reportQuery";
import { rfmSummary } from "./rfmReport.server";
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
    const [person = null] = await listPeople(client, scope, rules, choice);
    const { bounds } = await rfmSummary(context, rules);
    const total = customerSums(orders);
    return {
      ...headOf(context, (await caveats(context, total)).filter(isOfOneCustomer)),
      customerId,
      records: await recordsOf(client, shopId, customerId),
      demographic: demographicOf(profile),
      behavioural: {
        ...behaviouralOf(profile, journey),
        rfmOurs: rfmOf(person, bounds),
        acquisitionCost: await acquisitionCost(context, journey),
      },
      transactional: {
        ...rhythmOf(context, orders, rhythm),
        stage: person?.stage ?? null,
        standing: person?.daysSince == null ? null : standingOf(person.daysSince, rules.lapsePoint),
        orders: orderRows(orders, total),
        cohortMonth: journey?.cohortMonth ?? null,
        tenureMonth: journey?.cohortMonth ? monthsBetween(journey.cohortMonth, context.observed.month) : null,
        products: await ownProducts(context, customerId),
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

function behaviouralOf({ rfmGroup }: CustomerProfile, journey: CustomerJourney | null) {
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

const rfmOf = (person: ListedPerson | null, bounds: RfmBounds | null): RfmGroup | null =>
  person === null || bounds === null || person.daysSince === null
    ? null
    : rfmGroup(
        rfmScores({ daysSinceLastOrder: person.daysSince, orders: person.orders, spent: person.netSales }, bounds),
      );

const acquisitionCost = ({ client, scope }: ReportContext, journey: CustomerJourney | null): Promise<Minor | null> =>
  journey?.firstSource && journey.cohortMonth
    ? findAcquisitionCost(client, scope, journey.firstSource, journey.cohortMonth)
    : Promise.resolve(null);

/** What the customer bought, and when each product is due again by the rhythm in which it is bought. */
async function ownProducts(context: ReportContext, customerId: string): Promise<OwnProduct[]> {
  const { client, scope } = context;
  const rhythms = new Map((await rhythmsOf(context)).map((of) => [of.productId, of]));
  const lastTimes = await listLastTimes(client, scope, customerId);
  return (await listBoughtProducts(client, scope, customerId)).map((product) => {
    const rhythm = product.productId === null ? undefined : rhythms.get(product.productId);
    const lastDay = product.productId === null ? null : (lastTimes.get(product.productId) ?? null);
    const isTold = rhythm !== undefined && rhythm.gaps >= FEWEST_GAPS && rhythm.medianGap !== null;
    const usualGap = isTold ? Math.round(rhythm.medianGap) : null;
    const due = usualGap === null || lastDay === null || product.units <= 0 ? null : addDays(lastDay, usualGap);
    return { ...product, lastDay, usualGap, due };
  });
}

/** When the customer buys: days since the last order, the usual gap, whether they lapsed, when the next order is due. */
function rhythmOf({ asOfDay }: ReportContext, orders: readonly OrderFacts[], { lapsePoint, medianGap }: ShopRhythm) {
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
    nextOrderDueByShop: last === undefined || medianGap === null ? null : addDays(last, Math.round(medianGap)),
  };
}

/** Orders newest first, each with its profit and the lifetime value reached with it. */
const known = (amount: number | null | undefined): Minor | null =>
  amount === null || amount === undefined ? null : minor(amount);

function orderRows(orders: readonly OrderFacts[], whole: PeriodSums): CustomerOrderRow[] {
  let through = customerSums([]);
  let before: Day | null = null;
  const rows: CustomerOrderRow[] = [];
  for (const order of [...orders].reverse()) {
    const own = customerSums([order]);
    through = { ...through, sums: addEach(through.sums, own.sums), fees: addEach(through.fees, own.fees) };
    const profit = orderProfit(own.sums, own.fees);
    const values = partValues(own, whole);
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
      grossProfit: known(values.grossProfit?.value),
      paymentFees: profit.paymentFees,
      contributionProfit: known(values.contributionProfit?.value),
      lifetimeValue: known(partValues(through, whole).contributionProfit?.value),
      uncosted: uncosted(own),
      costCoverage: profit.costCoverage,
    });
    before = order.orderDay;
  }
  return rows;
}

/** The number under which a record is counted: its own, or that of the record it was merged into. */
export const personOf = (shopId: bigint, customerId: string): Promise<string> =>
  readShop(shopId, async (client) => (await findPerson(client, shopId, customerId)) ?? customerId);
