import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { localDay } from "~/analytics/period";
import { type CsvOutcome, previewOf } from "~/components/form/csvOutcome";
import { type Faults, faultsOf } from "~/components/form/fault";
import { RulesPage } from "~/components/subscriptions/RulesPage";
import { RulesForm } from "~/components/subscriptions/rulesForm";
import type { Shop } from "~/data/shops.server";
import { importContracts, readContracts, removeContracts } from "~/data/subscriptionContracts.server";
import { rebuildSubscriptions } from "~/data/subscriptionRebuild.server";
import { saveSubscriptionSettings } from "~/data/subscriptionSettings.server";
import { subscriptionRulesView } from "~/reports/subscriptionRules.server";
import { requireShop } from "~/shopify/requireShop.server";

const Wish = z.discriminatedUnion("intent", [
  z.object({ intent: z.literal("save"), values: z.unknown() }),
  z.object({ intent: z.literal("remove"), fileName: z.string().max(255) }),
  z.object({
    intent: z.enum(["previewContracts", "importContracts"]),
    csv: z.string(),
    name: z.string().min(1).max(255),
  }),
]);

export async function loader({ request }: LoaderFunctionArgs) {
  const { shop } = await requireShop(request);
  return subscriptionRulesView(shop.shopId, shop.timeZone);
}

export async function action({ request }: ActionFunctionArgs) {
  const { shop } = await requireShop(request);
  const wish = Wish.parse(await request.json());
  switch (wish.intent) {
    case "save":
      return save(shop, wish.values);
    case "remove":
      await removeContracts(shop.shopId, wish.fileName);
      await rebuildSubscriptions(shop.shopId);
      return { faults: {} };
    default:
      return readFile(shop, wish);
  }
}

async function save({ shopId }: Shop, typed: unknown): Promise<{ faults: Faults }> {
  const form = RulesForm.safeParse(typed);
  if (!form.success) return { faults: faultsOf(form.error) };
  const { paused, discounts, sameMonth, endsOn, graceDays, ...recognition } = form.data;
  await saveSubscriptionSettings(shopId, {
    recognition,
    rules: { endsOn, graceDays },
    switches: { paused, discounts, sameMonth },
  });
  await rebuildSubscriptions(shopId);
  return { faults: {} };
}

async function readFile(
  shop: Shop,
  { intent, csv, name }: { readonly intent: string; readonly csv: string; readonly name: string },
): Promise<CsvOutcome> {
  const { format, ...file } = await readContracts(shop.shopId, csv);
  if (intent === "previewContracts") return previewOf(file);
  const importedOn = localDay(new Date(), shop.timeZone);
  await importContracts(shop.shopId, file.rows, { format, fileName: name, importedOn });
  await rebuildSubscriptions(shop.shopId);
  return { ...previewOf(file), imported: file.rows.length };
}

export default function SubscriptionRules() {
  return <RulesPage view={useLoaderData<typeof loader>()} />;
}
