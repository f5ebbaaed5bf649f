import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { ReportsPage } from "~/components/reports/ReportsPage";
import { toDeliveryEntry } from "~/components/reports/toDeliveryEntry";
import { toScheduleSummaries } from "~/components/reports/toScheduleSummary";
import { listDeliveries } from "~/data/deliveries.server";
import { listOutcomes } from "~/data/scheduleOutcomes.server";
import { listArchived, listSchedules } from "~/data/schedules.server";
import { requireShop } from "~/shopify/requireShop.server";

export async function loader({ request }: LoaderFunctionArgs) {
  const {
    shop: { shopId },
  } = await requireShop(request);
  const [schedules, outcomes, archived, deliveries] = await Promise.all([
    listSchedules(shopId),
    listOutcomes(shopId),
    listArchived(shopId),
    listDeliveries(shopId),
  ]);
  return {
    schedules: toScheduleSummaries(schedules, outcomes),
    archived: archived.length,
    deliveries: deliveries.map(toDeliveryEntry),
  };
}

export default function Reports() {
  return <ReportsPage view={useLoaderData<typeof loader>()} />;
}
