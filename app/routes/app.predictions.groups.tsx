import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { ScoreGroupsPage } from "~/components/predictions/ScoreGroupsPage";
import { groupChoice } from "~/components/predictions/scoreQuery";
import { scoreGroupReport } from "~/reports/scoreGroupReport.server";
import { requireShop } from "~/shopify/requireShop.server";

export async function loader({ request }: LoaderFunctionArgs) {
  const { shop } = await requireShop(request);
  const search = new URL(request.url).searchParams;
  return scoreGroupReport(shop.shopId, { by: groupChoice(search), asOf: new Date() });
}

export default function ScoreGroups() {
  return <ScoreGroupsPage report={useLoaderData<typeof loader>()} />;
}
