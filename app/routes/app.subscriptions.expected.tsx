import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { pageOf } from "~/components/figures/paging";
import { ExpectedPage } from "~/components/subscriptions/ExpectedPage";
import { expectedChoice } from "~/components/subscriptions/subscriptionQuery";
import { expectedReport } from "~/reports/subscriptionLists.server";
import { requireShop } from "~/shopify/requireShop.server";

export async function loader({ request }: LoaderFunctionArgs) {
  const { shop } = await requireShop(request);
  const search = new URL(request.url).searchParams;
  return expectedReport(shop.shopId, { ...expectedChoice(search), page: pageOf(search), asOf: new Date() });
}

export default function Expected() {
  return <ExpectedPage report={useLoaderData<typeof loader>()} />;
}
