import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { lastPage, pageOf } from "~/components/figures/paging";
import type { CsvOutcome } from "~/components/form/CsvImport";
import { type Faults, faultsOf } from "~/components/form/fault";
import { DecimalText } from "~/components/form/numbers";
import { CostsPage } from "~/components/settings/CostsPage";
import { importCosts, saveUnitCost, variantsWithoutCost } from "~/data/costEntries.server";
import { parseCostsCsv } from "~/data/costsCsv.server";
import { recostAll } from "~/data/facts.server";
import type { Shop } from "~/data/shops.server";
import { requireShop } from "~/shopify/requireShop.server";

const PAGE_SIZE = 50;

const Wish = z.discriminatedUnion("intent", [
  z.object({ intent: z.literal("save"), costs: z.record(z.string(), z.unknown()) }),
  z.object({ intent: z.enum(["previewCosts", "importCosts"]), csv: z.string() }),
]);

export async function loader({ request }: LoaderFunctionArgs) {
  const { shop } = await requireShop(request);
  const page = pageOf(new URL(request.url).searchParams);
  const { variants, count } = await variantsWithoutCost(shop.shopId, {
    limit: PAGE_SIZE,
    offset: (page - 1) * PAGE_SIZE,
  });
  return { variants, page, lastPage: lastPage(count, PAGE_SIZE), count };
}

export async function action({ request }: ActionFunctionArgs) {
  const { shop } = await requireShop(request);
  const wish = Wish.parse(await request.json());
  return wish.intent === "save" ? saveCosts(shop, wish.costs) : readFile(shop, wish.csv, wish.intent === "importCosts");
}

/** Stores the costs typed beside variants (by id) or, where only that is left, SKUs ("sku …"); empty fields say nothing. */
async function saveCosts(shop: Shop, typed: Readonly<Record<string, unknown>>): Promise<{ faults: Faults }> {
  const costs = z.record(z.string(), DecimalText).safeParse(typed);
  if (!costs.success) return { faults: faultsOf(costs.error) };
  for (const [subject, amount] of Object.entries(costs.data)) {
    if (amount === null) continue;
    const sku = /^sku (.+)$/.exec(subject)?.[1];
    await saveUnitCost(shop.shopId, sku ? { sku } : { variantId: BigInt(subject) }, amount);
  }
  await recostAll(shop.shopId);
  return { faults: {} };
}

async function readFile(shop: Shop, csv: string, store: boolean): Promise<CsvOutcome> {
  const { rows, faults } = parseCostsCsv(csv, shop);
  if (!store) return { goodRows: rows.length, faults, imported: null };
  await importCosts(shop.shopId, rows);
  await recostAll(shop.shopId);
  return { goodRows: rows.length, faults, imported: rows.length };
}

export default function Costs() {
  return <CostsPage view={useLoaderData<typeof loader>()} />;
}
