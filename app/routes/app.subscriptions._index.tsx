import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { MrrPage } from "~/components/subscriptions/MrrPage";
import { mrrReport } from "~/reports/subscriptionReport.server";
import { requireShop } from "~/shopify/requireShop.server";

export async function loader({ request }: LoaderFunctionArgs) {
  const { shop } = await requireShop(request);
  return mrrReport(shop.shopId, { asOf: new Date() });
}

export default function Subscriptions() {
  return <MrrPage report={useLoaderData<typeof loader>()} />;
}
