import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { lastPage, pageOf } from "~/components/figures/paging";
import { CostChangesPage, type UndoAnswer } from "~/components/settings/CostChangesPage";
import { listCostChanges, openCostChange, retryCostChange } from "~/data/costChanges.server";
import { CannotUndoError, undoCostChange } from "~/data/undoCosts.server";
import { recost } from "~/jobs/costJobs.server";
import { enqueue } from "~/jobs/queue.server";
import { requireShop } from "~/shopify/requireShop.server";

const PAGE_SIZE = 30;

const Wish = z.object({ intent: z.enum(["undo", "retry"]), changeId: z.uuid() });

export async function loader({ request }: LoaderFunctionArgs) {
  const { shop } = await requireShop(request);
  const page = pageOf(new URL(request.url).searchParams);
  const found = await listCostChanges(shop.shopId, { limit: PAGE_SIZE, offset: (page - 1) * PAGE_SIZE });
  return {
    changes: found.changes,
    open: await openCostChange(shop.shopId),
    page,
    lastPage: lastPage(found.count, PAGE_SIZE),
  };
}

export async function action({ request }: ActionFunctionArgs): Promise<UndoAnswer> {
  const { shop, userId } = await requireShop(request);
  const { changeId, intent } = Wish.parse(await request.json());
  try {
    if (intent === "undo") await undoCostChange(shop.shopId, changeId, userId);
    else if (!(await retryCostChange(shop.shopId, changeId))) return { cannot: "retried" };
  } catch (error) {
    if (error instanceof CannotUndoError) return { cannot: error.reason };
    throw error;
  }
  await enqueue(recost, { shopId: shop.shopId });
  return { cannot: null };
}

export default function CostChanges() {
  return <CostChangesPage view={useLoaderData<typeof loader>()} />;
}
