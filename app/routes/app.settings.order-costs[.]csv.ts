import type { LoaderFunctionArgs } from "@remix-run/node";
import { listShippingCosts, shippingCostsCsv } from "~/data/shippingCosts.server";
import { requireShop } from "~/shopify/requireShop.server";

/** Imported shipping costs as the file that can be imported again. */
export async function loader({ request }: LoaderFunctionArgs) {
  const { shop } = await requireShop(request);
  const csv = shippingCostsCsv(await listShippingCosts(shop.shopId), shop);
  return new Response(csv, { headers: { "Content-Type": "text/csv; charset=utf-8" } });
}
