import type { Day } from "~/analytics/period";
import { type ShopClient, withShopClient } from "~/db.server";
import { execute, row, rows } from "./sql.server";

/** What a rule for unit costs goes by, in the order in which they are asked. */
export const UNIT_COST_RULE_KINDS = ["collection", "type", "vendor"] as const;
export type UnitCostRuleKind = (typeof UNIT_COST_RULE_KINDS)[number];

/** A unit cost as percent of the price, for products of which nothing better is known. */
export interface UnitCostRule {
  readonly kind: UnitCostRuleKind;
  /** Id of the collection, name of the type or of the vendor. */
  readonly subject: string;
  readonly validFrom: Day | null;
  /** Percent of the price as a decimal string ("42.5"). */
  readonly percent: string;
}

/** The shop's rules, in the order in which they are asked. */
export function listUnitCostRules(shopId: bigint): Promise<UnitCostRule[]> {
  return withShopClient(shopId, (client) =>
    rows<UnitCostRule>(
      client,
      `SELECT kind, subject, valid_from AS "validFrom", trim_scale(percent)::text AS percent FROM unit_cost_rules
       WHERE shop_id = :shopId ORDER BY kind, subject, valid_from NULLS FIRST`,
      { shopId },
    ),
  );
}

/** Makes these the shop's rules, in place of all it had, within a change of costs. */
export async function saveUnitCostRules(
  client: ShopClient,
  shopId: bigint,
  rules: readonly UnitCostRule[],
): Promise<void> {
  const values = {
    shopId,
    kinds: rules.map(({ kind }) => kind),
    subjects: rules.map(({ subject }) => subject),
    days: rules.map(({ validFrom }) => validFrom ?? ""),
    percents: rules.map(({ percent }) => percent),
  };
  const given = `SELECT kind, subject, nullif(day, '')::date AS valid_from, percent
    FROM unnest(:kinds::text[], :subjects::text[], :days::text[], :percents::numeric[]) AS told (kind, subject, day, percent)`;
  await execute(
    client,
    `DELETE FROM unit_cost_rules r WHERE r.shop_id = :shopId AND NOT EXISTS (
       SELECT FROM (${given}) AS g
       WHERE (g.kind, g.subject) = (r.kind, r.subject) AND g.valid_from IS NOT DISTINCT FROM r.valid_from)`,
    values,
  );
  await execute(
    client,
    `INSERT INTO unit_cost_rules AS r (shop_id, kind, subject, valid_from, percent)
     SELECT :shopId, kind, subject, valid_from, percent FROM (${given}) AS g
     ON CONFLICT (shop_id, kind, subject, valid_from) DO UPDATE SET percent = excluded.percent
     WHERE r.percent <> excluded.percent`,
    values,
  );
}

/** What rules can go by: the shop's collections (by id), types and vendors, each by name. */
export function ruleSubjects(
  shopId: bigint,
): Promise<Readonly<Record<UnitCostRuleKind, readonly { readonly value: string; readonly label: string }[]>>> {
  return withShopClient(shopId, (client) =>
    row(
      client,
      `SELECT
         coalesce((SELECT jsonb_agg(jsonb_build_object('value', key, 'label', title) ORDER BY title, key)
           FROM (SELECT key, max(value) AS title FROM products, jsonb_each_text(collections)
                 WHERE shop_id = :shopId AND deleted_at IS NULL GROUP BY key) AS c), '[]') AS collection,
         coalesce((SELECT jsonb_agg(jsonb_build_object('value', name, 'label', name) ORDER BY name)
           FROM (SELECT DISTINCT product_type AS name FROM products WHERE shop_id = :shopId AND product_type <> '') AS t), '[]') AS type,
         coalesce((SELECT jsonb_agg(jsonb_build_object('value', name, 'label', name) ORDER BY name)
           FROM (SELECT DISTINCT vendor AS name FROM products WHERE shop_id = :shopId AND vendor <> '') AS v), '[]') AS vendor`,
      { shopId },
    ),
  );
}
