import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { GroupsPage } from "~/components/customers/GroupsPage";
import { chosenIn } from "~/components/filter/chosenIn";
import { rfmReport } from "~/reports/rfmReport.server";
import { requireShop } from "~/shopify/requireShop.server";

export async function loader({ request }: LoaderFunctionArgs) {
  const { shop } = await requireShop(request);
  return rfmReport(shop.shopId, { ...chosenIn(new URL(request.url).searchParams), asOf: new Date() });
}

export default function Groups() {
  return <GroupsPage report={useLoaderData<typeof loader>()} />;
}
