import { createHmac, randomUUID } from "node:crypto";

/** What a signature of the admin needs to know of shop and app. */
export interface Signer {
  readonly shopDomain: string;
  readonly apiKey: string;
  readonly apiSecret: string;
  /** The wall clock in milliseconds. */
  clock(): number;
}

/** How long a session token lives, as Shopify's. */
export const sessionTokenSeconds = 60;

/** The one staff member of the dev store. */
const staffId = "1";

/**
 * A session token as Shopify gives it to the embedded app: HS256 with the client secret, valid for a minute.
 * `session` is the admin session it belongs to.
 */
export function sessionToken(signer: Signer, session: string): string {
  const now = Math.floor(signer.clock() / 1000);
  const payload = {
    iss: `https://${signer.shopDomain}/admin`,
    dest: `https://${signer.shopDomain}`,
    aud: signer.apiKey,
    sub: staffId,
    exp: now + sessionTokenSeconds,
    nbf: now,
    iat: now,
    jti: randomUUID(),
    sid: session,
  };
  const unsigned = `${base64Url({ alg: "HS256", typ: "JWT" })}.${base64Url(payload)}`;
  return `${unsigned}.${createHmac("sha256", signer.apiSecret).update(unsigned).digest("base64url")}`;
}

/** `admin.shopify.com/store/<handle>` in base64 without padding, which the app gets as `host`. */
export function hostParameter(shopDomain: string): string {
  return Buffer.from(`admin.shopify.com/store/${storeHandle(shopDomain)}`)
    .toString("base64")
    .replace(/=+$/, "");
}

/** The part of the shop's domain by which the admin names it. */
export function storeHandle(shopDomain: string): string {
  return shopDomain.replace(/\.myshopify\.com$/, "");
}

/**
 * The app's URL for one page load: the path as asked for, with the parameters that Shopify adds and signs.
 * Parameters of the path itself are kept and signed too, as Shopify does.
 */
export function launchUrl(signer: Signer, appUrl: string, path: string, locale: string, session: string): string {
  const url = new URL(appUrl + path);
  const added = {
    embedded: "1",
    host: hostParameter(signer.shopDomain),
    id_token: sessionToken(signer, session),
    locale,
    session: createHmac("sha256", signer.apiSecret).update(session).digest("hex"),
    shop: signer.shopDomain,
    timestamp: String(Math.floor(signer.clock() / 1000)),
  };
  for (const name of ["hmac", ...Object.keys(added)]) url.searchParams.delete(name);
  for (const [name, value] of Object.entries(added)) url.searchParams.set(name, value);
  url.searchParams.set("hmac", hmac(url.searchParams, signer.apiSecret));
  return url.toString();
}

/** Hex HMAC over the sorted parameters, spelled as in a query string; one given twice counts as `first,second`. */
function hmac(parameters: URLSearchParams, secret: string): string {
  const names = [...new Set(parameters.keys())].sort((left, right) => left.localeCompare(right));
  const sorted = new URLSearchParams(names.map((name) => [name, parameters.getAll(name).join(",")]));
  return createHmac("sha256", secret).update(sorted.toString().replaceAll("+", "%20")).digest("hex");
}

function base64Url(value: unknown): string {
  return Buffer.from(JSON.stringify(value)).toString("base64url");
}
