import { added, SUM_COLUMNS, summed } from "./factSums.server";

const COUNTS = ["facts", "orders"];
const ALL = [...COUNTS, ...SUM_COLUMNS];

/** Dimensions by which days are summed: the expression over `order_facts f`. */
export const DAY_DIMENSIONS = {
  channel: "f.channel",
  country: "f.shipping_country",
  firstSource: "f.first_source",
  lastSource: "f.last_source",
  customerKind: `CASE WHEN f.customer_id IS NULL THEN 'guest' WHEN f.customer_order_number = 1 THEN 'new' ELSE 'returning' END`,
} as const;

const dimensions = Object.entries(DAY_DIMENSIONS);

/** Adds the facts that `chosen` names, `:sign` times, to the sums by day of both clocks. */
export const addToDaySums = (chosen: string): string => `
  INSERT INTO day_sums (shop_id, clock, dimension, value, day, ${ALL.join(", ")})
  SELECT :shopId, clock, dimension, value, day, ${ALL.map((column) => `:sign * sum(${column})`).join(", ")}
  FROM (
    SELECT dimension, value, event_day, order_day, ${ALL.map((column) => `sum(${column})::bigint AS ${column}`).join(", ")}
    FROM (
      SELECT f.event_day, f.order_day, ${dimensions.map(([name, of]) => `coalesce(${of}, '') AS "${name}"`).join(", ")},
        count(*) AS facts, count(*) FILTER (WHERE f.first_ordered) AS orders, ${summed(SUM_COLUMNS, "f")}
      FROM order_facts f WHERE f.shop_id = :shopId AND ${chosen}
      GROUP BY ${[1, 2, ...dimensions.map((_, index) => index + 3)].join(", ")}
    ) AS finest
    CROSS JOIN LATERAL (VALUES ('all', ''), ${dimensions.map(([name]) => `('${name}', "${name}")`).join(", ")}) AS keyed (dimension, value)
    GROUP BY dimension, value, event_day, order_day
  ) AS by_both
  CROSS JOIN LATERAL (VALUES ('eventDay', event_day), ('orderDay', order_day)) AS clocks (clock, day)
  GROUP BY clock, dimension, value, day
  ON CONFLICT (shop_id, clock, dimension, value, day) DO UPDATE SET ${added("day_sums", ALL)}`;
