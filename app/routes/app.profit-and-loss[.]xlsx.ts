import type { LoaderFunctionArgs } from "@remix-run/node";
import { localDay } from "~/analytics/period";
import { statementAddress } from "~/components/profit/statementAddress";
import { statementXlsx } from "~/exports/statementFile";
import { statementReport } from "~/reports/statementReport.server";
import { requireShop } from "~/shopify/requireShop.server";

const XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/** The statement as the page shows it, as a spreadsheet. */
export async function loader({ request }: LoaderFunctionArgs) {
  const { shop, language } = await requireShop(request);
  const asOf = new Date();
  const { asked } = statementAddress(new URL(request.url).searchParams, localDay(asOf, shop.timeZone), asOf);
  const file = await statementXlsx(await statementReport(shop.shopId, asked), language);
  return new Response(new Uint8Array(file), { headers: { "Content-Type": XLSX } });
}
