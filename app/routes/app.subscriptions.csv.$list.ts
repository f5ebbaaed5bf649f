import type { LoaderFunctionArgs } from "@remix-run/node";
import { expectedChoice, stateChoice } from "~/components/subscriptions/subscriptionQuery";
import { expectedCsv, mrrMonthsCsv, subscriptionsCsv } from "~/exports/subscriptionsCsv";
import { expectedReport, subscriptionListReport } from "~/reports/subscriptionLists.server";
import { mrrReport } from "~/reports/subscriptionReport.server";
import { requireShop } from "~/shopify/requireShop.server";

/** The months of MRR, the subscriptions of a state, or the renewals that are due, as a file. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  const { shop } = await requireShop(request);
  const csv = await csvOf(shop.shopId, params.list, new URL(request.url).searchParams);
  if (csv === null) throw new Response(null, { status: 404 });
  return new Response(csv, { headers: { "Content-Type": "text/csv; charset=utf-8" } });
}

async function csvOf(shopId: bigint, list: string | undefined, search: URLSearchParams): Promise<string | null> {
  const all = { asOf: new Date(), pageSize: null };
  switch (list) {
    case "months":
      return mrrMonthsCsv(await mrrReport(shopId, all));
    case "list":
      return subscriptionsCsv(await subscriptionListReport(shopId, { ...all, state: stateChoice(search) }));
    case "expected":
      return expectedCsv(await expectedReport(shopId, { ...all, ...expectedChoice(search) }));
    default:
      return null;
  }
}
