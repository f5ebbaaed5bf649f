import { minor } from "~/analytics/money";
import { type Day, earlier, firstDay, monthOf } from "~/analytics/period";
import { type ReconciledFigures, reconciledFigures } from "~/analytics/reconciliation";
import { salesFigures } from "~/analytics/sales";
import type { ShopClient } from "~/db.server";
import { findSums } from "./factState.server";
import { sumFacts } from "./sales.server";
import { countedOrders, dayColumn, hasNoChoice, isInPeriod, type Scope, scopeValues } from "./scope.server";
import { row, rows } from "./sql.server";

export type ComparedGrain = "day" | "month";

/** By "2025-01-31" or "2025-01". */
export type FiguresByPart = ReadonlyMap<string, ReconciledFigures>;

/** Our figures by day or month, read as every page reads them. */
export async function shownSales(client: ShopClient, scope: Scope, grain: ComparedGrain): Promise<FiguresByPart> {
  const spans = await spansBySource(client, scope, grain);
  const found = new Map<string, ReconciledFigures>();
  for (const span of spans) {
    const { parts } = await sumFacts(client, span, grain);
    for (const [part, { sums }] of parts) found.set(part, reconciledFigures(salesFigures(sums)));
  }
  return found;
}

/**
 * The scope's period where the sums by day hold all of it; else divided at the first part with anything later than `asOf`: what
 * lies before is read from the sums, and only the rest from the facts.
 */
async function spansBySource(client: ShopClient, scope: Scope, grain: ComparedGrain): Promise<Scope[]> {
  const { isSummed } = await findSums(client, scope.shopId, scope.asOf);
  if (isSummed || !hasNoChoice(scope) || scope.clock !== "eventDay") return [{ ...scope, isSummed }];
  const late = await firstLateDay(client, scope);
  const { start, end } = scope.period;
  const cut = late === null ? end : earlier(end, grain === "day" ? late : firstDay(monthOf(late)));
  if (cut <= start) return [{ ...scope, isSummed: false }];
  const before = { ...scope, isSummed: true, period: { start, end: cut } };
  return cut === end ? [before] : [before, { ...scope, isSummed: false, period: { start: cut, end } }];
}

/** The first day on which something lies that is not there yet at `asOf`: it happened later, or its order counts from later on. */
async function firstLateDay(client: ShopClient, scope: Scope): Promise<Day | null> {
  // A local day is at most one before that of UTC.
  const since = "(:asOf::timestamptz AT TIME ZONE 'UTC')::date - 1";
  const late = (day: string) =>
    `SELECT min(f.event_day) AS day FROM order_facts f
     WHERE f.shop_id = :shopId AND f.${day} >= ${since} AND (f.happened_at > :asOf OR f.counted_from > :asOf)`;
  const { day } = await row<{ day: Day | null }>(
    client,
    `SELECT min(day) AS day FROM (${late("event_day")} UNION ALL ${late("order_day")}) AS either`,
    scopeValues(scope),
  );
  return day;
}

/** The sums of Shopify's report over `sales s`, each under the name of its figure. */
const LEDGER_FIGURES = `
  coalesce(sum(s.net + s.discount) FILTER (WHERE s.line_type = 'PRODUCT' AND s.action_type = 'ORDER'), 0)::bigint AS "grossSales",
  coalesce(sum(s.discount) FILTER (WHERE s.line_type = 'PRODUCT' AND s.action_type = 'ORDER'), 0)::bigint AS discounts,
  coalesce(-sum(s.net) FILTER (WHERE s.line_type = 'ADJUSTMENT' OR (s.line_type = 'PRODUCT' AND s.action_type <> 'ORDER')), 0)::bigint
    AS "salesReversals",
  coalesce(sum(s.net) FILTER (WHERE s.line_type = 'SHIPPING'), 0)::bigint AS shipping,
  coalesce(sum(s.net) FILTER (WHERE s.line_type = 'DUTY'), 0)::bigint AS duties,
  coalesce(sum(s.net) FILTER (WHERE s.line_type IN ('FEE', 'ADDITIONAL_FEE')), 0)::bigint AS fees,
  coalesce(sum(s.tax), 0)::bigint AS tax,
  count(DISTINCT s.order_id) FILTER (WHERE s.action_type = 'ORDER') AS orders`;

