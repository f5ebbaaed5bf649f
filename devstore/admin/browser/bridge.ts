import { readConfig } from "./bridge/config";
import { ask, frameOrigin, isEmbedded, tell } from "./bridge/frame";
import { patchHistory } from "./bridge/history";
import { patchLinks } from "./bridge/links";
import { defineModal, modalApi } from "./bridge/modal";
import { defineNavigation } from "./bridge/navigation";
import { defineSaveBar, saveBarApi } from "./bridge/saveBar";
import { defineTitleBar } from "./bridge/titleBar";
import { hearToasts, toastApi } from "./bridge/toast";
import { bounce, idToken, patchFetch } from "./bridge/token";
import { measureWebVitals, webVitalsApi } from "./bridge/webVitals";
import { type ScopesOperation, shownPath } from "./protocol";

/** The App Bridge stand-in: what `shopify` is in an app's page inside the dev store's admin. */
const config = readConfig();

const shopify = {
  config,
  origin: frameOrigin,
  ready: Promise.resolve(),
  environment: { embedded: isEmbedded, mobile: false, pos: false, intent: false },
  idToken,
  loading: (on = true) => tell({ type: "loading", on }),
  toast: toastApi,
  modal: modalApi,
  saveBar: saveBarApi,
  scopes: {
    query: () => scopes("query", []),
    request: (wanted: readonly string[]) => scopes("request", wanted),
    revoke: (wanted: readonly string[]) => scopes("revoke", wanted),
  },
  webVitals: webVitalsApi,
  user: async () => ({}),
  reviews: {
    request: async () => ({ success: false, code: "merchant-ineligible", message: "The dev store writes no reviews" }),
  },
  support: { registerHandler: async () => {} },
  setSignals: () => {},
};

function scopes(operation: ScopesOperation, wanted: readonly string[]): Promise<unknown> {
  return ask((request) => ({ type: "scopes", request, operation, scopes: wanted }));
}

/** An app opened by itself belongs into the admin: Shopify sends it there, so does the dev store. */
function embed(): void {
  const shop = new URLSearchParams(location.search).get("shop");
  if (shop === null || !shop.endsWith(".myshopify.com")) return;
  const handle = shop.slice(0, -".myshopify.com".length);
  location.replace(`${frameOrigin}/store/${handle}/apps/${config.apiKey}${shownPath(new URL(location.href))}`);
}

function start(): void {
  Object.defineProperty(window, "shopify", { value: shopify, configurable: true });
  tell({ type: "hello" });
  defineNavigation();
  defineTitleBar();
  defineSaveBar();
  defineModal();
  hearToasts();
  measureWebVitals();
  if (!isEmbedded) {
    embed();
    return;
  }
  patchFetch();
  patchLinks();
  patchHistory();
  void bounce();
}

// The script may stand in the page twice (the root's and AppProvider's); only the first one works.
if (!("shopify" in window)) start();
