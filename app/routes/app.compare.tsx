import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { exponentOf } from "~/analytics/currencies";
import { localDay } from "~/analytics/period";
import { ComparePage } from "~/components/dialects/ComparePage";
import { compareQuery } from "~/components/dialects/compareQuery";
import { dialectReport } from "~/reports/dialectReport.server";
import { requireShop } from "~/shopify/requireShop.server";

export async function loader({ request }: LoaderFunctionArgs) {
  const { shop } = await requireShop(request);
  const asOf = new Date();
  const today = localDay(asOf, shop.timeZone);
  const { query, dialect } = compareQuery(new URL(request.url).searchParams, today, exponentOf(shop.currency));
  const { period, clock, typed, figure } = query;
  const asked = { asOf, period, clock, dialect, typed: typed && { figure: typed, metric: figure } };
  return { query, report: await dialectReport(shop.shopId, asked) };
}

export default function Compare() {
  return <ComparePage {...useLoaderData<typeof loader>()} />;
}
