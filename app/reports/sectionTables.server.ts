import { minor } from "~/analytics/money";
import type { MoneySums } from "~/analytics/periodFigures";
import type { ReconciledFigure, ReconciledFigures } from "~/analytics/reconciliation";
import { readReading } from "~/data/shopifyFigures.server";
import { listUncostedSales } from "~/data/uncostedSales.server";
import type { ReportContext } from "./context.server";
import { sharedTraits } from "./customerTraits.server";
import { rhythmRows, serviceLists } from "./lifecycleLists.server";
import { predictionTables } from "./predictionTables.server";
import { reconciledMonths } from "./reconciliation.server";
import type { ReconciledMonth } from "./reconciliationTypes";
import type { SectionName } from "./report";
import { rfmGroups } from "./rfmReport.server";
import type { ReconciliationCauseRow, ReconciliationRow, SectionTables, UncostedVariantRow } from "./sectionRows";
import { statementPartRows } from "./statementParts.server";
import { expectedTables } from "./subscriptionLists.server";

/** The tables of the chosen sections that show what pages show; those of others are empty and cost nothing. */
export async function sectionTables(
  context: ReportContext,
  sections: readonly SectionName[],
  total: MoneySums,
): Promise<Omit<SectionTables, "drivers">> {
  const has = (section: SectionName) => sections.includes(section);
  const service = has("serviceLists") ? await serviceLists(context) : { lists: [], customers: [] };
  const renewals = has("expectedRenewals") ? await expectedTables(context) : { expected: [], due: [] };
  const foretold = has("predictions") ? await predictionTables(context) : { ahead: [], tests: [] };
  const reconciled = has("reconciliation") ? await monthsOf(context) : [];
  return {
    statementParts: has("statementParts") ? await statementPartRows(context, total) : [],
    rfmGroups: has("rfm") ? await rfmGroups(context) : [],
    sharedTraits: has("sharedTraits") ? await sharedTraits(context) : [],
    serviceLists: service.lists,
    serviceCustomers: service.customers,
    rhythms: has("rhythm") ? await rhythmRows(context) : [],
    expectedRenewals: renewals.expected,
    dueRenewals: renewals.due,
    uncostedVariants: has("costCoverage") ? await uncostedVariants(context) : [],
    reconciliation: reconciled.map(reconciliationRow),
    reconciliationCauses: reconciled.flatMap(causeRows),
    predictions: foretold.ahead,
    predictionTests: foretold.tests,
  };
}

async function uncostedVariants({ client, scope }: ReportContext): Promise<UncostedVariantRow[]> {
  return (await listUncostedSales(client, scope)).map((of) => ({
    ...of,
    variantId: of.variantId === null ? null : `gid://shopify/ProductVariant/${of.variantId}`,
  }));
}

/** The months of the report's period beside Shopify's report as it was last read, the oldest first. A filter has no say: Shopify's report has none. */
async function monthsOf({ client, shop, scope }: ReportContext): Promise<ReconciledMonth[]> {
  const reading = await readReading(client, scope.shopId, "sales");
  const query = { clock: scope.clock, switches: scope.switches, now: scope.asOf };
  const { months } = await reconciledMonths(client, shop, query, reading);
  const { start, end } = scope.period;
  return months.filter(({ month }) => month >= start.slice(0, 7) && `${month}-01` < end).toReversed();
}

function reconciliationRow({ month, equal, ours, shopify, difference }: ReconciledMonth): ReconciliationRow {
  const amount = (of: ReconciledFigures, figure: ReconciledFigure) => {
    const value = of[figure];
    return value === null ? null : minor(value);
  };
  return {
    month,
    equal,
    netSales: amount(ours, "netSales"),
    shopifyNetSales: amount(shopify, "netSales"),
    netSalesDifference: amount(difference, "netSales"),
    totalSales: amount(ours, "totalSales"),
    shopifyTotalSales: amount(shopify, "totalSales"),
    totalSalesDifference: amount(difference, "totalSales"),
    orders: ours.orders,
    shopifyOrders: shopify.orders,
    ordersDifference: difference.orders,
  };
}

const causeRows = ({ month, causes }: ReconciledMonth): ReconciliationCauseRow[] =>
  causes.map(({ cause, amounts }) => ({ month, cause, ...amounts }));
