import { createHmac, randomUUID } from "node:crypto";

/** What an embedded page is asked with: the app's address, the shop and the app's credentials. */
export interface InstallOptions {
  readonly appUrl: string;
  readonly shopDomain: string;
  readonly apiKey: string;
  readonly apiSecret: string;
}

/** A browser's name: the Shopify library answers robots with 410. */
const USER_AGENT = "Mozilla/5.0 (X11; Linux x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36";

/**
 * The request by which the admin opens the app in its frame, signed as Shopify signs it
 * (https://shopify.dev/docs/apps/build/authentication-authorization/session-tokens). The first one installs the app.
 */
export function embeddedRequest(options: InstallOptions, path = "/app"): Request {
  const handle = options.shopDomain.replace(/\.myshopify\.com$/, "");
  const url = new URL(path, options.appUrl);
  url.searchParams.set("shop", options.shopDomain);
  url.searchParams.set("host", Buffer.from(`admin.shopify.com/store/${handle}`).toString("base64url"));
  url.searchParams.set("embedded", "1");
  url.searchParams.set("id_token", sessionToken(options));
  return new Request(url, { headers: { "user-agent": USER_AGENT, accept: "text/html" }, redirect: "manual" });
}

function sessionToken({ shopDomain, apiKey, apiSecret }: InstallOptions): string {
  const now = Math.floor(Date.now() / 1000);
  const encode = (part: object) => Buffer.from(JSON.stringify(part)).toString("base64url");
  const claims = {
    iss: `https://${shopDomain}/admin`,
    dest: `https://${shopDomain}`,
    aud: apiKey,
    sub: "1",
    exp: now + 60,
    nbf: now,
    iat: now,
    jti: randomUUID(),
    sid: randomUUID(),
  };
  const signed = `${encode({ alg: "HS256", typ: "JWT" })}.${encode(claims)}`;
  return `${signed}.${createHmac("sha256", apiSecret).update(signed).digest("base64url")}`;
}
