import "@shopify/shopify-app-remix/adapters/node";
import { setAbstractFetchFunc } from "@shopify/shopify-api/runtime";
import { ApiVersion, AppDistribution, LogSeverity, shopifyApp } from "@shopify/shopify-app-remix/server";
import { env } from "./env.server";
import { refreshShop } from "./shopify/install.server";
import { sessionStorage } from "./shopify/sessionStorage.server";
import { shopifyFetch } from "./shopify/transport.server";

/** Embedded, installed by Shopify (scopes stand in shopify.app.toml), with offline tokens that expire and are renewed. */
export const shopify = shopifyApp({
  apiKey: env.SHOPIFY_API_KEY,
  apiSecretKey: env.SHOPIFY_API_SECRET,
  appUrl: env.SHOPIFY_APP_URL,
  apiVersion: ApiVersion.July26,
  distribution: AppDistribution.AppStore,
  authPathPrefix: "/auth",
  sessionStorage,
  isEmbeddedApp: true,
  useOnlineTokens: false,
  // The library logs session tokens in full; our own log hides them, and knows of every request already.
  logger: { level: LogSeverity.Error, log: async () => undefined },
  // Runs with each token exchange, about once an hour. A shop that is not known yet is installed by requireShop.
  hooks: { afterAuth: async ({ session }) => refreshShop(session.shop) },
  future: { unstable_newEmbeddedAuthStrategy: true, expiringOfflineAccessTokens: true },
});

// After the adapter, which sets its own.
setAbstractFetchFunc(shopifyFetch);
