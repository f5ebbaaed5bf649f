import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { localDay } from "~/analytics/period";
import { RECONCILED } from "~/analytics/reconciliation";
import { switchesIn } from "~/analytics/switches";
import { periodQuery } from "~/components/period/periodQuery";
import { ReconciliationPage } from "~/components/reconciliation/ReconciliationPage";
import { bringForward } from "~/data/shopTasks.server";
import { enqueue } from "~/jobs/queue.server";
import { doTask } from "~/jobs/syncJobs.server";
import { reconciliationReport } from "~/reports/reconciliation.server";
import { requireShop } from "~/shopify/requireShop.server";

export async function loader({ request }: LoaderFunctionArgs) {
  const { shop } = await requireShop(request);
  const now = new Date();
  const search = new URL(request.url).searchParams;
  const query = periodQuery(search, localDay(now, shop.timeZone), { choice: "last12Months", comparison: "none" });
  const report = await reconciliationReport(shop.shopId, { clock: query.clock, switches: switchesIn(search), now });
  const figure = RECONCILED.find((name) => name === search.get("figure")) ?? "netSales";
  return { query, figure, search: linkSearch(search), report };
}

/** What a link to a month takes along: the clock and the switches. */
function linkSearch(search: URLSearchParams): string {
  const kept = new URLSearchParams([...search].filter(([name]) => name === "clock" || name === "exclude"));
  return kept.size === 0 ? "" : `?${kept}`;
}

/** Compares now, in a process that works. */
export async function action({ request }: ActionFunctionArgs) {
  const { shop } = await requireShop(request);
  const planned = await bringForward(shop.shopId, "readReports", new Date());
  if (planned) await enqueue(doTask, { shopId: shop.shopId, task: "readReports" });
  return { planned };
}

export default function Reconciliation() {
  return <ReconciliationPage view={useLoaderData<typeof loader>()} />;
}
