import type { CohortMonthFacts } from "~/analytics/cohorts";
import { type Month, month } from "~/analytics/period";
import { type FeeSums, NO_FEES } from "~/analytics/profit";
import type { LedgerSums } from "~/analytics/sales";
import type { ShopClient } from "~/db.server";
import { FEE_SUMS, feeValues, MAY_CARRY_FEE } from "./paymentFees.server";
import { WHOLE_LEDGER_SUMS } from "./sales.server";
import { countedOrders, type Scope, scopeValues } from "./scope.server";
import { rows } from "./sql.server";

export interface CohortFacts {
  readonly months: readonly CohortMonthFacts[];
  /** Customers of each cohort. */
  readonly sizes: ReadonlyMap<Month, number>;
}

interface Cell {
  cohort: string;
  tenure: number | null;
}

/** What each cohort did in each tenure month up to `asOf`, over the whole history; by order day whatever the clock. */
export async function listCohortMonths(client: ShopClient, scope: Scope): Promise<CohortFacts> {
  const found = await rows<LedgerSums & Cell & { customers: number; counted: number; seconds: number }>(
    client,
    `WITH ${countedOrders(scope)}
     SELECT to_char(c.cohort, 'YYYY-MM') AS cohort, ${TENURE} AS tenure,
            count(DISTINCT c.customer_id) AS customers, count(DISTINCT c.order_id) AS counted,
            count(DISTINCT c.order_id) FILTER (WHERE c.number = 2) AS seconds, ${WHOLE_LEDGER_SUMS}
     FROM order_facts l JOIN counted c ON c.order_id = l.order_id
     WHERE l.shop_id = :shopId AND l.happened_at <= :asOf AND c.customer_id IS NOT NULL
     GROUP BY GROUPING SETS ((1, 2), (1))`,
    scopeValues(scope),
  );
  const fees = await feesByCell(client, scope);
  const months = found.flatMap(({ cohort, tenure, customers, counted, seconds, ...sums }) =>
    tenure === null
      ? []
      : {
          cohortMonth: month(cohort),
          tenureMonth: tenure,
          customers,
          orders: counted,
          secondOrders: seconds,
          sums,
          fees: fees.get(`${cohort} ${tenure}`) ?? NO_FEES,
        },
  );
  const sizes = found.filter(({ tenure }) => tenure === null).map((row) => [month(row.cohort), row.customers] as const);
  return { months, sizes: new Map(sizes) };
}

async function feesByCell(client: ShopClient, scope: Scope): Promise<ReadonlyMap<string, FeeSums>> {
  const found = await rows<FeeSums & { cohort: string; tenure: number }>(
    client,
    `WITH ${countedOrders(scope)}
     SELECT to_char(c.cohort, 'YYYY-MM') AS cohort, ${TENURE} AS tenure, ${FEE_SUMS}
     FROM transactions t JOIN counted c ON c.order_id = t.order_id
     WHERE ${MAY_CARRY_FEE} AND c.customer_id IS NOT NULL
     GROUP BY 1, 2`,
    feeValues(scope),
  );
  return new Map(found.map(({ cohort, tenure, ...sums }) => [`${cohort} ${tenure}`, sums]));
}

/** Whole calendar months from the cohort month to the month of the order. */
const TENURE = `((extract(year FROM c.order_day) - extract(year FROM c.cohort)) * 12
  + extract(month FROM c.order_day) - extract(month FROM c.cohort))::int`;
