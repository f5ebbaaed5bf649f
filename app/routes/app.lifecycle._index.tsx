import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { chosenIn } from "~/components/filter/chosenIn";
import { LifecyclePage } from "~/components/lifecycle/LifecyclePage";
import { lifecycleReport } from "~/reports/lifecycleReport.server";
import { requireShop } from "~/shopify/requireShop.server";

export async function loader({ request }: LoaderFunctionArgs) {
  const { shop } = await requireShop(request);
  const { rows: _, ...report } = await lifecycleReport(shop.shopId, {
    ...chosenIn(new URL(request.url).searchParams),
    asOf: new Date(),
  });
  return report;
}

export default function Lifecycle() {
  return <LifecyclePage report={useLoaderData<typeof loader>()} />;
}
