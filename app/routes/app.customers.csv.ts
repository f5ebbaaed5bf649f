import type { LoaderFunctionArgs } from "@remix-run/node";
import { customersQuery } from "~/components/customers/customersQuery";
import { customersCsv } from "~/exports/customersCsv";
import { customersReport } from "~/reports/customersReport.server";
import { requireShop } from "~/shopify/requireShop.server";

/** All customers of the list that the address asks for, as a file. */
export async function loader({ request }: LoaderFunctionArgs) {
  const { shop } = await requireShop(request);
  const query = customersQuery(new URL(request.url).searchParams);
  const csv = customersCsv(await customersReport(shop.shopId, { ...query, pageSize: null, asOf: new Date() }));
  return new Response(csv, { headers: { "Content-Type": "text/csv; charset=utf-8" } });
}
