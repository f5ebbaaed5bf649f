import type { ActionFunctionArgs } from "@remix-run/node";
import { storeWebhook } from "~/data/webhookInbox.server";
import { enqueue } from "~/jobs/queue.server";
import { readInbox } from "~/jobs/syncJobs.server";
import { readWebhook } from "~/shopify/webhooks.server";

/**
 * Privacy law: a question what is stored, a customer or a shop to be forgotten. The signature covers the body alone, so the
 * shop named there has to be the shop of the header.
 */
export async function action({ request }: ActionFunctionArgs) {
  const webhook = await readWebhook(request);
  if ("status" in webhook) return new Response(null, webhook);
  if (webhook.body.shop_domain?.toLowerCase() !== webhook.domain) return new Response(null, { status: 401 });
  await storeWebhook(webhook);
  void enqueue(readInbox, {});
  return new Response(null, { status: 200 });
}

export const loader = () => new Response(null, { status: 405 });
