import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { SharesPage, type SharesView } from "~/components/shared/SharesPage";
import type { ShareAnswer } from "~/components/shared/shareEntry";
import { listSchedules } from "~/data/schedules.server";
import { listShares, MOST_OPEN, revokeShare } from "~/data/shares.server";
import { ShareInput, share, shareEntry } from "~/jobs/shareLinks.server";
import { requireShop } from "~/shopify/requireShop.server";

export async function loader({ request }: LoaderFunctionArgs): Promise<SharesView> {
  const { shop } = await requireShop(request);
  const [shares, schedules] = await Promise.all([listShares(shop.shopId, {}, new Date()), listSchedules(shop.shopId)]);
  return {
    shares: shares.map((one) => shareEntry(shop.shopId, one)),
    choices: schedules.map(({ scheduleId, title }) => ({ value: `schedule:${scheduleId}`, label: title })),
  };
}

/** Makes or withdraws a link, here and from the page of a delivery. */
export async function action({ request }: ActionFunctionArgs): Promise<ShareAnswer> {
  const { shop, userId } = await requireShop(request);
  const input = ShareInput.parse(await request.json());
  if (input.intent === "revoke") return { revoked: await revokeShare(shop.shopId, input.shareId, new Date()) };
  return { created: await share(shop.shopId, input, userId, new Date()), most: MOST_OPEN };
}

export default function Shares() {
  return <SharesPage view={useLoaderData<typeof loader>()} />;
}
