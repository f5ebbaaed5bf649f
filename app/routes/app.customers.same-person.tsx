import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { ShopifyId } from "~/analytics/ids";
import { type MergeOutcome, SamePersonPage } from "~/components/customers/SamePersonPage";
import { type CsvOutcome, previewOf } from "~/components/form/csvOutcome";
import { MergeError, mergeCustomers, mergeWhatCan, unmergeCustomer } from "~/data/customerMerges.server";
import { parseMergesCsv } from "~/data/customerMergesCsv.server";
import { samePersonReport } from "~/reports/samePersonReport.server";
import { requireShop } from "~/shopify/requireShop.server";

const Wish = z.discriminatedUnion("intent", [
  z.object({ intent: z.literal("merge"), first: z.string(), second: z.string() }),
  z.object({ intent: z.literal("unmerge"), customerId: ShopifyId }),
  z.object({ intent: z.enum(["previewMerges", "importMerges"]), csv: z.string() }),
]);

export async function loader({ request }: LoaderFunctionArgs) {
  const { shop } = await requireShop(request);
  const search = new URL(request.url).searchParams;
  const asked = [search.get("first") ?? "", search.get("second") ?? ""].filter((id) => ShopifyId.safeParse(id).success);
  return samePersonReport(shop.shopId, { asOf: new Date(), records: asked.map(BigInt) });
}

export async function action({ request }: ActionFunctionArgs): Promise<MergeOutcome | CsvOutcome> {
  const { shop } = await requireShop(request);
  const wish = Wish.parse(await request.json());
  switch (wish.intent) {
    case "merge":
      return mergeTwo(shop.shopId, wish.first, wish.second);
    case "unmerge":
      await unmergeCustomer(shop.shopId, BigInt(wish.customerId));
      return { fault: null };
    default:
      return importMerges(shop.shopId, wish.csv, wish.intent === "importMerges");
  }
}

async function mergeTwo(shopId: bigint, first: string, second: string): Promise<MergeOutcome> {
  if (!ShopifyId.safeParse(first).success || !ShopifyId.safeParse(second).success) return { fault: "number" };
  try {
    await mergeCustomers(shopId, [{ customerId: BigInt(first), intoCustomerId: BigInt(second) }], "form");
    return { fault: null };
  } catch (error) {
    if (error instanceof MergeError) return { fault: error.fault };
    throw error;
  }
}

/** Pairs that cannot be merged (unknown, or one person already) are left out; the others count at once. */
async function importMerges(shopId: bigint, csv: string, store: boolean): Promise<CsvOutcome> {
  const file = parseMergesCsv(csv);
  return { ...previewOf(file), imported: store ? await mergeWhatCan(shopId, file.rows, "import") : null };
}

export default function SamePerson() {
  return <SamePersonPage report={useLoaderData<typeof loader>()} />;
}
