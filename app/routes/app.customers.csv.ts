import type { LoaderFunctionArgs } from "@remix-run/node";
import { customersQuery } from "~/components/customers/customersQuery";
import { chosenIn } from "~/components/filter/chosenIn";
import { customersCsv } from "~/exports/customersCsv";
import { predictedCustomersCsv } from "~/exports/scoresCsv";
import { customersReport } from "~/reports/customersReport.server";
import { predictedCustomersReport } from "~/reports/predictedCustomers.server";
import { requireShop } from "~/shopify/requireShop.server";

/** All customers of the list that the address asks for, as a file. */
export async function loader({ request }: LoaderFunctionArgs) {
  const { shop } = await requireShop(request);
  const search = new URL(request.url).searchParams;
  if (search.get("value") === "predicted") {
    const report = await predictedCustomersReport(shop.shopId, { asOf: new Date(), pageSize: null });
    return new Response(predictedCustomersCsv(report), { headers: { "Content-Type": "text/csv; charset=utf-8" } });
  }
  const query = { ...customersQuery(search), ...chosenIn(search), pageSize: null };
  const csv = customersCsv(await customersReport(shop.shopId, { ...query, asOf: new Date() }));
  return new Response(csv, { headers: { "Content-Type": "text/csv; charset=utf-8" } });
}
