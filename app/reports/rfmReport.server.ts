import { minor, share } from "~/analytics/money";
import { RFM_GROUPS, type RfmBounds } from "~/analytics/rfm";
import type { PersonRules } from "~/data/customerPeople.server";
import { crossRfm, isRfmGroup, type RfmCell, rfmBounds } from "~/data/customerRfm.server";
import { headOf, type ReportContext, withReport } from "./context.server";
import type { RfmGroupRow, RfmReport } from "./customerPages";
import { customerRules } from "./customerRules.server";
import { figuresOf } from "./figures";
import { keptSummary } from "./keptSummary.server";
import type { ReportQuery } from "./reportQuery";

/** The eleven RFM groups of all customers at `asOf`, ours beside Shopify's own. */
export function rfmReport(
  shopId: bigint,
  query: Pick<ReportQuery, "asOf" | "filter" | "switches">,
): Promise<RfmReport> {
  return withReport(shopId, { ...query, clock: "orderDay" }, async (context) => {
    const { rules } = await customerRules(context);
    const { bounds, cells } = await rfmSummary(context, rules);
    const known = cells.filter((cell) => isRfmGroup(cell.shopifyGroup));
    const compared = customersIn(known);
    const agreeing = customersIn(known.filter(({ group, shopifyGroup }) => group === shopifyGroup));
    return {
      ...headOf(context, []),
      groups: groupRows(cells),
      cells: cells.map(({ group, shopifyGroup, customers }) => ({
        group,
        shopifyGroup: isRfmGroup(shopifyGroup) ? shopifyGroup : null,
        customers,
      })),
      bounds,
      compared,
      agreeing,
      metrics: figuresOf({ rfmAgreement: { value: share(agreeing, compared) } }),
    };
  });
}

/** The bounds between the fifths, and our groups against Shopify's. */
export function rfmSummary(
  context: ReportContext,
  rules: PersonRules,
): Promise<{ readonly bounds: RfmBounds | null; readonly cells: readonly RfmCell[] }> {
  const { client, scope } = context;
  return keptSummary(context, "rfm", [], async () => {
    const bounds = await rfmBounds(client, scope, rules);
    return { bounds, cells: bounds === null ? [] : await crossRfm(client, scope, rules, bounds) };
  });
}

/** The groups alone, for the store's report. */
export async function rfmGroups(context: ReportContext): Promise<RfmGroupRow[]> {
  const { rules } = await customerRules(context);
  return groupRows((await rfmSummary(context, rules)).cells);
}

const customersIn = (cells: readonly RfmCell[]): number => cells.reduce((total, { customers }) => total + customers, 0);

function groupRows(cells: readonly RfmCell[]): RfmGroupRow[] {
  const everybody = customersIn(cells);
  return RFM_GROUPS.map((group) => {
    const own = cells.filter((cell) => cell.group === group);
    const sum = (value: (cell: RfmCell) => number) => own.reduce((total, cell) => total + value(cell), 0);
    const customers = customersIn(own);
    const unknown = sum(({ unknownProfit }) => unknownProfit);
    return {
      group,
      customers,
      share: share(customers, everybody),
      orders: sum(({ orders }) => orders),
      netSales: minor(sum(({ netSales }) => netSales)),
      contributionProfit:
        customers > 0 && unknown === customers ? null : minor(sum(({ contributionProfit }) => contributionProfit)),
      averageDaysSince:
        customers === 0 || group === "PROSPECTS" ? null : Math.round(sum(({ daysSince }) => daysSince) / customers),
      shopifyCustomers: customersIn(cells.filter(({ shopifyGroup }) => shopifyGroup === group)),
    };
  });
}
