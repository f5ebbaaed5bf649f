import type { LoaderFunctionArgs } from "@remix-run/node";
import { z } from "zod";
import { FILTER_DIMENSIONS } from "~/analytics/filter";
import { Words } from "~/analytics/ids";
import { findFilterValues } from "~/data/filterValues.server";
import { requireShop } from "~/shopify/requireShop.server";

const Search = z.object({
  dimension: z.enum(FILTER_DIMENSIONS),
  text: Words.default(""),
  page: z.coerce.number().int().min(1).max(1000).default(1),
});

/** The values a filter can have, as its menu asks for them while somebody types. */
export async function loader({ request }: LoaderFunctionArgs) {
  const { shop } = await requireShop(request);
  const asked = Search.safeParse(Object.fromEntries(new URL(request.url).searchParams));
  if (!asked.success) throw new Response("The dimension is none of a filter's", { status: 400 });
  return { ...(await findFilterValues(shop.shopId, asked.data)), page: asked.data.page };
}
