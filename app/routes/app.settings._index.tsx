import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { exponentOf } from "~/analytics/currencies";
import { faultsOf } from "~/components/form/fault";
import { SettingsPage } from "~/components/settings/SettingsPage";
import { SettingsForm, settingsValues } from "~/components/settings/settingsValues";
import { getSettings, saveSettings } from "~/data/settings.server";
import { recost as recostJob } from "~/jobs/costJobs.server";
import { enqueue } from "~/jobs/queue.server";
import { requireShop } from "~/shopify/requireShop.server";

export async function loader({ request }: LoaderFunctionArgs) {
  const { shop } = await requireShop(request);
  return settingsValues(await getSettings(shop.shopId), exponentOf(shop.currency));
}

export async function action({ request }: ActionFunctionArgs) {
  const { shop, userId } = await requireShop(request);
  const form = SettingsForm(shop.currency).safeParse(await request.json());
  if (!form.success) return { faults: faultsOf(form.error) };
  const { fullPriceShare, orders, windowDays, ...changes } = form.data;
  const highValue = { fullPriceShare, orders, windowDays };
  const { recost } = await saveSettings(shop.shopId, { ...changes, highValue }, userId);
  if (recost) await enqueue(recostJob, { shopId: shop.shopId });
  return { faults: {} };
}

export default function Settings() {
  return <SettingsPage saved={useLoaderData<typeof loader>()} />;
}
