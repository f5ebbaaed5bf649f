import type { Standing } from "~/analytics/lapse";
import type { LifecycleStage } from "~/analytics/lifecycle";
import type { Minor } from "~/analytics/money";
import type { Day } from "~/analytics/period";
import type { RfmBounds } from "~/analytics/rfm";
import type { ShopClient } from "~/db.server";
import {
  DAYS_SINCE,
  IS_HIGH_VALUE,
  type PersonRules,
  people,
  personValues,
  STAGE,
  TESTS,
  TESTS_PASSED,
} from "./customerPeople.server";
import { RFM_GROUP, rfmValues } from "./customerRfm.server";
import type { Scope } from "./scope.server";
import { row, rows, type SqlValues } from "./sql.server";

/** A person as lists show them. */
export interface ListedPerson {
  readonly customerId: string;
  readonly country: string | null;
  readonly firstOrderDay: Day;
  readonly lastOrderDay: Day;
  readonly daysSince: number | null;
  readonly orders: number;
  readonly ordersInWindow: number;
  readonly orderedValue: Minor;
  readonly fullPriceValue: Minor;
  readonly netSales: Minor;
  readonly contributionProfit: Minor | null;
  readonly stage: LifecycleStage;
}

/** Which persons, in which order. */
export interface PeopleChoice {
  readonly which: PeopleFilter;
  readonly sort: PeopleSort;
  readonly descending: boolean;
  readonly limit: number | null;
  readonly offset: number;
}

/** Everybody, or those who pass which tests. */
export type TestFilter = "everybody" | "highValue" | "nearMiss" | keyof typeof TESTS;

export type PeopleFilter =
  | TestFilter
  | { readonly customerId: string }
  | { readonly rfmGroup: string; readonly bounds: RfmBounds };

const WORTH = "coalesce(p.contribution_profit, p.net_sales)";

/** What a list may be sorted by. `worth`: high value first, then near misses, each by contribution profit. */
export const PEOPLE_SORTS = {
  worth: `${TESTS_PASSED} DESC, ${WORTH}`,
  contributionProfit: "p.contribution_profit",
  netSales: "p.net_sales",
  orders: "p.orders",
  averageOrderValue: "p.ordered_value::float8 / nullif(p.orders, 0)",
  lastOrder: "p.last_order_day",
  firstOrder: "p.first_order_day",
} as const;
export type PeopleSort = keyof typeof PEOPLE_SORTS;

/** The persons of a page. */
export function listPeople(
  client: ShopClient,
  scope: Scope,
  rules: PersonRules,
  choice: PeopleChoice,
): Promise<ListedPerson[]> {
  const order = `${sortOf(choice)} ${choice.descending ? "DESC" : "ASC"} NULLS LAST, p.customer_id`;
  return rows<ListedPerson>(
    client,
    `WITH ${people(scope, rules)},
     page AS (
       SELECT p.* FROM people p WHERE p.orders > 0 AND ${condition(choice.which)}
       ORDER BY ${order} LIMIT :limit::bigint OFFSET :offset::bigint
     )
     SELECT p.customer_id::text AS "customerId", k.country, p.first_order_day AS "firstOrderDay", p.last_order_day AS "lastOrderDay",
            ${DAYS_SINCE} AS "daysSince", p.orders,
            (SELECT count(*) FROM unnest(p.order_days) AS day WHERE day > :asOfDay::date - :windowDays::int) AS "ordersInWindow",
            p.ordered_value AS "orderedValue", p.full_price_value AS "fullPriceValue", p.net_sales AS "netSales",
            p.contribution_profit AS "contributionProfit", ${STAGE} AS stage
     FROM page p LEFT JOIN customers k ON k.shop_id = :shopId AND k.customer_id = p.customer_id ORDER BY ${order}`,
    { ...personValues(scope, rules), ...valuesOf(choice.which), limit: choice.limit, offset: choice.offset },
  );
}

/** Where all who are listed pass as many tests, they are told apart by the rest of it, which an index has in order. */
const sortOf = ({ which, sort }: PeopleChoice): string =>
  sort === "worth" && (which === "highValue" || which === "nearMiss") ? WORTH : PEOPLE_SORTS[sort];

export interface TestedCounts extends Record<keyof typeof TESTS, number> {
  readonly everybody: number;
  /** Who pass all three tests, and who miss one. */
  readonly highValue: number;
  readonly nearMiss: number;
}

/** How many customers there are, and how many pass which tests. */
export function countTested(client: ShopClient, scope: Scope, rules: PersonRules): Promise<TestedCounts> {
  const each = Object.entries(TESTS).map(([name, test]) => `count(*) FILTER (WHERE ${test}) AS "${name}"`);
  return row<Record<keyof TestedCounts, number>>(
    client,
    `WITH ${people(scope, rules)}
     SELECT count(*) AS everybody, count(*) FILTER (WHERE ${IS_HIGH_VALUE}) AS "highValue",
            count(*) FILTER (WHERE ${TESTS_PASSED} = 2) AS "nearMiss", ${each.join(", ")}
     FROM people p WHERE p.orders > 0`,
    personValues(scope, rules),
  );
}

function condition(which: PeopleFilter): string {
  if (typeof which === "object") {
    if ("customerId" in which) return "p.customer_id = :customerId::bigint";
    return `${RFM_GROUP} = :rfmGroup`;
  }
  switch (which) {
    case "everybody":
      return "true";
    case "highValue":
      return IS_HIGH_VALUE;
    case "nearMiss":
      return `${TESTS_PASSED} = 2`;
    default:
      return TESTS[which];
  }
}

/** As standingOf in analytics/lapse has it. */
const STANDING: Readonly<Record<Standing, string>> = {
  active: `${DAYS_SINCE} <= floor(:lapsePoint::int * 0.8)`,
  atRisk: `${DAYS_SINCE} > floor(:lapsePoint::int * 0.8) AND ${DAYS_SINCE} <= :lapsePoint::int`,
  lost: `${DAYS_SINCE} > :lapsePoint::int`,
};

function valuesOf(which: PeopleFilter): SqlValues {
  if (typeof which !== "object") return {};
  if ("customerId" in which) return { customerId: which.customerId };
  return { rfmGroup: which.rfmGroup, ...rfmValues(which.bounds) };
}

/** How many customers are active, at risk and lost on the day that is looked from. */
export function countStandings(
  client: ShopClient,
  scope: Scope,
  rules: PersonRules,
): Promise<Record<Standing, number>> {
  return row<Record<Standing, number>>(
    client,
    `WITH ${people(scope, rules)}
     SELECT count(*) FILTER (WHERE ${STANDING.active}) AS active, count(*) FILTER (WHERE ${STANDING.atRisk}) AS "atRisk",
            count(*) FILTER (WHERE ${STANDING.lost}) AS lost
     FROM people p WHERE p.orders > 0`,
    personValues(scope, rules),
  );
}
