import type { LoaderFunctionArgs } from "@remix-run/node";
import { driversReport } from "~/reports/drivers.server";
import { requireShop } from "~/shopify/requireShop.server";
import { homeQuery } from "./app._index/load.server";

/** What drove the figures of the first page, which shows it as soon as it is told. */
export async function loader({ request }: LoaderFunctionArgs) {
  const { shop } = await requireShop(request);
  const { asked } = homeQuery(shop, new URL(request.url).searchParams, new Date());
  return driversReport(shop.shopId, asked);
}
