import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { DeliveriesPage } from "~/components/deliveries/DeliveriesPage";
import { toDeliveryEntry } from "~/components/reports/toDeliveryEntry";
import { ADDRESS_ALERTS, listAlerts, resolveAlert } from "~/data/alerts.server";
import { listDeliveries } from "~/data/deliveries.server";
import { countDeliveries } from "~/data/deliveryLog.server";
import { requireShop } from "~/shopify/requireShop.server";

const SIZE = 50;

export async function loader({ request }: LoaderFunctionArgs) {
  const { shop } = await requireShop(request);
  const asked = z.coerce
    .number()
    .int()
    .min(1)
    .max(100_000)
    .catch(1)
    .parse(new URL(request.url).searchParams.get("page"));
  const [count, alerts] = await Promise.all([countDeliveries(shop.shopId), listAlerts(shop.shopId)]);
  const pages = Math.max(1, Math.ceil(count / SIZE));
  const page = Math.min(asked, pages);
  const deliveries = await listDeliveries(shop.shopId, { limit: SIZE, offset: (page - 1) * SIZE });
  return {
    deliveries: deliveries.map(toDeliveryEntry),
    page,
    pages,
    alerts: ADDRESS_ALERTS.flatMap((code) =>
      alerts.filter((alert) => alert.code === code).map(({ detail }) => ({ code, addresses: detail })),
    ),
  };
}

/** The merchant has taken note of an alert about addresses. */
export async function action({ request }: ActionFunctionArgs) {
  const { shop } = await requireShop(request);
  const { code } = z.object({ code: z.enum(ADDRESS_ALERTS) }).parse(await request.json());
  await resolveAlert(shop.shopId, code, new Date());
  return null;
}

export default function Deliveries() {
  return <DeliveriesPage view={useLoaderData<typeof loader>()} />;
}
