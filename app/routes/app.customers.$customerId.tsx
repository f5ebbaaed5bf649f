import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { CustomerPage } from "~/components/customers/CustomerPage";
import { customerReport } from "~/reports/customerReport.server";
import { requireShop } from "~/shopify/requireShop.server";

export async function loader({ request, params: { customerId = "" } }: LoaderFunctionArgs) {
  const { shop } = await requireShop(request);
  const report = /^\d+$/.test(customerId) ? await customerReport(shop.shopId, customerId, { asOf: new Date() }) : null;
  if (!report) throw new Response(null, { status: 404 });
  return report;
}

export default function Customer() {
  return <CustomerPage report={useLoaderData<typeof loader>()} />;
}
