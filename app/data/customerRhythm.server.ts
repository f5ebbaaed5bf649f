import { lapsePointOf, medianOf, timesOf } from "~/analytics/lapse";
import type { Day } from "~/analytics/period";
import { type ShopClient, withShopClient } from "~/db.server";
import { chosenOrders, isChosen, placedOrders } from "./customerPeople.server";
import { hasNoChoice, type Scope, scopeValues } from "./scope.server";
import { execute, rows, smallRows } from "./sql.server";

/** How often the shop's customers come back: days between consecutive orders of the same person. */
export interface ShopRhythm {
  readonly gaps: number;
  readonly medianGap: number | null;
  /** The smallest gap that 90% of the gaps do not exceed. */
  readonly ownLapsePoint: number | null;
  /** Set by the merchant; null: the orders' own holds. */
  readonly setLapsePoint: number | null;
  /** What holds of the two. */
  readonly lapsePoint: number | null;
  /** Persons with a second order, and the median of the days between their first and it. */
  readonly secondOrders: number;
  readonly medianToSecond: number | null;
}

/** As the orders tell it, before what the merchant set. */
export type OwnRhythm = Omit<ShopRhythm, "setLapsePoint" | "lapsePoint">;

/** `latest`: nothing is stored that is later than the scope's `asOf`, so that kept sums may be read. */
export async function shopRhythm(client: ShopClient, scope: Scope, latest: boolean): Promise<OwnRhythm> {
  const isKept = latest && hasNoChoice(scope);
  const gaps = await histogram(client, scope, isKept ? KEPT_GAPS : gapsOfOrders(scope));
  const second = await histogram(client, scope, isKept ? KEPT_SECONDS : secondOrders(scope));
  return {
    gaps: timesOf(gaps),
    medianGap: medianOf(gaps),
    ownLapsePoint: lapsePointOf(gaps),
    secondOrders: timesOf(second),
    medianToSecond: medianOf(second),
  };
}

const histogram = (client: ShopClient, scope: Scope, text: string): Promise<{ value: number; times: number }[]> =>
  rows<{ value: number; times: number }>(client, text, scopeValues(scope));

const KEPT_GAPS = "SELECT days AS value, orders AS times FROM order_gaps WHERE shop_id = :shopId AND orders > 0";

const gapsOfOrders = (scope: Scope): string => `WITH ${placedOrders(scope)}
  SELECT days AS value, count(*) AS times FROM (
    SELECT order_day - lag(order_day) OVER (PARTITION BY customer_id ORDER BY processed_at, order_id) AS days FROM placed
  ) AS gaps WHERE days IS NOT NULL GROUP BY 1`;

const KEPT_SECONDS = `SELECT order_days[2] - order_days[1] AS value, count(*) AS times FROM customer_facts
  WHERE shop_id = :shopId AND cardinality(order_days) > 1 GROUP BY 1`;

const secondOrders = (scope: Scope): string => `WITH ${placedOrders(scope)}
  SELECT day - first AS value, count(*) AS times FROM (
    SELECT order_day AS day, lag(order_day) OVER life AS first, row_number() OVER life AS n FROM placed WHERE ordered
    WINDOW life AS (PARTITION BY customer_id ORDER BY processed_at, order_id)
  ) AS numbered WHERE n = 2 GROUP BY 1`;

/** The lapse point that the merchant set for the whole shop. */
export async function findSetPoint(client: ShopClient, shopId: bigint): Promise<number | null> {
  const [point] = await smallRows<{ days: number }>(
    client,
    "SELECT days FROM lapse_points WHERE shop_id = :shopId AND product_id = 0",
    { shopId },
  );
  return point?.days ?? null;
}

/** How often a product is bought again by the same person. */
export interface ProductRhythm {
  readonly productId: string;
  readonly title: string;
  /** Persons who bought it, and how often one bought it again. */
  readonly buyers: number;
  readonly gaps: number;
  readonly medianGap: number | null;
  readonly ownLapsePoint: number | null;
  readonly setLapsePoint: number | null;
  readonly lapsePoint: number | null;
}

/** From so many re-buys on a product has a rhythm of its own. */
export const FEWEST_GAPS = 10;

/** Whether it is a product that people buy again, of which they can run out: a re-buy for every fourth buyer at least. */
export const isBoughtAgain = ({ gaps, buyers }: ProductRhythm): boolean => gaps >= FEWEST_GAPS && gaps * 4 >= buyers;

