import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { CohortPage } from "~/components/cohorts/CohortPage";
import { MEASURE_NAMES } from "~/components/cohorts/measures";
import { cohortReport } from "~/reports/cohortReport.server";
import { requireShop } from "~/shopify/requireShop.server";

export async function loader({ request }: LoaderFunctionArgs) {
  const { shop } = await requireShop(request);
  const asked = new URL(request.url).searchParams.get("measure");
  const measure = MEASURE_NAMES.find((name) => name === asked) ?? "lifetimeValue";
  return { measure, report: await cohortReport(shop.shopId, { asOf: new Date() }) };
}

export default function LifetimeValue() {
  return <CohortPage {...useLoaderData<typeof loader>()} />;
}
