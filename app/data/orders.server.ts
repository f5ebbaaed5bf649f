import type { Day, Period } from "~/analytics/period";
import type { Attribution } from "~/analytics/platforms";
import type { FeeSums } from "~/analytics/profit";
import type { LedgerSums } from "~/analytics/sales";
import type { ShopClient } from "~/db.server";
import { chosenFacts } from "./chosenFacts.server";
import { FEE_COLUMNS, LEDGER_COLUMNS } from "./factSums.server";
import { type OrdersBehind, rareCondition } from "./ordersBehind.server";
import { touchKey } from "./platforms.server";
import { countedOrders, dayColumn, hasNoChoice, isInPeriod, type Scope, scopeValues } from "./scope.server";
import { row, rows, type SqlValues, smallRow } from "./sql.server";

/** First local day on which anything that a figure sums is dated, on either clock; null in a shop without orders. */
export async function firstDayOfHistory(client: ShopClient, scope: Scope): Promise<Day | null> {
  if (scope.isSummed && hasNoChoice(scope))
    return (await smallRow<{ first: Day | null }>(client, FIRST_OF_ALL, { shopId: scope.shopId })).first;
  const { tables, from, where } = chosenFacts(scope);
  const { first } = await row<{ first: Day | null }>(
    client,
    `${tables === "" ? "" : `WITH ${tables}`} SELECT least(min(f.event_day), min(f.order_day)) AS first FROM ${from} WHERE ${where}`,
    scopeValues(scope),
  );
  return first;
}

const FIRST_OF_ALL = `SELECT least((SELECT min(event_day) FROM order_facts WHERE shop_id = :shopId),
    (SELECT min(order_day) FROM order_facts WHERE shop_id = :shopId)) AS first`;

/** What one order adds to the figures of a period. */
export interface OrderFacts {
  readonly orderId: string;
  readonly name: string;
  readonly customerId: string | null;
  readonly orderDay: Day;
  readonly cancelled: boolean;
  /** 1 for the first order of its customer; null for a guest's. */
  readonly number: number | null;
  readonly sums: LedgerSums;
  readonly fees: FeeSums;
  /** For figures that hold it: the product's exact share of the payment fees dated in the period, in minor units. */
  readonly sharedFees?: string;
}

/** An order of a list, and the day by which it stands there: the last on which it added to the period, on the scope's clock. */
export interface ListedOrder extends OrderFacts {
  readonly changedDay: Day;
}

/** Where a page of a list ends: the last order's last day in the period on the scope's clock, its moment and its number. */
export interface OrderCursor {
  readonly day: Day;
  readonly processedAt: string;
  readonly orderId: string;
}

/** Which orders to list: those that matter to a figure, or of them those of one customer, of a cohort, or with a product. */
export interface OrderChoice {
  readonly customerId?: string;
  /** Customers whose first order fell on one of these days. */
  readonly cohort?: Period;
  /** Only this product's part of each order. */
  readonly productId?: string;
  /** Only orders that came by one of these touches. */
  readonly touches?: TouchesBehind;
  /** Default: all orders with anything in the period. */
  readonly behind?: OrdersBehind;
  /** Default: from the newest. */
  readonly after?: OrderCursor | null;
  readonly limit?: number;
}

/** Sources of one touch with channels, as `listTouches` names them. */
export interface TouchesBehind {
  readonly attribution: Attribution;
  readonly keys: readonly string[];
}

/** Orders with what they add to the period on the scope's clock, by the day on which they last did, newest first. */
export async function listOrders(
  client: ShopClient,
  scope: Scope,
  choice: OrderChoice = {},
): Promise<{ readonly orders: ListedOrder[]; readonly next: OrderCursor | null }> {
  const { limit, after } = choice;
  const found = await rows<Listed>(client, listing(scope, choice), {
    ...choiceValues(scope, choice),
    afterDay: after?.day ?? null,
    afterMoment: after?.processedAt ?? null,
    afterOrder: after?.orderId ?? null,
    // One more than is shown tells whether there are more.
    limit: limit === undefined ? null : limit + 1,
  });
  const shown = limit === undefined ? found : found.slice(0, limit);
  const last = shown.at(-1);
  const orders = shown.map(({ day: changedDay, processedAt: _, ...order }) => ({ ...order, changedDay }));
  const next = last && { day: last.day, processedAt: last.processedAt, orderId: last.orderId };
  return { orders, next: found.length > shown.length ? (next ?? null) : null };
}

interface Listed extends OrderFacts {
  readonly day: Day;
  readonly processedAt: string;
}

