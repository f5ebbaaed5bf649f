import { createHash, createHmac, timingSafeEqual } from "node:crypto";
import { z } from "zod";
import { env } from "~/env.server";
import { isShopDomain } from "./transport.server";

/** A larger body is none of Shopify's. */
const MOST_BYTES = 5 * 1024 * 1024;

const Id = z.union([z.number().int(), z.string().regex(/^\d+$/)]).transform(String);
const Ids = z.array(Id).optional();

/**
 * What is kept of a body: ids, versions and scopes, by which the object is fetched again. The rest, names and addresses
 * among it, is dropped before anything is stored.
 */
const KeptBody = z.object({
  id: Id.optional(),
  admin_graphql_api_id: z.string().startsWith("gid://shopify/").optional(),
  order_id: Id.optional(),
  updated_at: z.string().nullish(),
  current: z.array(z.string()).optional(),
  shop_domain: z.string().optional(),
  customer: z.object({ id: Id }).nullish(),
  orders_to_redact: Ids,
  orders_requested: Ids,
  data_request: z.object({ id: Id }).optional(),
});

export type KeptBody = z.infer<typeof KeptBody>;

/** A webhook that Shopify signed. */
export interface SignedWebhook {
  readonly domain: string;
  readonly topic: string;
  readonly eventId: string;
  readonly webhookId: string | null;
  readonly triggeredAt: string | null;
  readonly body: KeptBody;
}

/** A webhook that is refused, with the status to answer. */
export interface RefusedWebhook {
  readonly status: 401 | 405 | 413;
}

/**
 * Reads a webhook and checks its signature over the raw bytes, against the secret and the one before the last rotation.
 * No session is loaded: the shop may have gone. A signed body that cannot be read is kept as an empty one, because asking
 * for it again would bring the same.
 */
export async function readWebhook(request: Request): Promise<SignedWebhook | RefusedWebhook> {
  if (request.method !== "POST") return { status: 405 };
  if (Number(request.headers.get("content-length") ?? 0) > MOST_BYTES) return { status: 413 };
  const raw = Buffer.from(await request.arrayBuffer());
  if (raw.length > MOST_BYTES) return { status: 413 };
  const domain = (request.headers.get("x-shopify-shop-domain") ?? "").toLowerCase();
  const topic = (request.headers.get("x-shopify-topic") ?? "").toLowerCase();
  const signed = isSigned(raw, request.headers.get("x-shopify-hmac-sha256"));
  if (!signed || !isShopDomain(domain) || !/^[a-z_]+\/[a-z_]+$/.test(topic)) return { status: 401 };
  const webhookId = request.headers.get("x-shopify-webhook-id");
  const triggeredAt = request.headers.get("x-shopify-triggered-at");
  return {
    domain,
    topic,
    eventId: request.headers.get("x-shopify-event-id") ?? webhookId ?? createHash("sha256").update(raw).digest("hex"),
    webhookId,
    triggeredAt: triggeredAt !== null && !Number.isNaN(Date.parse(triggeredAt)) ? triggeredAt : null,
    body: keptOf(raw),
  };
}

function isSigned(raw: Buffer, signature: string | null): boolean {
  const given = Buffer.from(signature ?? "", "base64");
  const secrets = [env.SHOPIFY_API_SECRET, env.SHOPIFY_API_SECRET_PREVIOUS].filter((secret) => secret !== undefined);
  return secrets.some((secret) => {
    const own = createHmac("sha256", secret).update(raw).digest();
    return own.length === given.length && timingSafeEqual(own, given);
  });
}

function keptOf(raw: Buffer): KeptBody {
  try {
    return KeptBody.parse(JSON.parse(raw.toString("utf8")));
  } catch {
    return {};
  }
}

/** The gid a webhook is about; bodies of deletions carry the number alone. */
export function gidOf(body: KeptBody, type: string): string | null {
  if (body.admin_graphql_api_id) return body.admin_graphql_api_id;
  return body.id ? `gid://shopify/${type}/${body.id}` : null;
}

/** Reads a stored body again. */
export const storedBody = (body: unknown): KeptBody => KeptBody.parse(body);
