import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { localDay } from "~/analytics/period";
import { periodQuery } from "~/components/period/periodQuery";
import { ProfitPage } from "~/components/profit/ProfitPage";
import { profitAndLossReport } from "~/reports/profitAndLossReport.server";
import { requireShop } from "~/shopify/requireShop.server";

export async function loader({ request }: LoaderFunctionArgs) {
  const { shop } = await requireShop(request);
  const asOf = new Date();
  const query = periodQuery(new URL(request.url).searchParams, localDay(asOf, shop.timeZone), {
    choice: "last12Months",
    comparison: "none",
  });
  const { period, compared, clock } = query;
  return { query, report: await profitAndLossReport(shop.shopId, { period, comparison: compared, clock, asOf }) };
}

export default function ProfitAndLoss() {
  return <ProfitPage {...useLoaderData<typeof loader>()} />;
}