/** The same over rows of `order_facts f`. */
const FACT_FIGURES = `
  coalesce(sum(f.gross_sales), 0)::bigint AS "grossSales", coalesce(sum(f.discounts), 0)::bigint AS discounts,
  coalesce(sum(f.sales_reversals), 0)::bigint AS "salesReversals", coalesce(sum(f.shipping), 0)::bigint AS shipping,
  coalesce(sum(f.duties), 0)::bigint AS duties, coalesce(sum(f.fees), 0)::bigint AS fees,
  coalesce(sum(f.tax), 0)::bigint AS tax, count(DISTINCT f.order_id) FILTER (WHERE f.ordered) AS orders`;

type Summed = Omit<ReconciledFigures, "netSales" | "totalSales"> & Record<"grossSales" | "discounts", number>;

function withTotals(of: Summed): ReconciledFigures {
  const { grossSales, discounts, salesReversals, shipping, duties, fees, tax, orders } = of;
  const netSales = minor(grossSales - discounts - (salesReversals ?? 0));
  const totalSales = minor(netSales + (shipping ?? 0) + (duties ?? 0) + (fees ?? 0) + (tax ?? 0));
  return { grossSales, discounts, salesReversals, netSales, shipping, duties, fees, tax, totalSales, orders };
}

/** An order that counts as Shopify counts: no test, not deleted, in the shop's currency. */
const COUNTED = "NOT o.test AND o.deleted_at IS NULL AND o.currency = :currency";

/** Figures by month or day straight from the stored ledger, by the day of the change: what the sums have to come to. */
export async function ledgerSales(client: ShopClient, scope: Scope, grain: ComparedGrain): Promise<FiguresByPart> {
  const found = await rows<Summed & { part: string }>(
    client,
    `SELECT to_char(s.event_day, '${grain === "day" ? "YYYY-MM-DD" : "YYYY-MM"}') AS part, ${LEDGER_FIGURES}
     FROM sales s JOIN orders o ON o.shop_id = s.shop_id AND o.order_id = s.order_id
     WHERE s.shop_id = :shopId AND ${COUNTED} AND s.happened_at <= :asOf AND ${isInPeriod("s.event_day")} GROUP BY 1`,
    scopeValues(scope),
  );
  return new Map(found.map(({ part, ...sums }) => [part, withTotals(sums)]));
}

/** The same from the facts, a row per order and moment, of which the sums by day are made. */
export async function factSales(client: ShopClient, scope: Scope, grain: ComparedGrain): Promise<FiguresByPart> {
  const found = await rows<Summed & { part: string }>(
    client,
    `SELECT to_char(f.event_day, '${grain === "day" ? "YYYY-MM-DD" : "YYYY-MM"}') AS part, ${FACT_FIGURES}
     FROM order_facts f JOIN orders o ON o.shop_id = f.shop_id AND o.order_id = f.order_id
     WHERE f.shop_id = :shopId AND ${COUNTED} AND f.happened_at <= :asOf AND ${isInPeriod("f.event_day")} GROUP BY 1`,
    scopeValues(scope),
  );
  return new Map(found.map(({ part, ...sums }) => [part, withTotals(sums)]));
}

/** What the figures are computed from, one from the other: the stored ledger, its facts, and the sums that pages show. */
export async function salesOnEveryLevel(
  client: ShopClient,
  scope: Scope,
  grain: ComparedGrain,
): Promise<readonly FiguresByPart[]> {
  const shown = await shownSales(client, scope, grain);
  return [shown, await factSales(client, scope, grain), await ledgerSales(client, scope, grain)];
}

