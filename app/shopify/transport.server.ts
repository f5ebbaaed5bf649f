import { env } from "~/env.server";

const SHOP_DOMAIN = /^[a-z0-9][a-z0-9-]*\.myshopify\.com$/;

/** Whether a host is a shop's own domain at Shopify, the only form a shop is ever asked by. */
export const isShopDomain = (host: string): boolean => SHOP_DOMAIN.test(host);

/**
 * The one way to the Admin API. With DEVSTORE_URL set, requests for a shop's domain go to the dev store, which learns the
 * shop from `x-forwarded-host`; a request for any other host is refused.
 */
export const shopifyFetch: typeof fetch = async (input, init) => {
  const request = input instanceof Request ? input : null;
  const url = new URL(request ? request.url : String(input));
  if (url.protocol !== "https:" || !isShopDomain(url.hostname)) {
    throw new TypeError(`request to ${url.origin}: expected https and a host of the form shop.myshopify.com`);
  }
  if (!env.DEVSTORE_URL) return fetch(input, init);
  const headers = new Headers(init?.headers ?? request?.headers);
  headers.set("x-forwarded-host", url.hostname);
  const target = new URL(url.pathname + url.search, env.DEVSTORE_URL);
  return fetch(target, request ? { ...(await bodyOf(request)), ...init, headers } : { ...init, headers });
};

async function bodyOf(request: Request): Promise<RequestInit> {
  const hasBody = request.method !== "GET" && request.method !== "HEAD";
  return { method: request.method, signal: request.signal, ...(hasBody ? { body: await request.arrayBuffer() } : {}) };
}

const DOWNLOAD_HOSTS =
  /^(?:storage\.googleapis\.com|[a-z0-9-]+\.storage\.googleapis\.com|(?:[a-z0-9-]+\.)+shopify\.com)$/;

/** Whether a bulk file may be downloaded from here: Shopify's stores of files, or the dev store. */
export function isDownloadAllowed(url: URL): boolean {
  if (env.DEVSTORE_URL && url.origin === new URL(env.DEVSTORE_URL).origin) return true;
  return url.protocol === "https:" && url.port === "" && DOWNLOAD_HOSTS.test(url.hostname);
}
