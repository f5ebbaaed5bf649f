import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { localDay } from "~/analytics/period";
import { ProfitPage } from "~/components/profit/ProfitPage";
import { statementAddress } from "~/components/profit/statementAddress";
import { statementReport } from "~/reports/statementReport.server";
import { requireShop } from "~/shopify/requireShop.server";

export async function loader({ request }: LoaderFunctionArgs) {
  const { shop } = await requireShop(request);
  const asOf = new Date();
  const search = new URL(request.url).searchParams;
  const { query, asked } = statementAddress(search, localDay(asOf, shop.timeZone), asOf);
  return { query, report: await statementReport(shop.shopId, asked) };
}

export default function ProfitAndLoss() {
  return <ProfitPage {...useLoaderData<typeof loader>()} />;
}
