import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { localDay } from "~/analytics/period";
import { CohortPage } from "~/components/cohorts/CohortPage";
import { cohortChoices } from "~/components/cohorts/cohortChoices";
import { chosenIn } from "~/components/filter/chosenIn";
import { cohortReport } from "~/reports/cohortReport.server";
import { requireShop } from "~/shopify/requireShop.server";

export async function loader({ request }: LoaderFunctionArgs) {
  const { shop } = await requireShop(request);
  const search = new URL(request.url).searchParams;
  const asOf = new Date();
  const report = await cohortReport(shop.shopId, {
    ...cohortChoices(search),
    asOf,
    ...chosenIn(search),
  });
  return { report, today: localDay(asOf, shop.timeZone) };
}

export default function LifetimeValue() {
  return <CohortPage {...useLoaderData<typeof loader>()} />;
}
