import type { LoaderFunctionArgs } from "@remix-run/node";
import { localDay } from "~/analytics/period";
import { statementAddress } from "~/components/profit/statementAddress";
import { partsIn } from "~/components/profit/statementQuery";
import { PARTS } from "~/reports/statement";
import { statementParts } from "~/reports/statementParts.server";
import { requireShop } from "~/shopify/requireShop.server";

/** One row of the statement taken apart. */
export async function loader({ request }: LoaderFunctionArgs) {
  const { shop } = await requireShop(request);
  const asOf = new Date();
  const search = new URL(request.url).searchParams;
  const wanted = partsIn(search);
  if (wanted === null || !PARTS[wanted.metric]?.includes(wanted.by)) throw new Response(null, { status: 404 });
  const { asked } = statementAddress(search, localDay(asOf, shop.timeZone), asOf);
  return { parts: await statementParts(shop.shopId, { ...asked, ...wanted }) };
}
