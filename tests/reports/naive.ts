import { Decimal } from "decimal.js";
import type { OrderRow, SaleRow, TransactionRow } from "../support/ledger";

// A second computation, by the letter of the definitions: loops over the orders as they were made, with the calendar of Intl
// and without any code of the app.

export interface NaiveScope {
  readonly zone: string;
  readonly asOf: string;
  readonly clock: "eventDay" | "orderDay";
  readonly costs: ReadonlyMap<number, string>;
}

export function monthIn(zone: string, at: string): string {
  const parts = new Intl.DateTimeFormat("en-CA", { timeZone: zone, year: "numeric", month: "2-digit" }).formatToParts(
    new Date(at),
  );
  const part = (type: string) => parts.find((one) => one.type === type)?.value ?? "";
  return `${part("year")}-${part("month")}`;
}

const monthNumber = (month: string) => Number(month.slice(0, 4)) * 12 + Number(month.slice(5));
const total = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0);

/** Orders that exist at `asOf`, each with the sales that do. */
export function counted(orders: readonly OrderRow[], { asOf }: Pick<NaiveScope, "asOf">) {
  return orders
    .filter((order) => !order.test && !order.deletedAt && order.at <= asOf)
    .map((order) => ({ order, sales: (order.sales ?? []).filter((sale) => sale.at <= asOf) }))
    .filter(({ sales }) => sales.length > 0);
}

const isProduct = (sale: SaleRow) => (sale.type ?? "PRODUCT") === "PRODUCT";
const isSold = (sale: SaleRow) => isProduct(sale) && sale.action === "ORDER";

export function costOf(order: OrderRow, sale: SaleRow, costs: ReadonlyMap<number, string>): number | null {
  const line = order.lines?.find(({ id }) => id === sale.line);
  const unit = line?.variant ? costs.get(line.variant) : undefined;
  if (unit === undefined) return null;
  const pieces = sale.action === "RETURN" ? -(sale.restocked ?? 0) : (sale.quantity ?? 0);
  return new Decimal(unit).times(100).times(pieces).toDecimalPlaces(0, Decimal.ROUND_HALF_UP).toNumber();
}

export function naiveMonths(orders: readonly OrderRow[], scope: NaiveScope) {
  const dated = counted(orders, scope).flatMap(({ order, sales }) =>
    sales.map((sale) => ({
      order,
      sale,
      month: monthIn(scope.zone, scope.clock === "eventDay" ? sale.at : order.at),
    })),
  );
  return [...new Set(dated.map(({ month }) => month))].sort().map((month) => {
    const here = dated.filter((one) => one.month === month);
    const sold = here.filter(({ sale }) => isSold(sale));
    const net = (...types: string[]) =>
      total(here.filter(({ sale }) => types.includes(sale.type ?? "PRODUCT")).map(({ sale }) => sale.net));
    const discounts = total(sold.map(({ sale }) => sale.discount ?? 0));
    const grossSales = total(sold.map(({ sale }) => sale.net)) + discounts;
    const netSales = net("PRODUCT", "ADJUSTMENT");
    const known = here.filter(({ sale }) => isProduct(sale)).map(({ order, sale }) => costOf(order, sale, scope.costs));
    return {
      month,
      grossSales,
      discounts,
      salesReversals: grossSales - discounts - netSales,
      netSales,
      shipping: net("SHIPPING"),
      duties: net("DUTY"),
      fees: net("FEE", "ADDITIONAL_FEE"),
      tax: total(here.map(({ sale }) => sale.tax ?? 0)),
      tips: net("TIP"),
      giftCardSales: net("GIFT_CARD"),
      orders: new Set(here.filter(({ sale }) => sale.action === "ORDER").map(({ order }) => order.id)).size,
      units: total(sold.map(({ sale }) => sale.quantity ?? 0)),
      returnedUnits:
        0 -
        total(
          here.filter(({ sale }) => isProduct(sale) && sale.action === "RETURN").map(({ sale }) => sale.quantity ?? 0),
        ),
      cogs: known.length > 0 && known.every((cost) => cost === null) ? null : total(known.map((cost) => cost ?? 0)),
    };
  });
}

const dayIn = (zone: string, at: string) => new Intl.DateTimeFormat("en-CA", { timeZone: zone }).format(new Date(at));

const mayCarryFee = (paid: TransactionRow) =>
  (paid.status ?? "SUCCESS") === "SUCCESS" &&
  !paid.test &&
  ["SALE", "CAPTURE", "REFUND"].includes(paid.kind ?? "SALE") &&
  (paid.fee != null || (paid.kind !== "REFUND" && paid.gateway !== "gift_card" && paid.amount !== 0));

export function naiveFees(orders: readonly OrderRow[], scope: NaiveScope): number | null {
  const charged = counted(orders, scope).flatMap(({ order }) => {
    const own = (order.transactions ?? []).filter(mayCarryFee);
    const moments = (order.sales ?? []).map(({ at }) => at);
    return own.filter((paid) => {
      // A payment counts from the order's first sale of the same local day on; of a day without sales with the day's first.
      const sameDay = (at: string) => dayIn(scope.zone, at) === dayIn(scope.zone, paid.at ?? order.at);
      const sold = moments.filter(sameDay).sort();
      const paidAt = own
        .map(({ at }) => at ?? order.at)
        .filter(sameDay)
        .sort();
      return (sold[0] ?? paidAt[0] ?? "") <= scope.asOf;
    });
  });
  if (charged.length > 0 && charged.every((paid) => paid.fee == null)) return null;
  return total(charged.map((paid) => paid.fee ?? 0));
}

export function naiveCohorts(orders: readonly OrderRow[], scope: NaiveScope) {
  const all = counted(orders, scope);
  const customers = [...new Set(all.flatMap(({ order }) => order.customer ?? []))];
  const history = customers.map((customer) => {
    const own = all
      .filter(({ order }) => order.customer === customer)
      .sort((left, right) => left.order.at.localeCompare(right.order.at) || left.order.id - right.order.id)
      .map((one) => ({ ...one, month: monthIn(scope.zone, one.order.at) }));
    return { own, cohort: own[0]?.month ?? "" };
  });
  const now = monthNumber(monthIn(scope.zone, scope.asOf));
  return [...new Set(history.map(({ cohort }) => cohort))].sort().flatMap((cohortMonth) => {
    const members = history.filter(({ cohort }) => cohort === cohortMonth);
    const ages = Array.from({ length: now - monthNumber(cohortMonth) + 1 }, (_, age) => age);
    return ages.map((tenureMonth) => {
      const at = (month: string) => monthNumber(month) - monthNumber(cohortMonth);
      const here = members.flatMap(({ own }) => own.filter(({ month }) => at(month) === tenureMonth));
      const through = members.flatMap(({ own }) => own.filter(({ month }) => at(month) <= tenureMonth));
      const netSales = (of: typeof here) =>
        total(
          of
            .flatMap(({ sales }) => sales)
            .filter((sale) => isProduct(sale) || sale.type === "ADJUSTMENT")
            .map((sale) => sale.net),
        );
      const repeated = members.filter(({ own }) => (own[1] ? at(own[1].month) <= tenureMonth : false));
      const each = new Decimal(netSales(through)).div(members.length).toDecimalPlaces(0, Decimal.ROUND_HALF_UP);
      return {
        cohortMonth,
        tenureMonth,
        cohortSize: members.length,
        customers: new Set(here.map(({ order }) => order.customer)).size,
        orders: here.length,
        netSales: netSales(here),
        repeatRate: repeated.length / members.length,
        lifetimeNetSales: each.toNumber() + 0,
      };
    });
  });
}
