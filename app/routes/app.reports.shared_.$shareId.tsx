import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { SharePage, type ShareView } from "~/components/shared/SharePage";
import { listShares, listViews } from "~/data/shares.server";
import { shareEntry } from "~/jobs/shareLinks.server";
import { requireShop } from "~/shopify/requireShop.server";

export async function loader({ request, params }: LoaderFunctionArgs): Promise<ShareView> {
  const { shop } = await requireShop(request);
  const shareId = z.uuid().safeParse(params.shareId).data;
  const [share] = shareId ? await listShares(shop.shopId, { shareId }, new Date()) : [];
  if (!share) throw new Response(null, { status: 404 });
  const { language, seesPersons, formats } = share;
  const views = await listViews(shop.shopId, share.shareId);
  return {
    share: { ...shareEntry(shop.shopId, share), language, seesPersons, formats },
    views: views.map(({ at, ...view }) => ({ ...view, at: at.toISOString() })),
  };
}

export default function Share() {
  return <SharePage view={useLoaderData<typeof loader>()} />;
}
