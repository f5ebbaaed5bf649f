import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { lastPage, pageOf } from "~/components/figures/paging";
import { type CsvOutcome, previewOf } from "~/components/form/csvOutcome";
import { type Faults, faultsOf } from "~/components/form/fault";
import { DecimalText } from "~/components/form/numbers";
import { CostsPage } from "~/components/settings/CostsPage";
import { DayText } from "~/components/settings/costForms";
import { openCostChange } from "~/data/costChanges.server";
import { saveUnitCosts, type UnitCostEntry } from "~/data/costEntries.server";
import { parseCostsCsv } from "~/data/costsCsv.server";
import type { Shop } from "~/data/shops.server";
import { monthsOfUncosted, variantsWithoutCost } from "~/data/uncosted.server";
import { unknownSkus } from "~/data/unknownSkus.server";
import { recost } from "~/jobs/costJobs.server";
import { enqueue } from "~/jobs/queue.server";
import { requireShop } from "~/shopify/requireShop.server";

const PAGE_SIZE = 50;

const Typed = (currency: string) =>
  z.object({ costs: z.record(z.string(), DecimalText(currency, "each")), validFrom: DayText });
const Wish = z.discriminatedUnion("intent", [
  z.object({ intent: z.literal("save"), costs: z.unknown(), validFrom: z.unknown() }),
  z.object({ intent: z.enum(["previewCosts", "importCosts"]), csv: z.string(), name: z.string() }),
]);

export async function loader({ request }: LoaderFunctionArgs) {
  const { shop } = await requireShop(request);
  const page = pageOf(new URL(request.url).searchParams);
  const found = await variantsWithoutCost(shop.shopId, { limit: PAGE_SIZE, offset: (page - 1) * PAGE_SIZE });
  const months = await monthsOfUncosted(shop.shopId);
  return {
    ...found,
    months,
    page,
    lastPage: lastPage(found.count, PAGE_SIZE),
    open: await openCostChange(shop.shopId),
  };
}

export async function action({ request }: ActionFunctionArgs) {
  const { shop, userId } = await requireShop(request);
  const wish = Wish.parse(await request.json());
  if (wish.intent === "save") return saveCosts(shop, wish, userId);
  return readFile(shop, wish, userId);
}

/** Stores the costs typed beside variants (by id) or, where only that is left, SKUs ("sku …"); empty fields say nothing. */
async function saveCosts(shop: Shop, typed: unknown, by: string | null): Promise<{ faults: Faults }> {
  const form = Typed(shop.currency).safeParse(typed);
  if (!form.success)
    return {
      faults: Object.fromEntries(
        Object.entries(faultsOf(form.error)).map(([path, of]) => [path.replace(/^costs\./, ""), of]),
      ),
    };
  const { costs, validFrom } = form.data;
  const entries = Object.entries(costs).flatMap(([subject, amount]): UnitCostEntry[] => {
    const sku = /^sku (.+)$/.exec(subject)?.[1];
    return amount === null ? [] : [{ subject: sku ? { sku } : { variantId: BigInt(subject) }, amount, validFrom }];
  });
  await saveUnitCosts(shop.shopId, entries, { source: "form", by });
  await enqueue(recost, { shopId: shop.shopId });
  return { faults: {} };
}

async function readFile(
  shop: Shop,
  {
    intent,
    csv,
    name,
  }: { readonly intent: "previewCosts" | "importCosts"; readonly csv: string; readonly name: string },
  by: string | null,
): Promise<CsvOutcome> {
  const file = parseCostsCsv(csv, shop);
  if (intent === "previewCosts") return previewOf({ ...file, unknownSkus: await unknownSkus(shop.shopId, file.rows) });
  await saveUnitCosts(shop.shopId, file.rows, { source: "import", name, by });
  await enqueue(recost, { shopId: shop.shopId });
  return { ...previewOf(file), imported: file.rows.length };
}

export default function Costs() {
  return <CostsPage view={useLoaderData<typeof loader>()} />;
}
