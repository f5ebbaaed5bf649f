import type { LoaderFunctionArgs } from "@remix-run/node";
import { listSkuCosts } from "~/data/costEntries.server";
import { costsCsv } from "~/data/costsCsv.server";
import { requireShop } from "~/shopify/requireShop.server";

/** The shop's own costs as the file that can be imported again. */
export async function loader({ request }: LoaderFunctionArgs) {
  const { shop } = await requireShop(request);
  const csv = costsCsv(await listSkuCosts(shop.shopId), shop);
  return new Response(csv, { headers: { "Content-Type": "text/csv; charset=utf-8" } });
}
