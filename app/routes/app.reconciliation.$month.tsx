import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { localDay, month } from "~/analytics/period";
import { switchesIn } from "~/analytics/switches";
import { periodQuery } from "~/components/period/periodQuery";
import { MonthPage } from "~/components/reconciliation/MonthPage";
import { reconciliationMonth } from "~/reports/reconciliation.server";
import { requireShop } from "~/shopify/requireShop.server";

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { shop, redirect } = await requireShop(request);
  const now = new Date();
  const search = new URL(request.url).searchParams;
  const query = periodQuery(search, localDay(now, shop.timeZone), { choice: "last12Months", comparison: "none" });
  const report = /^(19[7-9]\d|20\d\d)-(0[1-9]|1[0-2])$/.test(params.month ?? "")
    ? await reconciliationMonth(shop.shopId, month(params.month ?? ""), {
        clock: query.clock,
        switches: switchesIn(search),
        now,
      })
    : null;
  if (!report) throw redirect("/app/reconciliation");
  const kept = new URLSearchParams([...search].filter(([name]) => name === "clock" || name === "exclude"));
  return { query, back: `/app/reconciliation${kept.size === 0 ? "" : `?${kept}`}`, report };
}

export default function ReconciliationMonth() {
  return <MonthPage {...useLoaderData<typeof loader>()} />;
}
