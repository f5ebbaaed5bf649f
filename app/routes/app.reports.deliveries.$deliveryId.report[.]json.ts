import type { LoaderFunctionArgs } from "@remix-run/node";
import { numbersOf } from "~/jobs/mailFiles.server";
import { requireShop } from "~/shopify/requireShop.server";

/** The report a mail was made from, as it was frozen. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  const { shop } = await requireShop(request);
  const report = await numbersOf(shop.shopId, params.deliveryId ?? "");
  if (report === null) throw new Response(null, { status: 404 });
  return new Response(JSON.stringify(report, null, 2), {
    headers: { "Content-Type": "application/json", "Content-Disposition": "attachment; filename=report.json" },
  });
}
