import { ask, tell } from "./frame";

/** A token younger than this is used again; it is valid for 60 s. */
const freshMs = 30_000;
let last: { readonly token: Promise<string>; readonly at: number } | null = null;

/** A session token of the current admin session. */
export function idToken(): Promise<string> {
  if (last === null || Date.now() - last.at > freshMs) last = { token: newToken(), at: Date.now() };
  return last.token;
}

async function newToken(): Promise<string> {
  const token = await ask((request) => ({ type: "token", request }));
  if (typeof token !== "string") throw new Error("The admin frame gave no session token");
  return token;
}

/**
 * Sends a session token with every request to the app's own origin, and once more with a new one when the app
 * answers 401 and asks for it.
 */
export function patchFetch(): void {
  const plainFetch = window.fetch.bind(window);
  window.fetch = async (input, init) => {
    const url = new URL(input instanceof Request ? input.url : input, location.href);
    if (url.protocol === "shopify:") throw new TypeError(`Direct API access is turned off in shopify.app.toml: ${url}`);
    const request = new Request(input, init);
    if (url.origin !== location.origin || request.headers.has("Authorization")) return plainFetch(request);
    const again = request.clone();
    const response = await plainFetch(authorized(request, await idToken()));
    if (response.status === 401 && response.headers.has("X-Shopify-Retry-Invalid-Session-Request")) {
      last = null;
      return followed(await plainFetch(authorized(again, await idToken())));
    }
    return followed(response);
  };
}

function authorized(request: Request, token: string): Request {
  request.headers.set("Authorization", `Bearer ${token}`);
  request.headers.set("X-Requested-With", "XMLHttpRequest");
  return request;
}

/** The app may answer that the whole admin page must go elsewhere. */
function followed(response: Response): Response {
  const url = response.headers.get("X-Shopify-API-Request-Failure-Reauthorize-Url");
  if (url !== null) tell({ type: "open", url: new URL(url, location.href).toString(), newTab: false });
  return response;
}

/** The page that only fetches a token: goes back to where the app sent the browser away from, with the token. */
export async function bounce(): Promise<void> {
  const target = new URLSearchParams(location.search).get("shopify-reload");
  if (target === null) return;
  const url = new URL(target, location.href);
  if (url.origin !== location.origin) return;
  url.searchParams.set("id_token", await idToken());
  location.replace(url);
}
