import type { LoaderFunctionArgs } from "@remix-run/node";
import { customersQuery } from "~/components/customers/customersQuery";
import { chosenIn } from "~/components/filter/chosenIn";
import { customersCsv } from "~/exports/customersCsv";
import { customersReport } from "~/reports/customersReport.server";
import { requireShop } from "~/shopify/requireShop.server";

/** All customers of the list that the address asks for, as a file. */
export async function loader({ request }: LoaderFunctionArgs) {
  const { shop } = await requireShop(request);
  const search = new URL(request.url).searchParams;
  const query = { ...customersQuery(search), ...chosenIn(search), pageSize: null };
  const csv = customersCsv(await customersReport(shop.shopId, { ...query, asOf: new Date() }));
  return new Response(csv, { headers: { "Content-Type": "text/csv; charset=utf-8" } });
}
