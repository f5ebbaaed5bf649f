import type { Minor } from "~/analytics/money";
import type { Day } from "~/analytics/period";
import { type ShopClient, withShopClient } from "~/db.server";
import type { OrderCostKind } from "./orderCosts.server";
import { execute, rows } from "./sql.server";

/** What an order costs if it fits: an amount for the order or for each unit to ship, or a part of the order's value. */
export type OrderCostMeasure =
  | { readonly basis: "order" | "unit"; readonly amount: Minor }
  /** Percent as a decimal string ("2.5"). */
  | { readonly basis: "percent"; readonly percent: string };

/** A rule for what orders cost; of a kind's rules the first that fits counts. Limits that are null limit nothing. */
export interface OrderCostRule {
  readonly validFrom: Day | null;
  /** Codes of the countries shipped to; empty: everywhere. */
  readonly countries: readonly string[];
  /** The order's value after discounts, without tax: from `min` to below `max`, minor units. */
  readonly minValue: Minor | null;
  readonly maxValue: Minor | null;
  /** Units to ship, both ends included. */
  readonly minUnits: number | null;
  readonly maxUnits: number | null;
  readonly measure: OrderCostMeasure;
}

interface RuleRow extends Omit<OrderCostRule, "measure"> {
  readonly kind: OrderCostKind;
  readonly basis: "order" | "unit" | "percent";
  readonly amount: Minor | null;
  readonly percent: string | null;
}

/** The shop's rules by kind, each list in the order in which they are asked. */
export function listOrderCostRules(shopId: bigint): Promise<Record<OrderCostKind, OrderCostRule[]>> {
  return withShopClient(shopId, async (client) => {
    const found = await rows<RuleRow>(
      client,
      `SELECT kind, valid_from AS "validFrom", countries, min_value AS "minValue", max_value AS "maxValue",
         min_units AS "minUnits", max_units AS "maxUnits", basis, amount, trim_scale(percent)::text AS percent
       FROM order_cost_rules WHERE shop_id = :shopId ORDER BY kind, position, rule_id`,
      { shopId },
    );
    const lists: Record<OrderCostKind, OrderCostRule[]> = { shipping: [], handling: [], packaging: [], duties: [] };
    for (const { kind, basis, amount, percent, ...rule } of found)
      lists[kind].push({ ...rule, measure: measureOf(basis, amount, percent) });
    return lists;
  });
}

function measureOf(basis: RuleRow["basis"], amount: Minor | null, percent: string | null): OrderCostMeasure {
  if (basis === "percent" && percent !== null) return { basis, percent };
  if (basis !== "percent" && amount !== null) return { basis, amount };
  throw new Error(`rule for order costs: expected an amount or a percentage for basis ${basis}`);
}

/** Makes these the shop's rules of a kind, in this order, in place of all it had, within a change of costs. */
export async function saveOrderCostRules(
  client: ShopClient,
  shopId: bigint,
  kind: OrderCostKind,
  rules: readonly OrderCostRule[],
): Promise<void> {
  const stored = await rows<{ ruleId: string; told: string }>(
    client,
    `SELECT rule_id AS "ruleId", ${TOLD} AS told FROM order_cost_rules
     WHERE shop_id = :shopId AND kind = :kind ORDER BY position, rule_id`,
    { shopId, kind },
  );
  const wanted = rules.map((rule) => ({ rule, told: told(rule) }));
  const keeps = stored.length === wanted.length && stored.every(({ told }, index) => told === wanted[index]?.told);
  if (keeps) return;
  await execute(client, "DELETE FROM order_cost_rules WHERE shop_id = :shopId AND kind = :kind", { shopId, kind });
  for (const [position, { rule }] of wanted.entries()) await insertRule(client, shopId, kind, position, rule);
}

/** A rule as one text, equal for equal rules; as `told` writes it. */
const TOLD = `concat_ws('|', coalesce(valid_from::text, ''), array_to_string(countries, ','), coalesce(min_value::text, ''),
  coalesce(max_value::text, ''), coalesce(min_units::text, ''), coalesce(max_units::text, ''), basis,
  coalesce(amount::text, trim_scale(percent)::text))`;

const told = ({ validFrom, countries, minValue, maxValue, minUnits, maxUnits, measure }: OrderCostRule): string =>
  [
    validFrom ?? "",
    countries.join(","),
    ...[minValue, maxValue, minUnits, maxUnits].map((limit) => limit ?? ""),
    measure.basis,
    measure.basis === "percent" ? measure.percent.replace(/(\.\d*?)0+$/, "$1").replace(/\.$/, "") : measure.amount,
  ].join("|");

const insertRule = (client: ShopClient, shopId: bigint, kind: OrderCostKind, position: number, rule: OrderCostRule) =>
  execute(
    client,
    `INSERT INTO order_cost_rules (shop_id, kind, position, valid_from, countries, min_value, max_value, min_units, max_units,
       basis, amount, percent)
     VALUES (:shopId, :kind, :position, :validFrom, :countries::text[], :minValue, :maxValue, :minUnits, :maxUnits, :basis,
       :amount, :percent::numeric)`,
    {
      shopId,
      kind,
      position,
      validFrom: rule.validFrom,
      countries: rule.countries,
      minValue: rule.minValue,
      maxValue: rule.maxValue,
      minUnits: rule.minUnits,
      maxUnits: rule.maxUnits,
      basis: rule.measure.basis,
      amount: rule.measure.basis === "percent" ? null : rule.measure.amount,
      percent: rule.measure.basis === "percent" ? rule.measure.percent : null,
    },
  );
