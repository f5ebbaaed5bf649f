import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { ShopifyId } from "~/analytics/ids";
import { switchesIn } from "~/analytics/switches";
import { pageOf } from "~/components/figures/paging";
import { type LapsePointOutcome, RhythmPage } from "~/components/lifecycle/RhythmPage";
import { saveLapsePoint } from "~/data/customerRhythm.server";
import { rhythmReport } from "~/reports/lifecycleLists.server";
import { requireShop } from "~/shopify/requireShop.server";

const Wish = z.object({
  productId: ShopifyId,
  days: z.union([
    z.literal("").transform(() => null),
    z
      .string()
      .regex(/^\d{1,4}$/)
      .transform(Number)
      .pipe(z.number().min(1).max(3660)),
  ]),
});

export async function loader({ request }: LoaderFunctionArgs) {
  const { shop } = await requireShop(request);
  const search = new URL(request.url).searchParams;
  return rhythmReport(shop.shopId, { switches: switchesIn(search), page: pageOf(search), asOf: new Date() });
}

export async function action({ request }: ActionFunctionArgs): Promise<LapsePointOutcome> {
  const { shop } = await requireShop(request);
  const wish = Wish.safeParse(await request.json());
  if (!wish.success) return { saved: false };
  await saveLapsePoint(shop.shopId, BigInt(wish.data.productId), wish.data.days);
  return { saved: true };
}

export default function Rhythm() {
  return <RhythmPage report={useLoaderData<typeof loader>()} />;
}
