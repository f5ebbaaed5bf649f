import type { LoaderFunctionArgs } from "@remix-run/node";
import { localDay } from "~/analytics/period";
import { statementAddress } from "~/components/profit/statementAddress";
import { statementCsv } from "~/exports/statementFile";
import { statementReport } from "~/reports/statementReport.server";
import { requireShop } from "~/shopify/requireShop.server";

/** The statement as the page shows it, as CSV. */
export async function loader({ request }: LoaderFunctionArgs) {
  const { shop, language } = await requireShop(request);
  const asOf = new Date();
  const { asked } = statementAddress(new URL(request.url).searchParams, localDay(asOf, shop.timeZone), asOf);
  const csv = statementCsv(await statementReport(shop.shopId, asked), language);
  return new Response(csv, { headers: { "Content-Type": "text/csv; charset=utf-8" } });
}
