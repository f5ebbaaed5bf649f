import type { MeantOrder, MeantSale } from "./randomStore";

/** Monthly sales by the letter of the definitions: one loop over the ledger, no code of the app. */
export interface NaiveMonth {
  readonly month: string;
  readonly grossSales: number;
  readonly discounts: number;
  readonly salesReversals: number;
  readonly netSales: number;
  readonly shipping: number;
  readonly duties: number;
  readonly fees: number;
  readonly tax: number;
  readonly totalSales: number;
  readonly tips: number;
  readonly giftCardSales: number;
  readonly orders: number;
}

export interface NaiveCohortCell {
  readonly cohortMonth: string;
  readonly tenureMonth: number;
  readonly cohortSize: number;
  readonly customers: number;
  readonly orders: number;
  readonly netSales: number;
}

/** The local month of an instant, by the browser's own calendar. */
function monthIn(zone: string, at: string): string {
  const parts = new Intl.DateTimeFormat("en-CA", { timeZone: zone, year: "numeric", month: "2-digit" }).formatToParts(
    new Date(at),
  );
  const part = (type: string) => parts.find((one) => one.type === type)?.value ?? "";
  return `${part("year")}-${part("month")}`;
}

const netOf = (sale: MeantSale) => sale.total - sale.tax;

export function naiveMonths(
  orders: readonly MeantOrder[],
  zone: string,
  clock: "eventDay" | "orderDay",
): Map<string, NaiveMonth> {
  const dated = orders
    .filter((order) => !order.test)
    .flatMap((order) =>
      order.sales.map((sale) => ({
        order,
        sale,
        month: monthIn(zone, clock === "eventDay" ? sale.happenedAt : order.processedAt),
      })),
    );
  const months = new Map<string, NaiveMonth>();
  for (const month of new Set(dated.map((one) => one.month))) {
    const here = dated.filter((one) => one.month === month);
    const net = (...types: string[]) =>
      here.filter(({ sale }) => types.includes(sale.lineType)).reduce((sum, { sale }) => sum + netOf(sale), 0);
    const ordered = here.filter(({ sale }) => sale.lineType === "PRODUCT" && sale.actionType === "ORDER");
    const grossSales = ordered.reduce((sum, { sale }) => sum + netOf(sale) + sale.discount, 0);
    const discounts = ordered.reduce((sum, { sale }) => sum + sale.discount, 0);
    const reversed = here.filter(
      ({ sale }) => sale.lineType === "ADJUSTMENT" || (sale.lineType === "PRODUCT" && sale.actionType !== "ORDER"),
    );
    const salesReversals = 0 - reversed.reduce((sum, { sale }) => sum + netOf(sale), 0);
    const netSales = net("PRODUCT", "ADJUSTMENT");
    const tax = here.reduce((sum, { sale }) => sum + sale.tax, 0);
    const [shipping, duties, fees] = [net("SHIPPING"), net("DUTY"), net("FEE", "ADDITIONAL_FEE")];
    months.set(month, {
      month,
      grossSales,
      discounts,
      salesReversals,
      netSales,
      shipping,
      duties,
      fees,
      tax,
      totalSales: netSales + shipping + duties + fees + tax,
      tips: net("TIP"),
      giftCardSales: net("GIFT_CARD"),
      orders: new Set(here.filter(({ sale }) => sale.actionType === "ORDER").map(({ order }) => order.id)).size,
    });
  }
  return months;
}

const monthIndex = (month: string) => Number(month.slice(0, 4)) * 12 + Number(month.slice(5, 7)) - 1;

export function naiveCohorts(orders: readonly MeantOrder[], zone: string): NaiveCohortCell[] {
  const counted = orders.filter((order) => !order.test && order.customer !== null);
  const first = new Map<number, string>();
  for (const order of counted) {
    const customer = order.customer ?? 0;
    const known = first.get(customer);
    if (known === undefined || Date.parse(order.processedAt) < Date.parse(known))
      first.set(customer, order.processedAt);
  }
  const cohortOf = (order: MeantOrder) => monthIn(zone, first.get(order.customer ?? 0) ?? "");
  const cells = new Map<string, MeantOrder[]>();
  for (const order of counted) {
    const cohort = cohortOf(order);
    const tenure = monthIndex(monthIn(zone, order.processedAt)) - monthIndex(cohort);
    const key = `${cohort} ${tenure}`;
    cells.set(key, [...(cells.get(key) ?? []), order]);
  }
  return [...cells].map(([key, members]) => {
    const [cohortMonth = "", tenure = "0"] = key.split(" ");
    const size = [...first.values()].filter((at) => monthIn(zone, at) === cohortMonth).length;
    const sales = members
      .flatMap((order) => order.sales)
      .filter(({ lineType }) => lineType === "PRODUCT" || lineType === "ADJUSTMENT");
    return {
      cohortMonth,
      tenureMonth: Number(tenure),
      cohortSize: size,
      customers: new Set(members.map((order) => order.customer)).size,
      orders: members.length,
      netSales: sales.reduce((sum, sale) => sum + netOf(sale), 0),
    };
  });
}

export const naiveFees = (orders: readonly MeantOrder[]): number =>
  orders
    .filter((order) => !order.test)
    .flatMap((order) => order.fees)
    .reduce((sum, fee) => sum + fee, 0);
