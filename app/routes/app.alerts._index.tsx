import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { AlertsPage, type AlertsView } from "~/components/alerts/AlertsPage";
import { mayBeSentTo } from "~/data/consents.server";
import { listLastNotices } from "~/data/metricNotices.server";
import { listWatches } from "~/data/metricWatches.server";
import { newestDay, watchPasts } from "~/reports/watchReport.server";
import { requireShop } from "~/shopify/requireShop.server";

export async function loader({ request }: LoaderFunctionArgs): Promise<AlertsView> {
  const { shop } = await requireShop(request);
  const now = new Date();
  const [watches, notices] = await Promise.all([listWatches(shop.shopId), listLastNotices(shop.shopId)]);
  const pasts = watches.length === 0 ? [] : await watchPasts(shop.shopId, watches, newestDay(now, shop.timeZone), now);
  return {
    watches: watches.map(({ watchId, rule, pausedAt, recipients }, index) => {
      const notice = notices.get(watchId);
      return {
        watchId,
        rule,
        paused: pausedAt !== null,
        past: pasts[index] ?? { points: [], newest: null },
        hasReaders: recipients.some(mayBeSentTo),
        lastNotice: notice ? { at: notice.createdAt.toISOString(), deliveryId: notice.deliveryId } : null,
      };
    }),
  };
}

export default function Alerts() {
  return <AlertsPage view={useLoaderData<typeof loader>()} />;
}
