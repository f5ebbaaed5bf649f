import type { LoaderFunctionArgs } from "@remix-run/node";
import { scoresCsv } from "~/exports/scoresCsv";
import { scoreListReport } from "~/reports/scoreReport.server";
import { requireShop } from "~/shopify/requireShop.server";

/** All customers' scores as a file. */
export async function loader({ request }: LoaderFunctionArgs) {
  const { shop } = await requireShop(request);
  const report = await scoreListReport(shop.shopId, { asOf: new Date(), pageSize: null });
  return new Response(scoresCsv(report), { headers: { "Content-Type": "text/csv; charset=utf-8" } });
}