/** The common table `bought`: each order of a known person in which a product was ordered. After chosenOrders. */
const boughtProducts = (scope: Scope): string => `
  bought AS (
    SELECT f.customer_id, f.order_id, f.order_day, f.product_id FROM product_facts f
    WHERE f.shop_id = :shopId AND f.first_ordered AND f.customer_id IS NOT NULL AND f.product_id <> 0
      AND f.happened_at <= :asOf ${isChosen(scope, "f")}
  )`;

/** The common tables `bought` and `rhythms`: products with their re-buys, a row each. After chosenOrders. */
const productRhythms = (scope: Scope): string => `${boughtProducts(scope)},
  rebuys AS (
    SELECT product_id, customer_id,
      order_day - lag(order_day) OVER (PARTITION BY product_id, customer_id ORDER BY order_day, order_id) AS days
    FROM bought
  ),
  rhythms AS (
    SELECT r.product_id, count(DISTINCT r.customer_id) AS buyers, count(r.days) AS gaps,
      percentile_cont(0.5) WITHIN GROUP (ORDER BY r.days) AS median_gap,
      percentile_disc(0.9) WITHIN GROUP (ORDER BY r.days) AS own_lapse_point, min(l.days) AS set_lapse_point
    FROM rebuys r LEFT JOIN lapse_points l ON l.shop_id = :shopId AND l.product_id = r.product_id
    GROUP BY r.product_id
  )`;

/** Products that were ever bought again by the same person, or for which the merchant set a point; the most often first. */
export async function listProductRhythms(client: ShopClient, scope: Scope): Promise<ProductRhythm[]> {
  const found = await rows<Omit<ProductRhythm, "lapsePoint">>(
    client,
    `WITH ${chosenOrders(scope)} ${productRhythms(scope)}
     SELECT r.product_id::text AS "productId", coalesce(d.title, '') AS title, r.buyers, r.gaps, r.median_gap AS "medianGap",
            r.own_lapse_point AS "ownLapsePoint", r.set_lapse_point AS "setLapsePoint"
     FROM rhythms r LEFT JOIN products d ON d.shop_id = :shopId AND d.product_id = r.product_id
     WHERE r.gaps > 0 OR r.set_lapse_point IS NOT NULL
     ORDER BY r.gaps DESC, r.product_id LIMIT ${MOST_PRODUCTS}`,
    scopeValues(scope),
  );
  return found.map((own) => ({ ...own, lapsePoint: own.setLapsePoint ?? own.ownLapsePoint }));
}

/** Beyond these, products are bought again too seldom to be of use. */
const MOST_PRODUCTS = 2000;

/** The points that the merchant set, by product; what is kept of rhythms depends on them. */
export async function listSetPoints(
  client: ShopClient,
  shopId: bigint,
): Promise<readonly (readonly [string, number])[]> {
  const found = await rows<{ id: string; days: number }>(
    client,
    "SELECT product_id::text AS id, days FROM lapse_points WHERE shop_id = :shopId ORDER BY product_id",
    { shopId },
  );
  return found.map(({ id, days }) => [id, days]);
}

/** The last day on which one person bought each product. */
export async function listLastTimes(
  client: ShopClient,
  scope: Scope,
  customerId: string,
): Promise<ReadonlyMap<string, Day>> {
  const found = await rows<{ productId: string; day: Day }>(
    client,
    `WITH ${chosenOrders(scope)} mine AS (
       SELECT o.order_id FROM order_facts o
       WHERE o.shop_id = :shopId AND o.customer_id = :customerId::bigint AND o.first_ordered AND o.happened_at <= :asOf ${isChosen(scope, "o")}
     )
     SELECT f.product_id::text AS "productId", max(f.order_day) AS day
     FROM mine JOIN product_facts f ON f.shop_id = :shopId AND f.order_id = mine.order_id
     WHERE f.first_ordered AND f.product_id <> 0 AND f.happened_at <= :asOf GROUP BY 1`,
    { ...scopeValues(scope), customerId },
  );
  return new Map(found.map(({ productId, day }) => [productId, day]));
}

/** Number of the shop as a whole among the lapse points. */
export const WHOLE_SHOP = 0n;

/** Sets or, with null, takes back the lapse point of a product or of the whole shop (0). */
export function saveLapsePoint(shopId: bigint, productId: bigint, days: number | null): Promise<void> {
  return withShopClient(shopId, async (client) => {
    const values = { shopId, productId, days };
    if (days === null) {
      await execute(client, "DELETE FROM lapse_points WHERE shop_id = :shopId AND product_id = :productId", values);
      return;
    }
    await execute(
      client,
      `INSERT INTO lapse_points (shop_id, product_id, days) VALUES (:shopId, :productId, :days::int)
       ON CONFLICT (shop_id, product_id) DO UPDATE SET days = EXCLUDED.days`,
      values,
    );
  });
}
