import type { LoaderFunctionArgs } from "@remix-run/node";
import { listKnownCosts } from "~/data/costEntries.server";
import { costsCsv, uncostedCsv } from "~/data/costsCsv.server";
import { variantsWithoutCost } from "~/data/uncosted.server";
import { requireShop } from "~/shopify/requireShop.server";

/** The shop's own costs as the file that can be imported again; with `only=missing` what has no cost, to be filled in. */
export async function loader({ request }: LoaderFunctionArgs) {
  const { shop } = await requireShop(request);
  const csv =
    new URL(request.url).searchParams.get("only") === "missing"
      ? uncostedCsv((await variantsWithoutCost(shop.shopId, { limit: null })).variants, shop)
      : costsCsv(await listKnownCosts(shop.shopId, { limit: null }), shop);
  return new Response(csv, { headers: { "Content-Type": "text/csv; charset=utf-8" } });
}
