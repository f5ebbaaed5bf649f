import type { Grain } from "~/analytics/period";
import type { FeeSums } from "~/analytics/profit";
import type { LedgerSums } from "~/analytics/sales";
import type { ShopClient } from "~/db.server";
import { chosenFacts, type DaySumsKey, daySumsKey } from "./chosenFacts.server";
import { DAY_DIMENSIONS } from "./daySums.server";
import { FEE_COLUMNS, LEDGER_COLUMNS } from "./factSums.server";
import { dayColumn, isInPeriod, type Scope, scopeValues } from "./scope.server";
import { rows, smallRows } from "./sql.server";

export type { Grain } from "~/analytics/period";

/** A figure over the whole period and over each of its parts that has any rows. */
export interface Divided<T> {
  readonly total: T;
  /** By the part's key (`partsOf`). */
  readonly parts: ReadonlyMap<string, T>;
}

/**
 * The sums of facts, or of sums of them, named as FactSums names them but for `orders`: payment fees as paymentFees. Those in
 * which the shop has nothing are left out (`splitSums` takes them for 0).
 */
export const factSums = (alias: string, scope: Scope): string =>
  usedNames(scope)
    .map(([column, name]) => `coalesce(sum(${alias}.${column}), 0)::bigint AS "${name}"`)
    .join(", ");

const usedNames = ({ usedSums }: Scope): [string, string][] =>
  Object.entries(SUM_NAMES).filter(([column]) => usedSums?.includes(column) ?? true);

/** Payment fees stand beside ledger sums under a name of their own: both have `fees`. */
const SUM_NAMES: Readonly<Record<string, string>> = {
  ...LEDGER_COLUMNS,
  ...Object.fromEntries(Object.entries(FEE_COLUMNS).map(([column, name]) => [column, `paid_${name}`])),
};

/** What `factSums` names its columns. */
export const factSumNames = (scope: Scope): string[] => usedNames(scope).map(([, name]) => name);

/** What figures of sales and profit are made from. */
export interface FactSums {
  readonly sums: LedgerSums;
  readonly fees: FeeSums;
}

/**
 * The sums of the period by its parts, and of the whole: an order that falls into two parts is one order of the whole. Read
 * from the sums by day where those hold what the scope asks for, else from the facts.
 */
export async function sumFacts(client: ShopClient, scope: Scope, grain: Grain): Promise<Divided<FactSums>> {
  const key = daySumsKey(scope);
  const { total, parts } = await (key ? sumDays(client, scope, grain, key) : sumChosen(client, scope, grain));
  return { total: splitSums(total), parts: new Map([...parts].map(([part, of]) => [part, splitSums(of)])) };
}

export type Flat = Readonly<Record<string, number>>;

const LEDGER_NAMES = ["orders", ...Object.values(LEDGER_COLUMNS)];
const FEE_NAMES = Object.values(FEE_COLUMNS).map((name) => [name, `paid_${name}`] as const);

/** Takes the sums of payments out of those of the ledger. A table of cohorts has thousands of them. */
export function splitSums(flat: Flat): FactSums {
  const sums: Record<string, number> = {};
  const fees: Record<string, number> = {};
  for (const name of LEDGER_NAMES) sums[name] = flat[name] ?? 0;
  for (const [name, paid] of FEE_NAMES) fees[name] = flat[paid] ?? 0;
  return { sums: sums as unknown as LedgerSums, fees: fees as unknown as FeeSums };
}

async function sumChosen(client: ShopClient, scope: Scope, grain: Grain): Promise<Divided<Flat>> {
  const { tables, from, where } = chosenFacts(scope);
  const day = `f.${dayColumn(scope)}`;
  const found = await rows<Flat & { part: string | null }>(
    client,
    `${tables === "" ? "" : `WITH ${tables}`}
     SELECT ${partOf(day, grain)} AS part, ${countOrders(scope)} AS orders, ${factSums("f", scope)}
     FROM ${from} WHERE ${where} AND ${isInPeriod(day)}
     GROUP BY GROUPING SETS ((1), ())`,
    scopeValues(scope),
  );
  return divided(found) as Divided<Flat>;
}

