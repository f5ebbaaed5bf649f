import type { LoaderFunctionArgs } from "@remix-run/node";
import { toSyncView } from "~/components/sync/toSyncView";
import { requireShop } from "~/shopify/requireShop.server";
import { syncProgress } from "~/sync/progress.server";

/** How far the import is; the first page asks again while it runs. */
export async function loader({ request }: LoaderFunctionArgs) {
  const { shop } = await requireShop(request);
  return toSyncView(await syncProgress(shop.shopId));
}
