import { DIALECTS } from "~/analytics/dialectRegistry";
import { minor } from "~/analytics/money";
import type { Day } from "~/analytics/period";
import type { Shop } from "~/data/shops.server";
import { HISTORY_ENDS } from "../store/trade";

/** What a page's loader does for a shop. */
export interface Page {
  readonly name: string;
  readonly load: () => Promise<unknown>;
}

/** The moment at which all pages are looked at: the end of the generated history. */
export const NOW = new Date(HISTORY_ENDS);

/** A number that nothing comes to. */
const TYPED = { amount: minor(123_456_789), within: minor(0) };

/** Every page with figures, as its route loads it when the address says nothing. */
export async function pagesOf(shopId: bigint): Promise<readonly Page[]> {
  const { getShop } = await import("~/data/shops.server");
  const { loadHome } = await import("~/routes/app._index/load.server");
  const shop = await getShop(shopId);
  const nothing = new URLSearchParams();
  return [
    { name: "home", load: () => loadHome(shop, [], nothing, NOW) },
    ...(await periodPages(shop)),
    ...(await customerPages(shopId)),
  ];
}

/** Pages about a period: the last twelve months. */
async function periodPages({ shopId, timeZone }: Shop): Promise<readonly Page[]> {
  const { localDay } = await import("~/analytics/period");
  const { periodQuery } = await import("~/components/period/periodQuery");
  const { statementAddress } = await import("~/components/profit/statementAddress");
  const { statementReport } = await import("~/reports/statementReport.server");
  const { statementParts } = await import("~/reports/statementParts.server");
  const { dialectReport } = await import("~/reports/dialectReport.server");
  const { productReport } = await import("~/reports/productReport.server");
  const { platformReport } = await import("~/reports/platformReport.server");
  const { explainReport } = await import("~/reports/explainReport.server");
  const { reconciliationReport } = await import("~/reports/reconciliation.server");
  const today: Day = localDay(NOW, timeZone);
  const nothing = new URLSearchParams();
  const { period, clock } = periodQuery(nothing, today, { choice: "last12Months", comparison: "none" });
  const asked = { period, comparison: null, clock, asOf: NOW };
  const [, dialect = DIALECTS[0]] = DIALECTS;
  if (!dialect) throw new Error("expected another app in the registry");
  const statement = statementAddress(nothing, today, NOW).asked;
  return [
    { name: "profit and loss", load: () => statementReport(shopId, statement) },
    { name: "profit by channel", load: () => statementReport(shopId, { ...asked, axis: "channel" }) },
    {
      name: "parts of COGS",
      load: () => statementParts(shopId, { ...asked, axis: "month", metric: "cogs", by: "productType" }),
    },
    { name: "compare with another app", load: () => dialectReport(shopId, { ...asked, dialect, typed: null }) },
    {
      name: "explain another app’s number",
      load: () => dialectReport(shopId, { ...asked, dialect, typed: { figure: TYPED, metric: null } }),
    },
    { name: "products", load: () => productReport(shopId, { ...asked, allocation: "price" }) },
    { name: "platforms", load: () => platformReport(shopId, { ...asked, attribution: "lastTouch" }) },
    { name: "explain net sales", load: () => explainReport(shopId, { ...asked, metric: "netSales" }) },
    { name: "reconciliation", load: () => reconciliationReport(shopId, { clock, switches: null, now: NOW }) },
  ];
}

/** Pages about customers over the whole history. */
async function customerPages(shopId: bigint): Promise<readonly Page[]> {
  const { cohortChoices } = await import("~/components/cohorts/cohortChoices");
  const { customersQuery } = await import("~/components/customers/customersQuery");
  const { cohortReport } = await import("~/reports/cohortReport.server");
  const { customersReport } = await import("~/reports/customersReport.server");
  const { customerReport } = await import("~/reports/customerReport.server");
  const { rfmReport } = await import("~/reports/rfmReport.server");
  const { traitsReport } = await import("~/reports/customerTraits.server");
  const { lifecycleReport } = await import("~/reports/lifecycleReport.server");
  const { lifecycleListReport, rhythmReport } = await import("~/reports/lifecycleLists.server");
  const nothing = new URLSearchParams();
  const customerId = await someCustomer(shopId);
  return [
    { name: "lifetime value", load: () => cohortReport(shopId, { ...cohortChoices(nothing), asOf: NOW }) },
    { name: "customers", load: () => customersReport(shopId, { ...customersQuery(nothing), asOf: NOW }) },
    { name: "one customer", load: () => customerReport(shopId, customerId, { asOf: NOW }) },
    { name: "RFM groups", load: () => rfmReport(shopId, { asOf: NOW }) },
    { name: "shared traits", load: () => traitsReport(shopId, { asOf: NOW }) },
    { name: "lifecycle", load: () => lifecycleReport(shopId, { asOf: NOW }) },
    { name: "win back", load: () => lifecycleListReport(shopId, { list: "winBack", asOf: NOW }) },
    { name: "replenishment", load: () => lifecycleListReport(shopId, { list: "replenishment", asOf: NOW }) },
    { name: "cross-sell", load: () => lifecycleListReport(shopId, { list: "crossSell", asOf: NOW }) },
    { name: "rhythm", load: () => rhythmReport(shopId, { asOf: NOW }) },
  ];
}

/** The customer with the most orders. */
async function someCustomer(shopId: bigint): Promise<string> {
  const { withShopClient } = await import("~/db.server");
  const { rows } = await withShopClient(shopId, (client) =>
    client.query<{ id: string }>(
      `SELECT customer_id::text AS id FROM orders WHERE shop_id = $1 AND customer_id IS NOT NULL
       GROUP BY customer_id ORDER BY count(*) DESC, customer_id LIMIT 1`,
      [String(shopId)],
    ),
  );
  const [first] = rows;
  if (!first) throw new Error("the shop has no customers");
  return first.id;
}