/** An order on a day as it stands with us: by its ledger, and by the sums that pages show. */
export interface OurOrder {
  readonly day: Day;
  readonly orderId: string;
  readonly name: string;
  readonly ledger: ReconciledFigures | null;
  readonly shown: ReconciledFigures | null;
}

/** Every counted order with something on the days of the scope's period, by the day of the change. */
export async function ordersOnDays(client: ShopClient, scope: Scope): Promise<OurOrder[]> {
  const values = scopeValues(scope);
  const ledger = await rows<Summed & { day: Day; orderId: string; name: string }>(
    client,
    `SELECT s.event_day AS day, s.order_id::text AS "orderId", o.name, ${LEDGER_FIGURES}
     FROM sales s JOIN orders o ON o.shop_id = s.shop_id AND o.order_id = s.order_id
     WHERE s.shop_id = :shopId AND ${COUNTED} AND s.happened_at <= :asOf AND ${isInPeriod("s.event_day")} GROUP BY 1, 2, 3`,
    values,
  );
  const shown = await rows<Summed & { day: Day; orderId: string; name: string }>(
    client,
    `SELECT f.event_day AS day, f.order_id::text AS "orderId", o.name, ${FACT_FIGURES}
     FROM order_facts f JOIN orders o ON o.shop_id = f.shop_id AND o.order_id = f.order_id
     WHERE f.shop_id = :shopId AND ${COUNTED} AND f.happened_at <= :asOf AND ${isInPeriod("f.event_day")} GROUP BY 1, 2, 3`,
    values,
  );
  const byKey = new Map<string, OurOrder>();
  for (const { day, orderId, name, ...sums } of ledger)
    byKey.set(`${day} ${orderId}`, { day, orderId, name, ledger: withTotals(sums), shown: null });
  for (const { day, orderId, name, ...sums } of shown) {
    const known = byKey.get(`${day} ${orderId}`) ?? { day, orderId, name, ledger: null };
    byKey.set(`${day} ${orderId}`, { ...known, shown: withTotals(sums) });
  }
  return [...byKey.values()];
}

/** What each order adds to the scope's period, on its clock and under its switches. */
export async function salesByOrder(
  client: ShopClient,
  scope: Scope,
): Promise<ReadonlyMap<string, { readonly name: string; readonly figures: ReconciledFigures }>> {
  const day = `f.${dayColumn(scope)}`;
  const found = await rows<Summed & { orderId: string; name: string }>(
    client,
    `WITH ${countedOrders(scope)}
     SELECT f.order_id::text AS "orderId", o.name, ${FACT_FIGURES}
     FROM order_facts f JOIN counted c ON c.order_id = f.order_id
     JOIN orders o ON o.shop_id = f.shop_id AND o.order_id = f.order_id
     WHERE f.shop_id = :shopId AND f.happened_at <= :asOf AND ${isInPeriod(day)} GROUP BY 1, 2`,
    scopeValues(scope),
  );
  return new Map(found.map(({ orderId, name, ...sums }) => [orderId, { name, figures: withTotals(sums) }]));
}

/** What keeps an order out of our sums. */
export interface OrderStanding {
  readonly test: boolean;
  readonly deleted: boolean;
  readonly currency: string;
}

/** How the orders of these ids stand in our tables; those that are not there are absent. */
export async function standingOfOrders(
  client: ShopClient,
  shopId: bigint,
  orderIds: readonly string[],
): Promise<ReadonlyMap<string, OrderStanding>> {
  const found = await rows<OrderStanding & { orderId: string }>(
    client,
    `SELECT order_id::text AS "orderId", test, deleted_at IS NOT NULL AS deleted, currency
     FROM orders WHERE shop_id = :shopId AND order_id = ANY(:orderIds::bigint[])`,
    { shopId, orderIds: orderIds.map(BigInt) },
  );
  return new Map(found.map(({ orderId, ...standing }) => [orderId, standing]));
}