/** How many orders the choice holds, counted up to `most` + 1. */
export async function countOrders(
  client: ShopClient,
  scope: Scope,
  choice: OrderChoice,
  most: number,
): Promise<number> {
  const { count } = await row<{ count: number }>(
    client,
    `SELECT count(*) AS count FROM (${listing(scope, choice)}) AS listed`,
    { ...choiceValues(scope, choice), afterDay: null, afterMoment: null, afterOrder: null, limit: most + 1 },
  );
  return count;
}

/** The sums of the orders of a choice over the period, and how many customers ordered in it. */
export interface ChosenSums {
  readonly sums: LedgerSums;
  readonly fees: FeeSums;
  readonly customers: number;
  readonly newCustomers: number;
}

export async function sumOrders(client: ShopClient, scope: Scope, choice: OrderChoice): Promise<ChosenSums> {
  const tables = tablesOf(scope, choice);
  return row<{ sums: LedgerSums; fees: FeeSums; customers: number; newCustomers: number }>(
    client,
    `WITH ${tables === "" ? "" : `${tables},`} page AS (${ordersOf(scope, choice)}),
     m AS (SELECT m.* FROM page JOIN ${momentsOf(choice)} m ON ${isPart(scope, choice, "page.order_id")})
     SELECT (SELECT to_jsonb(s) FROM (SELECT ${ledgerSums(choice)} FROM m) AS s) AS sums,
            (SELECT to_jsonb(p) FROM (SELECT ${feeSums(choice)} FROM m) AS p) AS fees,
            (SELECT count(DISTINCT customer_id) FROM page WHERE ${isInPeriod("order_day")}) AS customers,
            (SELECT count(DISTINCT customer_id) FILTER (WHERE number = 1) FROM page WHERE ${isInPeriod("order_day")}) AS "newCustomers"`,
    { ...choiceValues(scope, choice), afterDay: null, afterMoment: null, afterOrder: null },
  );
}

function choiceValues(scope: Scope, { customerId, cohort, productId, touches }: OrderChoice): SqlValues {
  return {
    ...scopeValues(scope),
    customerId: customerId ?? null,
    cohortStart: cohort?.start ?? null,
    cohortEnd: cohort?.end ?? null,
    productId: productId ?? null,
    touchKeys: touches?.keys ?? null,
  };
}

/** The rows of a page: orders of the choice for which the figure's condition on their sums `s` and payments `p` holds. */
function listing(scope: Scope, choice: OrderChoice): string {
  const tables = tablesOf(scope, choice);
  const part = isPart(scope, choice, "page.order_id");
  const moments = momentsOf(choice);
  return `
    WITH ${tables === "" ? "" : `${tables},`} page AS NOT MATERIALIZED (${ordersOf(scope, choice)})
    SELECT page.order_id::text AS "orderId", o.name, page.customer_id::text AS "customerId", page.order_day AS "orderDay",
           coalesce(o.cancelled_at <= :asOf, false) AS cancelled, page.number, page.day,
           to_char(page.processed_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') AS "processedAt",
           to_jsonb(s) AS sums, to_jsonb(p) AS fees${isShared(choice) ? `, q.fees::text AS "sharedFees"` : ""}
    FROM page
    CROSS JOIN LATERAL (SELECT ${ledgerSums(choice)} FROM ${moments} m WHERE ${part}) AS s
    CROSS JOIN LATERAL (SELECT ${feeSums(choice)} FROM ${moments} m WHERE ${part}) AS p
    ${isShared(choice) ? `CROSS JOIN LATERAL (${sharedFees(scope)}) AS q` : ""}
    JOIN orders o ON o.shop_id = :shopId AND o.order_id = page.order_id
    WHERE ${choice.behind?.sums ?? "true"}
    ORDER BY page.day DESC, page.processed_at DESC, page.order_id DESC LIMIT :limit::bigint`;
}

const isShared = ({ productId, behind }: OrderChoice): boolean => productId !== undefined && behind?.shared === true;

/** The product's share of the fees of a page's order, as `listProducts` sums them: what was sold when it was placed decides. */
const sharedFees = (scope: Scope): string => `
    SELECT coalesce((SELECT sum(m.payment_fees) FROM order_facts m WHERE ${isPart(scope, {}, "page.order_id")}), 0)
      * coalesce((SELECT sum(m.fee_share) FROM product_facts m WHERE ${SOLD_EVER} AND m.order_id = page.order_id), 0) AS fees`;

const SOLD_EVER = "m.shop_id = :shopId AND m.product_id = :productId::bigint AND m.happened_at <= :asOf";

/** Common tables before `page`: those of the chosen facts, and `counted` where a figure asks for the first of chosen orders. */
function tablesOf(scope: Scope, { behind }: OrderChoice): string {
  const { tables } = chosenFacts(scope);
  return tables === "" && behind?.orders !== undefined && !hasNoChoice(scope) ? countedOrders(scope) : tables;
}

