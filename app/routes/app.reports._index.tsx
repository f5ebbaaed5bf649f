import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { ReportsPage } from "~/components/reports/ReportsPage";
import { toDeliveryEntry } from "~/components/reports/toDeliveryEntry";
import { listDeliveries } from "~/data/deliveries.server";
import { listSchedules } from "~/data/schedules.server";
import { requireShop } from "~/shopify/requireShop.server";

export async function loader({ request }: LoaderFunctionArgs) {
  const { shop } = await requireShop(request);
  const [schedules, deliveries] = await Promise.all([listSchedules(shop.shopId), listDeliveries(shop.shopId)]);
  return {
    schedules: schedules.map(({ scheduleId, title, rhythm, recipients, pausedAt, nextSlotAt }) => ({
      scheduleId,
      title,
      frequency: rhythm.frequency,
      localTime: rhythm.localTime,
      recipients: recipients.length,
      paused: pausedAt !== null,
      nextAt: nextSlotAt.toISOString(),
    })),
    deliveries: deliveries.map(toDeliveryEntry),
  };
}

export default function Reports() {
  return <ReportsPage view={useLoaderData<typeof loader>()} />;
}
