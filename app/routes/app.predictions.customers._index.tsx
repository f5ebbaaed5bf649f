import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { pageOf } from "~/components/figures/paging";
import { ScoreListPage } from "~/components/predictions/ScoreListPage";
import { scoreListReport } from "~/reports/scoreReport.server";
import { requireShop } from "~/shopify/requireShop.server";

export async function loader({ request }: LoaderFunctionArgs) {
  const { shop } = await requireShop(request);
  return scoreListReport(shop.shopId, { page: pageOf(new URL(request.url).searchParams), asOf: new Date() });
}

export default function Scores() {
  return <ScoreListPage report={useLoaderData<typeof loader>()} />;
}
