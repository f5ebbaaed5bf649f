import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { TraitsPage } from "~/components/customers/TraitsPage";
import { chosenIn } from "~/components/filter/chosenIn";
import { traitsReport } from "~/reports/customerTraits.server";
import { requireShop } from "~/shopify/requireShop.server";

export async function loader({ request }: LoaderFunctionArgs) {
  const { shop } = await requireShop(request);
  return traitsReport(shop.shopId, { ...chosenIn(new URL(request.url).searchParams), asOf: new Date() });
}

export default function Traits() {
  return <TraitsPage report={useLoaderData<typeof loader>()} />;
}
