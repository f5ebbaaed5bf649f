import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { day } from "~/analytics/period";
import { pageOf } from "~/components/figures/paging";
import { faultsOf } from "~/components/form/fault";
import { UnitCostForm } from "~/components/settings/costForms";
import { KnownCostsPage } from "~/components/settings/KnownCostsPage";
import { openCostChange } from "~/data/costChanges.server";
import { type CostSubject, listKnownCosts, saveUnitCosts } from "~/data/costEntries.server";
import { recost } from "~/jobs/costJobs.server";
import { enqueue } from "~/jobs/queue.server";
import { requireShop } from "~/shopify/requireShop.server";

const PAGE_SIZE = 50;

const Id = z.string().regex(/^\d+$/).transform(BigInt).nullable();
const Wish = z.discriminatedUnion("intent", [
  z.looseObject({ intent: z.literal("add") }),
  z.object({
    intent: z.literal("remove"),
    variantId: Id,
    productId: Id,
    sku: z.string().nullable(),
    validFrom: z.string().transform(day).nullable(),
  }),
]);

export async function loader({ request }: LoaderFunctionArgs) {
  const { shop } = await requireShop(request);
  const { searchParams } = new URL(request.url);
  const page = pageOf(searchParams);
  const search = searchParams.get("search") ?? "";
  const seen = searchParams.get("seen") === "1";
  const offset = (page - 1) * PAGE_SIZE;
  const found = await listKnownCosts(shop.shopId, { seen, search, limit: PAGE_SIZE + 1, offset });
  const costs = found.slice(0, PAGE_SIZE);
  return { costs, search, seen, page, more: found.length > PAGE_SIZE, open: await openCostChange(shop.shopId) };
}

export async function action({ request }: ActionFunctionArgs) {
  const { shop, userId } = await requireShop(request);
  const wish = Wish.parse(await request.json());
  const origin = { source: "form", by: userId } as const;
  if (wish.intent === "add") {
    const form = UnitCostForm(shop.currency).safeParse(wish);
    if (!form.success) return { faults: faultsOf(form.error) };
    const { sku, amount, validFrom } = form.data;
    await saveUnitCosts(shop.shopId, [{ subject: { sku }, amount, validFrom }], { ...origin, name: sku });
  } else {
    const entry = { subject: subjectOf(wish), amount: null, validFrom: wish.validFrom };
    await saveUnitCosts(shop.shopId, [entry], { ...origin, name: wish.sku });
  }
  await enqueue(recost, { shopId: shop.shopId });
  return { faults: {} };
}

/** What a stored cost is for: the SKU is told of a variant's cost as well. @throws Response 400 where it names nothing */
function subjectOf({
  variantId,
  productId,
  sku,
}: {
  readonly variantId: bigint | null;
  readonly productId: bigint | null;
  readonly sku: string | null;
}): CostSubject {
  if (variantId !== null) return { variantId };
  if (productId !== null) return { productId };
  if (sku !== null) return { sku };
  throw new Response("a cost: expected a variant, a product or a SKU", { status: 400 });
}

export default function KnownCosts() {
  return <KnownCostsPage view={useLoaderData<typeof loader>()} />;
}
