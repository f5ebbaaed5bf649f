import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { CohortForecastPage } from "~/components/predictions/CohortForecastPage";
import { cohortForecastReport } from "~/reports/cohortForecastReport.server";
import { requireShop } from "~/shopify/requireShop.server";

export async function loader({ request }: LoaderFunctionArgs) {
  const { shop } = await requireShop(request);
  return cohortForecastReport(shop.shopId, { asOf: new Date() });
}

export default function CohortForecasts() {
  return <CohortForecastPage report={useLoaderData<typeof loader>()} />;
}