/** By order day all facts of an order lie together and the first can count for it; by event day, or cut at `asOf`, it may be absent. */
const countOrders = ({ clock, isSummed }: Scope): string =>
  clock === "orderDay" && isSummed
    ? "count(*) FILTER (WHERE f.first_ordered)"
    : "count(DISTINCT f.order_id) FILTER (WHERE f.ordered)";

async function sumDays(
  client: ShopClient,
  scope: Scope,
  grain: Grain,
  { dimension, values }: DaySumsKey,
): Promise<Divided<Flat>> {
  const parameters = { ...scopeValues(scope), clock: scope.clock, dimension, values };
  const found = await smallRows<Flat & { part: string | null }>(
    client,
    `SELECT ${partOf("d.day", grain)} AS part, coalesce(sum(d.orders), 0)::bigint AS orders, ${factSums("d", scope)}
     FROM day_sums d
     WHERE d.shop_id = :shopId AND d.clock = :clock AND d.dimension = :dimension AND d.value = ANY(:values::text[])
       AND ${isInPeriod("d.day")}
     GROUP BY GROUPING SETS ((1), ())`,
    parameters,
  );
  const summed = divided(found) as Divided<Flat>;
  if (scope.clock === "orderDay") return summed;
  const again = await smallRows<{ part: string | null; orders: number }>(
    client,
    orderedAgain(
      grain,
      dimension === "all" ? "true" : `coalesce(${DAY_DIMENSIONS[dimension]}, '') = ANY(:values::text[])`,
    ),
    parameters,
  );
  const more = new Map(again.map(({ part, orders }) => [part, orders]));
  const plus = (of: Flat, part: string | null): Flat => ({ ...of, orders: (of.orders ?? 0) + (more.get(part) ?? 0) });
  return {
    total: plus(summed.total, null),
    parts: new Map([...summed.parts].map(([part, of]) => [part, plus(of, part)])),
  };
}

/**
 * Orders counted on their first day by the sums, to which something was added by an edit on a later day: those of each part,
 * and of the whole period, in which they were not first ordered.
 */
const orderedAgain = (grain: Grain, isChosen: string): string => `
  WITH again AS (
    SELECT f.order_id, ${partOf("f.event_day", grain)} AS part, ${partOf("p.event_day", grain)} AS first_part,
           ${isInPeriod("p.event_day")} AS begun_within
    FROM order_facts f
    JOIN order_facts p ON p.shop_id = f.shop_id AND p.order_id = f.order_id AND p.first_ordered
    WHERE f.shop_id = :shopId AND f.ordered AND NOT f.first_ordered AND ${isInPeriod("f.event_day")} AND ${isChosen}
  )
  SELECT part, count(DISTINCT order_id) AS orders FROM again
  WHERE part <> first_part OR NOT begun_within GROUP BY part
  UNION ALL
  SELECT NULL, count(DISTINCT order_id) FROM again WHERE NOT begun_within`;

/** The key of the part in which a day lies, as `partKey` spells it; its value :weekStart is one of scopeValues. */
export function partOf(day: string, grain: Grain): string {
  switch (grain) {
    case "day":
      return `to_char(${day}, 'YYYY-MM-DD')`;
    case "week":
      return `to_char(${day} - ((extract(isodow FROM ${day})::int - :weekStart::int + 7) % 7), 'YYYY-MM-DD')`;
    case "month":
      return `to_char(${day}, 'YYYY-MM')`;
    case "quarter":
      return `to_char(${day}, 'YYYY"-Q"Q')`;
    case "year":
      return `to_char(${day}, 'YYYY')`;
  }
}

/** Splits the rows of GROUPING SETS ((part), ()) into the whole and its parts. */
export function divided<T extends object>(found: readonly (T & { part: string | null })[]): Divided<Omit<T, "part">> {
  const parts = new Map<string, Omit<T, "part">>();
  let total: Omit<T, "part"> | undefined;
  for (const { part, ...sums } of found) {
    if (part === null) total = sums;
    else parts.set(part, sums);
  }
  if (total === undefined) throw new Error("query by parts: expected a row for the whole");
  return { total, parts };
}
