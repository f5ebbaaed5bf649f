import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { ArchivePage } from "~/components/reports/ArchivePage";
import { toScheduleSummaries } from "~/components/reports/toScheduleSummary";
import { listOutcomes } from "~/data/scheduleOutcomes.server";
import { listArchived } from "~/data/schedules.server";
import { requireShop } from "~/shopify/requireShop.server";

export async function loader({ request }: LoaderFunctionArgs) {
  const { shop } = await requireShop(request);
  const [schedules, outcomes] = await Promise.all([listArchived(shop.shopId), listOutcomes(shop.shopId)]);
  return { schedules: toScheduleSummaries(schedules, outcomes) };
}

export default function Archive() {
  return <ArchivePage view={useLoaderData<typeof loader>()} />;
}
