import { type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { CustomerId } from "~/analytics/ids";
import { CustomerPage } from "~/components/customers/CustomerPage";
import { customerReport, personOf } from "~/reports/customerReport.server";
import { customerScoreReport } from "~/reports/scoreReport.server";
import { requireShop } from "~/shopify/requireShop.server";

export async function loader({ request, params: { customerId = "" } }: LoaderFunctionArgs) {
  const { shop } = await requireShop(request);
  if (!CustomerId.safeParse(customerId).success) throw new Response(null, { status: 404 });
  const person = await personOf(shop.shopId, customerId);
  if (person !== customerId) throw redirect(`/app/customers/${person}${new URL(request.url).search}`);
  const report = await customerReport(shop.shopId, customerId, { asOf: new Date() });
  if (!report) throw new Response(null, { status: 404 });
  return { report, prediction: await customerScoreReport(shop.shopId, { customerId, asOf: new Date() }) };
}

export default function Customer() {
  return <CustomerPage {...useLoaderData<typeof loader>()} />;
}
