import { byLift, SMALLEST_N, traitEffect } from "~/analytics/lookAlike";
import { share } from "~/analytics/money";
import { countTraits, type TraitCounts } from "~/data/customerTraits.server";
import { headOf, type ReportContext, withReport } from "./context.server";
import type { TraitRow, TraitsReport } from "./customerPages";
import { customerRules } from "./customerRules.server";
import { keptSummary } from "./keptSummary.server";
import type { ReportQuery } from "./reportQuery";
import type { SharedTraitRow } from "./sectionRows";

/** Of values that hardly anybody has, which long lists of products and pages are full of, no row is made. */
const FEWEST = 5;

/** For each trait known at the first order how often customers with it became high-value, against all others, at `asOf`. */
export function traitsReport(
  shopId: bigint,
  query: Pick<ReportQuery, "asOf" | "filter" | "switches">,
): Promise<TraitsReport> {
  return withReport(shopId, { ...query, clock: "orderDay" }, async (context) => {
    const counts = await traitCounts(context);
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

/** How many customers have each value, and how many of those are of high value; from what is kept where it still holds. */
async function traitCounts(context: ReportContext): Promise<TraitCounts> {
  const { client, scope } = context;
  const { rules } = await customerRules(context);
  return keptSummary(context, "traits", [rules.highValue], async () => {
    const found = await countTraits(client, scope, rules);
    return { ...found, traits: found.traits.filter(({ customers }) => customers >= FEWEST) };
  });
}

/** The values alone, for the store's report. */
export async function sharedTraits(context: ReportContext): Promise<SharedTraitRow[]> {
  return traitRows(await traitCounts(context)).map((of) => ({
    trait: of.trait,
    value: of.value,
    label: of.label,
    customers: of.customers,
    highValue: of.highValue,
    shareWith: of.shareWith,
    shareOthers: of.shareOthers,
    lift: of.lift,
    liftLow: of.liftInterval?.low ?? null,
    liftHigh: of.liftInterval?.high ?? null,
    isRanked: of.isRanked,
  }));
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
