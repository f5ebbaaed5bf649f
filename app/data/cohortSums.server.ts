import { AGES } from "~/analytics/lifetimeAges";
import { SUM_COLUMNS, summed } from "./factSums.server";
import type { SignedFacts } from "./signedFacts.server";

const COUNTS = ["facts", "customers", "new_customers", "second_orders", "counted_orders", "orders"];
const ALL = [...COUNTS, ...SUM_COLUMNS];

/** Dimensions of a customer's first order by which cohorts are summed: the column of `order_facts`. */
export const COHORT_DIMENSIONS = {
  channel: "cohort_channel",
  country: "cohort_country",
  firstSource: "cohort_source",
  code: "cohort_code",
} as const;

/** Spans by which customers are taken together; only months are split by dimension. */
export const COHORT_SPANS = ["week", "month", "quarter"] as const;
export type CohortSpan = (typeof COHORT_SPANS)[number];

/** First day of the span in which a day lies; as a timestamp without a zone it needs no look into the zone's rules. A week begins on the shop's first weekday, `:weekStart` (1 is Monday). */
export const startOf = (span: CohortSpan, day: string): string =>
  span === "week"
    ? `(date_trunc('week', (${day} + (8 - :weekStart::int) % 7)::timestamp)::date - (8 - :weekStart::int) % 7)`
    : `date_trunc('${span}', ${day}::timestamp)::date`;

/** Whole spans from one start to a later one. */
export function spansBetween(span: CohortSpan, from: string, to: string): string {
  const months = `((date_part('year', ${to}) - date_part('year', ${from})) * 12 + date_part('month', ${to}) - date_part('month', ${from}))::int`;
  if (span === "week") return `((${to} - ${from}) / 7)`;
  return span === "month" ? months : `(${months} / 3)`;
}

/** By what cohorts are summed: a span, and all customers or those with each value of a dimension; only months are split. */
export interface CohortKey {
  readonly span: CohortSpan;
  readonly dimension: "all" | keyof typeof COHORT_DIMENSIONS;
}
export const COHORT_KEYS: readonly CohortKey[] = [
  ...COHORT_SPANS.map((span): CohortKey => ({ span, dimension: "all" })),
  ...(["channel", "country", "firstSource", "code"] as const).map(
    (dimension): CohortKey => ({ span: "month", dimension }),
  ),
];

const spelled = ({ span, dimension }: CohortKey): string => {
  const cohort = startOf(span, "f.cohort_day");
  const ordered = startOf(span, "f.order_day");
  const value = dimension === "all" ? "''" : `coalesce(f.${COHORT_DIMENSIONS[dimension]}, '')`;
  return `('${span}', '${dimension}', ${value}, ${cohort}, ${spansBetween(span, cohort, ordered)}, ${ordered})`;
};

/**
 * Adds facts to the sums by cohort and tenure, by these keys. A customer counts once a span: in the first of their orders in it.
 */
export const addToCohortSums = (facts: SignedFacts, keys: readonly CohortKey[]): string => `
  INSERT INTO cohort_sums (shop_id, span, dimension, value, cohort, tenure, ${ALL.join(", ")})
  SELECT :shopId, span, dimension, value, cohort, tenure, ${facts.count()},
    ${facts.count("f.first_moment AND (f.previous_order_day IS NULL OR f.previous_order_day < keyed.begun)")},
    ${firstMoments(facts)}, ${summed(facts.used, "f", facts.times)}
  FROM ${facts.orders} f
  CROSS JOIN LATERAL (VALUES ${keys.map(spelled).join(", ")}) AS keyed (span, dimension, value, cohort, tenure, begun)
  WHERE f.customer_id IS NOT NULL
  GROUP BY 2, 3, 4, 5, 6
  ${facts.into("cohort_sums", "span, dimension, value, cohort, tenure", ALL)}`;

/** The counts that follow that of customers, over first moments only. */
const firstMoments = (facts: SignedFacts): string =>
  [
    "f.first_moment AND f.previous_order_day IS NULL",
    "f.first_moment AND f.customer_order_number = 2",
    "f.first_moment",
    "f.first_ordered",
  ]
    .map((condition) => facts.count(condition))
    .join(", ");

/** How many of the ages were past on a day, of a customer who began on another. An order of the n-th day is one within n days. */
export const agesPast = (begun: string, day: string): string =>
  `width_bucket(${day} - ${begun}, ARRAY[${AGES.map((age) => age + 1).join(", ")}])`;

/** How many of the ages a customer has reached by the last day before `:notEnded` whose first order was on `begun`. */
export const agesReached = (begun: string): string =>
  `width_bucket(:notEnded::date - 1 - ${begun}, ARRAY[${AGES.join(", ")}])`;

/**
 * The same by the day on which customers began, and in place of the tenure how many of the ages were past: who is old enough
 * for an age depends on the day that is looked from.
 */
export const addToAgeSums = (facts: SignedFacts): string => `
  INSERT INTO cohort_sums (shop_id, span, dimension, value, cohort, tenure, ${ALL.join(", ")})
  SELECT :shopId, 'day', 'all', '', f.cohort_day, ${agesPast("f.cohort_day", "f.order_day")}, ${facts.count()}, 0,
    ${firstMoments(facts)}, ${summed(facts.used, "f", facts.times)}
  FROM ${facts.orders} f WHERE f.customer_id IS NOT NULL
  GROUP BY 5, 6
  ${facts.into("cohort_sums", "span, dimension, value, cohort, tenure", ALL)}`;
