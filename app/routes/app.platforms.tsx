import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { localDay } from "~/analytics/period";
import { ATTRIBUTIONS } from "~/analytics/platforms";
import { chosenIn } from "~/components/filter/chosenIn";
import { periodQuery } from "~/components/period/periodQuery";
import { PlatformPage } from "~/components/platforms/PlatformPage";
import { platformReport } from "~/reports/platformReport.server";
import { requireShop } from "~/shopify/requireShop.server";

export async function loader({ request }: LoaderFunctionArgs) {
  const { shop } = await requireShop(request);
  const asOf = new Date();
  const search = new URL(request.url).searchParams;
  const query = periodQuery(search, localDay(asOf, shop.timeZone), {
    choice: "last30Days",
    comparison: "previousPeriod",
  });
  const { period, compared, clock } = query;
  const attribution = ATTRIBUTIONS.find((name) => name === search.get("attribution")) ?? "lastTouch";
  return {
    query,
    report: await platformReport(shop.shopId, {
      period,
      comparison: compared,
      clock,
      asOf,
      attribution,
      ...chosenIn(search),
    }),
  };
}

export default function Platforms() {
  return <PlatformPage {...useLoaderData<typeof loader>()} />;
}
