import { byLift, SMALLEST_N, traitEffect } from "~/analytics/lookAlike";
import { share } from "~/analytics/money";
import { countTraits, type TraitCounts } from "~/data/customerTraits.server";
import { headOf, withReport } from "./context.server";
import type { TraitRow, TraitsReport } from "./customerPages";
import { customerRules } from "./customerRules.server";
import { keptSummary } from "./keptSummary.server";
import type { ReportQuery } from "./reportQuery";

/** Of values that hardly anybody has, which long lists of products and pages are full of, no row is made. */
const FEWEST = 5;

/** For each trait known at the first order how often customers with it became high-value, against all others, at `asOf`. */
export function traitsReport(
  shopId: bigint,
  query: Pick<ReportQuery, "asOf" | "filter" | "switches">,
): Promise<TraitsReport> {
  return withReport(shopId, { ...query, clock: "orderDay" }, async (context) => {
    const { client, scope } = context;
    const { rules } = await customerRules(context);
    const counts = await keptSummary(context, "traits", [rules.highValue], async () => {
      const found = await countTraits(client, scope, rules);
      return { ...found, traits: found.traits.filter(({ customers }) => customers >= FEWEST) };
    });
    return {
      ...headOf(context, []),
      customers: counts.customers,
      highValue: counts.highValue,
      share: share(counts.highValue, counts.customers),
      smallestN: SMALLEST_N,
      rows: traitRows(counts),
    };
  });
}

/** Each value against all customers without it, those likely to matter most first. */
export function traitRows({ customers, highValue, traits }: TraitCounts): TraitRow[] {
  return traits
    .map((own) => ({
      ...own,
      ...traitEffect(own, { customers: customers - own.customers, highValue: highValue - own.highValue }),
    }))
    .sort(byLift);
}
