import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { pageOf } from "~/components/figures/paging";
import { chosenIn } from "~/components/filter/chosenIn";
import { LifecycleListPage } from "~/components/lifecycle/LifecycleListPage";
import { LIFECYCLE_LISTS } from "~/data/customerTasks.server";
import { lifecycleListReport } from "~/reports/lifecycleLists.server";
import { requireShop } from "~/shopify/requireShop.server";

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { shop } = await requireShop(request);
  const list = LIFECYCLE_LISTS.find((known) => known === params.list);
  if (!list) throw new Response(null, { status: 404 });
  const search = new URL(request.url).searchParams;
  return lifecycleListReport(shop.shopId, { list, page: pageOf(search), ...chosenIn(search), asOf: new Date() });
}

export default function LifecycleListRoute() {
  return <LifecycleListPage report={useLoaderData<typeof loader>()} />;
}
