import { createHmac, timingSafeEqual } from "node:crypto";
import { env } from "~/env.server";
import { isShopDomain } from "./transport.server";

/**
 * Says who may frame a document: the admin of the shop whose session token the request carries, nobody else. Shopify
 * signs the token, so another site cannot name itself.
 */
export function documentHeaders(request: Request, headers: Headers): void {
  const shop = shopOfToken(new URL(request.url).searchParams.get("id_token"));
  headers.set("Content-Security-Policy", frameAncestors(shop));
  headers.set("X-Content-Type-Options", "nosniff");
  headers.set("Referrer-Policy", "strict-origin-when-cross-origin");
}

/** The policy for documents of a shop; null: not to be framed at all. */
export function frameAncestors(shop: string | null): string {
  if (shop === null || !isShopDomain(shop)) return "frame-ancestors 'none';";
  const devStore = env.DEVSTORE_URL ? [new URL(env.DEVSTORE_URL).origin] : [];
  return `frame-ancestors ${[`https://${shop}`, "https://admin.shopify.com", ...devStore].join(" ")};`;
}

/** The shop's domain in a session token that was signed with our secret for our app; null for any other text. */
function shopOfToken(token: string | null): string | null {
  const [header, payload, signature] = (token ?? "").split(".");
  if (!header || !payload || !signature) return null;
  const own = createHmac("sha256", env.SHOPIFY_API_SECRET).update(`${header}.${payload}`).digest();
  const given = Buffer.from(signature, "base64url");
  if (own.length !== given.length || !timingSafeEqual(own, given)) return null;
  const claims: unknown = JSON.parse(Buffer.from(payload, "base64url").toString("utf8"));
  if (typeof claims !== "object" || claims === null || !("aud" in claims) || !("dest" in claims)) return null;
  if (claims.aud !== env.SHOPIFY_API_KEY || typeof claims.dest !== "string") return null;
  return URL.canParse(claims.dest) ? new URL(claims.dest).hostname : null;
}