/** Orders of the choice once each, by the last of their facts in the period, from the cursor on. */
function ordersOf(scope: Scope, choice: OrderChoice): string {
  const { from, where, ...head } = chosenFacts(scope);
  const day = dayColumn(scope);
  const rare = choice.productId === undefined ? rareCondition(choice.behind) : null;
  return `
    SELECT f.order_id, f.${day} AS day, f.processed_at, f.order_day, ${head.customer} AS customer_id, ${head.number} AS number
    FROM ${from}
    WHERE ${where} AND ${isInPeriod(`f.${day}`)}
      AND NOT EXISTS (SELECT FROM order_facts later WHERE later.shop_id = :shopId AND later.order_id = f.order_id
        AND later.happened_at > f.happened_at AND later.happened_at <= :asOf AND ${isInPeriod(`later.${day}`)})
      AND (:afterDay::date IS NULL
           OR (f.${day}, f.processed_at, f.order_id) < (:afterDay::date, :afterMoment::timestamptz, :afterOrder::bigint))
      ${choice.customerId === undefined ? "" : `AND ${head.customer} = :customerId::bigint`}
      ${choice.cohort === undefined ? "" : `AND ${head.begun} >= :cohortStart::date AND ${head.begun} < :cohortEnd::date`}
      ${choice.productId === undefined ? "" : `AND f.order_id IN (SELECT m.order_id FROM product_facts m WHERE ${isShared(choice) ? SOLD_EVER : isPart(scope, choice)})`}
      ${choice.touches === undefined ? "" : `AND ${touchKey(choice.touches.attribution)} = ANY(:touchKeys::text[])`}
      ${rare === null ? "" : `AND f.order_id IN (SELECT m.order_id FROM order_facts m WHERE ${isPart(scope, choice)} AND (${rare}))`}
      ${choice.behind?.orders === undefined ? "" : `AND (${choice.behind.orders(head, hasNoChoice(scope))})`}`;
}

/** The condition that a moment `m` lies in the period, and is one of an order's where that is named. */
function isPart(scope: Scope, { productId }: OrderChoice, order?: string): string {
  return [
    "m.shop_id = :shopId AND m.happened_at <= :asOf",
    isInPeriod(`m.${dayColumn(scope)}`),
    ...(productId === undefined ? [] : ["m.product_id = :productId::bigint"]),
    ...(order === undefined ? [] : [`m.order_id = ${order}`]),
  ].join(" AND ");
}

const momentsOf = ({ productId }: OrderChoice): string => (productId === undefined ? "order_facts" : "product_facts");

/** Columns of `product_facts` under the names of ledger sums: a product's net stands for its sales, whatever they are made of. */
const OF_PRODUCT: Readonly<Record<string, string>> = {
  gross_sales: "net",
  product_net: "net",
  units: "units",
  returned_units: "returned_units",
  costed_net: "costed_net",
  cogs: "cogs",
  uncosted_cost: "uncosted_cost",
  costed_sales: "costed_sales",
  uncosted_sales: "uncosted_sales",
};

function ledgerSums({ productId }: OrderChoice): string {
  const column = (name: string) => (productId === undefined ? name : (OF_PRODUCT[name] ?? null));
  const orders =
    productId === undefined
      ? "count(DISTINCT m.order_id) FILTER (WHERE m.ordered)"
      : "count(DISTINCT m.order_id) FILTER (WHERE m.first_ordered)";
  const sums = Object.entries(LEDGER_COLUMNS).map(([name, field]) => `${summed(column(name))} AS "${field}"`);
  return [`${orders} AS "orders"`, ...sums].join(", ");
}

const feeSums = ({ productId }: OrderChoice): string =>
  Object.entries(FEE_COLUMNS)
    .map(([name, field]) => `${summed(productId === undefined ? name : null)} AS "${field}"`)
    .join(", ");

const summed = (column: string | null): string =>
  column === null ? "(0 * count(*))::bigint" : `coalesce(sum(m.${column}), 0)::bigint`;

/** The title of a product as the catalogue has it, else as it was sold last; null for one nobody sold. */
export async function productTitle(client: ShopClient, shopId: bigint, productId: string): Promise<string | null> {
  const [found] = await rows<{ title: string }>(
    client,
    `SELECT title FROM (
       SELECT 1 AS rank, title FROM products WHERE shop_id = :shopId AND product_id = :productId::bigint
       UNION ALL
       (SELECT 2, title FROM line_items WHERE shop_id = :shopId AND product_id = :productId::bigint
        ORDER BY order_id DESC LIMIT 1)) AS named ORDER BY rank LIMIT 1`,
    { shopId, productId },
  );
  return found?.title ?? null;
}
