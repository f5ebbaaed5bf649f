import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { pageOf } from "~/components/figures/paging";
import { SubscriptionListPage } from "~/components/subscriptions/SubscriptionListPage";
import { stateChoice } from "~/components/subscriptions/subscriptionQuery";
import { subscriptionListReport } from "~/reports/subscriptionLists.server";
import { requireShop } from "~/shopify/requireShop.server";

export async function loader({ request }: LoaderFunctionArgs) {
  const { shop } = await requireShop(request);
  const search = new URL(request.url).searchParams;
  return subscriptionListReport(shop.shopId, { state: stateChoice(search), page: pageOf(search), asOf: new Date() });
}

export default function SubscriptionList() {
  return <SubscriptionListPage report={useLoaderData<typeof loader>()} />;
}
