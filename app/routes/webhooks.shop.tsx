import type { ActionFunctionArgs } from "@remix-run/node";
import { storeWebhook } from "~/data/webhookInbox.server";
import { enqueue } from "~/jobs/queue.server";
import { readInbox } from "~/jobs/syncJobs.server";
import { readWebhook } from "~/shopify/webhooks.server";

/** What happens in the shop: orders, refunds, customers, products, costs. Stored, then answered; the work is done from the stored row. */
export async function action({ request }: ActionFunctionArgs) {
  const webhook = await readWebhook(request);
  if ("status" in webhook) return new Response(null, webhook);
  await storeWebhook(webhook);
  void enqueue(readInbox, {});
  return new Response(null, { status: 200 });
}

export const loader = () => new Response(null, { status: 405 });
