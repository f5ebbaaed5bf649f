import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { CustomersPage } from "~/components/customers/CustomersPage";
import { customersQuery } from "~/components/customers/customersQuery";
import { chosenIn } from "~/components/filter/chosenIn";
import { customersReport } from "~/reports/customersReport.server";
import { requireShop } from "~/shopify/requireShop.server";

export async function loader({ request }: LoaderFunctionArgs) {
  const { shop } = await requireShop(request);
  const search = new URL(request.url).searchParams;
  const query = customersQuery(search);
  return { report: await customersReport(shop.shopId, { ...query, ...chosenIn(search), asOf: new Date() }), query };
}

export default function Customers() {
  return <CustomersPage view={useLoaderData<typeof loader>()} />;
}
