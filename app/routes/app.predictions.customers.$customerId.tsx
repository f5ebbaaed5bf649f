import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { CustomerScorePage } from "~/components/predictions/CustomerScorePage";
import { customerScoreReport } from "~/reports/scoreReport.server";
import { requireShop } from "~/shopify/requireShop.server";

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { shop } = await requireShop(request);
  const customerId = params.customerId ?? "";
  if (!/^-?\d{1,18}$/.test(customerId)) throw new Response(null, { status: 404 });
  const report = await customerScoreReport(shop.shopId, { customerId, asOf: new Date() });
  if (!report) throw new Response(null, { status: 404 });
  return report;
}

export default function CustomerScoreRoute() {
  return <CustomerScorePage report={useLoaderData<typeof loader>()} />;
}
