import { json, type LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { METRIC_NAMES } from "~/analytics/metrics/registry";
import { type Day, localDay } from "~/analytics/period";
import { ExplainPage } from "~/components/explain/ExplainPage";
import { AddressError, type ExplainQuery, explainQuery } from "~/components/explain/explainQuery";
import { explainReport } from "~/reports/explainReport.server";
import { requireShop } from "~/shopify/requireShop.server";

/** The orders behind a figure. @throws Response 404 that names what its address asks for and cannot be. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  const { shop } = await requireShop(request);
  const metric = METRIC_NAMES.find((name) => name === params.metric);
  if (!metric) throw new Response(null, { status: 404 });
  const asOf = new Date();
  const query = asked(new URL(request.url).searchParams, localDay(asOf, shop.timeZone));
  const { customerId, cohort, productId, platform, attribution, after } = query;
  const report = await explainReport(shop.shopId, { ...query, metric, asOf });
  return { report, customerId, cohort, productId, platform, attribution, isFurther: after !== null };
}

function asked(search: URLSearchParams, today: Day): ExplainQuery {
  try {
    return explainQuery(search, today);
  } catch (error) {
    if (error instanceof AddressError) throw json({ faults: error.faults }, { status: 404 });
    throw error;
  }
}

export default function Explain() {
  return <ExplainPage {...useLoaderData<typeof loader>()} />;
}
