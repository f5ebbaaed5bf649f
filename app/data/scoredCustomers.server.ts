import type { Day, Month } from "~/analytics/period";
import type { ShopClient } from "~/db.server";
import { contributionProfit } from "./customerFacts.server";
import { rows, withoutLoops } from "./sql.server";

/** What a customer brought up to the day from which the future is foretold, so that neither overlaps the other. */
export interface ScoredCustomer {
  readonly lastOrderDay: Day;
  /** Contribution profit, minor units; null where no cost is known. */
  readonly historicProfit: number | null;
}

// What came after the day is taken off: few rows, found by their day.
const LATER = `later AS (
    SELECT f.customer_id, sum(${contributionProfit("f")})::bigint AS profit, sum(f.costed_sales) AS costed,
      sum(f.uncosted_sales) AS uncosted
    FROM order_facts f WHERE f.shop_id = :shopId AND f.event_day > :asOf::date AND f.customer_id IS NOT NULL
    GROUP BY f.customer_id
  ),
  known AS (
    SELECT c.customer_id, c.first_order_day, c.last_order_day, c.order_days,
      c.contribution_profit - coalesce(l.profit, 0) AS profit, c.costed_sales - coalesce(l.costed, 0) AS costed,
      c.uncosted_sales - coalesce(l.uncosted, 0) AS uncosted
    FROM customer_facts c LEFT JOIN later l ON l.customer_id = c.customer_id
    WHERE c.shop_id = :shopId AND c.orders > 0 AND c.first_order_day <= :asOf::date
  )`;

/** Everybody who had ordered anything by the local day `asOf`, also by subscription alone, in the order of their numbers. */
export async function readScoredCustomers(
  client: ShopClient,
  shopId: bigint,
  asOf: Day,
): Promise<ReadonlyMap<string, ScoredCustomer>> {
  const found = await withoutLoops(client, () =>
    rows<ScoredCustomer & { readonly id: string }>(
      client,
      `WITH ${LATER}
       SELECT customer_id::text AS id,
         CASE WHEN uncosted = 0 OR costed > 0 THEN profit END AS "historicProfit",
         CASE WHEN last_order_day <= :asOf::date THEN last_order_day
           ELSE coalesce((SELECT max(day) FROM unnest(order_days) AS day WHERE day <= :asOf::date), first_order_day)
         END AS "lastOrderDay"
       FROM known ORDER BY customer_id`,
      { shopId, asOf },
    ),
  );
  return new Map(found.map(({ id, ...customer }) => [id, customer]));
}

/** Contribution profit up to that day by the month of the first order; null where no cost is known of any of its sales. */
export async function historicByCohort(
  client: ShopClient,
  shopId: bigint,
  asOf: Day,
): Promise<ReadonlyMap<Month, number | null>> {
  const found = await rows<{ cohort: Month; profit: number | null }>(
    client,
    `WITH ${LATER}
     SELECT to_char(first_order_day, 'YYYY-MM') AS cohort,
       CASE WHEN sum(uncosted) = 0 OR sum(costed) > 0 THEN sum(profit)::bigint END AS profit
     FROM known GROUP BY 1`,
    { shopId, asOf },
  );
  return new Map(found.map(({ cohort, profit }) => [cohort, profit]));
}
