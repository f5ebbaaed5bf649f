import type { LoaderFunctionArgs } from "@remix-run/node";
import { chosenIn } from "~/components/filter/chosenIn";
import { LIFECYCLE_LISTS } from "~/data/customerTasks.server";
import { lifecycleListCsv } from "~/exports/customersCsv";
import { lifecycleListReport } from "~/reports/lifecycleLists.server";
import { requireShop } from "~/shopify/requireShop.server";

/** A list of the lifecycle as a file. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  const { shop } = await requireShop(request);
  const list = LIFECYCLE_LISTS.find((known) => known === params.list);
  if (!list) throw new Response(null, { status: 404 });
  const query = { list, pageSize: null, ...chosenIn(new URL(request.url).searchParams), asOf: new Date() };
  const csv = lifecycleListCsv(await lifecycleListReport(shop.shopId, query));
  return new Response(csv, { headers: { "Content-Type": "text/csv; charset=utf-8" } });
}
