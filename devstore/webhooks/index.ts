import { z } from "zod";
import type { DevStoreContext } from "../context";
import { json, type Reply, type Request, type Router } from "../http";
import type { Store } from "../store/store";
import type { Change } from "../store/types";
import { type AppConfig, readAppConfig } from "./appConfig";
import { compliancePayload, complianceTopics } from "./compliance";
import { type Notice, noticesOf, shopPayload } from "./payloads";
import { type SenderOptions, WebhookSender } from "./sender";

export type { Delivery } from "./sender";
export { WebhookSender } from "./sender";

/**
 * Sends a webhook for every change of the store to which `shopify.app.toml` subscribes.
 * `POST /__devstore/webhooks/<topic>` sends one by hand: of a node (`{"gid": …}`; of an order's refunds, the order's), the compliance topics
 * (`{"customer": 123, "orders": […]}`) and app/uninstalled, which also revokes the tokens.
 * `GET /__devstore/deliveries` is the delivery log, newest last.
 */
export function registerWebhooks(router: Router, context: DevStoreContext, options: SenderOptions = {}): WebhookSender {
  const config = readAppConfig();
  const sender = new WebhookSender(context, config, options);
  const stopListening = context.store.onChange((change) => sender.send(noticesOf(change, context.store)));
  context.onStop(async () => {
    stopListening();
    await sender.stop();
  });
  router.route("POST", "/__devstore/webhooks/*", (request) => byHand(request, context, config, sender));
  router.route("GET", "/__devstore/deliveries", () => json(200, { deliveries: sender.deliveries }));
  return sender;
}

const nodeBody = z.object({ gid: z.string().startsWith("gid://shopify/") });

async function byHand(
  request: Request,
  context: DevStoreContext,
  config: AppConfig,
  sender: WebhookSender,
): Promise<Reply> {
  const topic = request.params.rest ?? "";
  if (!config.subscriptions.some((subscription) => subscription.topic === topic)) {
    return json(404, { errors: `shopify.app.toml does not subscribe to ${topic}` });
  }
  try {
    const text = (await request.body()).toString("utf8");
    const notices = noticesByHand(topic, text === "" ? null : JSON.parse(text), context);
    if (topic === "app/uninstalled") context.faults.set({ revokedToken: true });
    const deliveries = sender.send(notices);
    return json(202, { deliveries });
  } catch (error) {
    if (error instanceof z.ZodError) return json(400, { errors: error.issues.map((issue) => issue.message) });
    if (error instanceof SyntaxError) return json(400, { errors: error.message });
    throw error;
  }
}

function noticesByHand(topic: string, body: unknown, context: DevStoreContext): Notice[] {
  const { store } = context;
  if (complianceTopics.includes(topic)) return [{ topic, payload: compliancePayload(topic, body, store) }];
  if (topic === "app/uninstalled" || topic === "shop/update") return [{ topic, payload: shopPayload(store.shop) }];
  if (topic === "app/scopes_update") {
    return noticesOf({ topic, gid: store.shop.id, node: store.shop, before: store.shop }, store);
  }
  const { gid } = nodeBody.parse(body);
  if (topic === "refunds/create") return refundsOf(gid, store);
  const node = store.order(gid) ?? store.product(gid) ?? store.customer(gid) ?? { id: gid };
  const change: Change = { topic, gid, node, before: node };
  return noticesOf(change, store);
}

function refundsOf(gid: string, store: Store): Notice[] {
  const order = store.order(gid);
  if (order === null) return [];
  const all = noticesOf({ topic: "orders/updated", gid, node: order, before: null }, store);
  return all.filter((notice) => notice.topic === "refunds/create");
}
