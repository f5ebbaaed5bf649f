import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { type Faults, faultsOf } from "~/components/form/fault";
import { DiscountForm } from "~/components/predictions/discountForm";
import { PredictionsPage } from "~/components/predictions/PredictionsPage";
import { saveSettings } from "~/data/settings.server";
import { planAt } from "~/data/shopTasks.server";
import { enqueue } from "~/jobs/queue.server";
import { doLongTask } from "~/jobs/syncJobs.server";
import { predictionReport } from "~/reports/predictionReport.server";
import { requireShop } from "~/shopify/requireShop.server";

const Wish = z.discriminatedUnion("intent", [
  z.object({ intent: z.literal("refit") }),
  z.object({ intent: z.literal("save"), values: z.unknown() }),
]);

/** A version that is no number is not asked for. */
const VersionAsked = z.object({ version: z.coerce.number().int().positive().nullable().catch(null).default(null) });

export async function loader({ request }: LoaderFunctionArgs) {
  const { shop } = await requireShop(request);
  const { version } = VersionAsked.parse(Object.fromEntries(new URL(request.url).searchParams));
  return predictionReport(shop.shopId, { asOf: new Date(), versionId: version });
}

export async function action({ request }: ActionFunctionArgs): Promise<{ faults: Faults }> {
  const { shop } = await requireShop(request);
  const wish = Wish.parse(await request.json());
  if (wish.intent === "save") {
    const form = DiscountForm.safeParse(wish.values);
    if (!form.success) return { faults: faultsOf(form.error) };
    await saveSettings(shop.shopId, { discountRate: form.data.discountRate });
  }
  await planAt(shop.shopId, "predict", new Date());
  await enqueue(doLongTask, { shopId: shop.shopId, task: "predict" });
  return { faults: {} };
}

export default function Predictions() {
  return <PredictionsPage report={useLoaderData<typeof loader>()} />;
}
