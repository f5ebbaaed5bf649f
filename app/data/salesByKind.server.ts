import type { SalesByKind } from "~/analytics/driversOfSales";
import { CUSTOMER_KINDS } from "~/analytics/filter";
import { NO_SALES } from "~/analytics/sales";
import type { ShopClient } from "~/db.server";
import { chosenFacts } from "./chosenFacts.server";
import { type Flat, factSums, splitSums } from "./sales.server";
import { dayColumn, hasNoChoice, isInPeriod, type Scope, scopeValues } from "./scope.server";
import { rows, smallRows } from "./sql.server";

/**
 * The sums of the period by who placed the order: customers with their first order, with a later one, or nobody known. Orders are not counted here: each
 * other sum is there, and over the three kinds it is that of the period.
 */
export async function sumByKind(client: ShopClient, scope: Scope): Promise<SalesByKind> {
  const isSummed = scope.isSummed && hasNoChoice(scope);
  const found = await (isSummed
    ? smallRows<KindRow>(client, ofDays(scope), { ...scopeValues(scope), clock: scope.clock })
    : rows<KindRow>(client, ofFacts(scope), scopeValues(scope)));
  const kinds = new Map(found.map(({ kind, ...flat }) => [kind, splitSums(flat as Flat).sums]));
  const [first, later, guest] = CUSTOMER_KINDS.map((kind) => kinds.get(kind) ?? NO_SALES);
  return { new: first ?? NO_SALES, returning: later ?? NO_SALES, guest: guest ?? NO_SALES };
}

type KindRow = Flat & { kind: string };

const ofDays = (scope: Scope): string => `
  SELECT d.value AS kind, ${factSums("d", scope)} FROM day_sums d
  WHERE d.shop_id = :shopId AND d.clock = :clock AND d.dimension = 'customerKind' AND ${isInPeriod("d.day")} GROUP BY 1`;

const ofFacts = (scope: Scope): string => {
  const { tables, from, where, number, customer } = chosenFacts(scope);
  return `${tables === "" ? "" : `WITH ${tables}`}
    SELECT CASE WHEN ${customer} IS NULL THEN 'guest' WHEN ${number} = 1 THEN 'new' ELSE 'returning' END AS kind, ${factSums("f", scope)}
    FROM ${from} WHERE ${where} AND ${isInPeriod(`f.${dayColumn(scope)}`)} GROUP BY 1`;
};
