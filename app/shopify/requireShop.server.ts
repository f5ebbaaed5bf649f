import type { Session } from "@shopify/shopify-api";
import type { ShopSettings } from "~/data/settings.server";
import { findShopByDomain, type Installation, type Shop, setLanguage } from "~/data/shops.server";
import { env } from "~/env.server";
import { shopify } from "~/shopify.server";
import { frameAncestors } from "./documentHeaders.server";
import { install } from "./install.server";
import { missingScopes } from "./scopes";
import { isShopDomain } from "./transport.server";

type Language = ShopSettings["language"];
type AdminContext = Awaited<ReturnType<typeof shopify.authenticate.admin>>;

/** Something the merchant has to know on every page, as a key to be worded. */
export interface ShopNotice {
  readonly key: "scope_missing";
  readonly params: { readonly scope: string };
}

/** Who asks: an authenticated user of a shop that has the app. */
export interface ShopRequest {
  readonly shop: Shop;
  readonly session: Session;
  /** Id of the staff member at Shopify, from the session token; null where there is none. */
  readonly userId: string | null;
  /** The language of the admin as the document was opened; later requests keep it. */
  readonly language: Language;
  /** Shopify's `host` parameter, which App Bridge needs in links; null on requests without it. */
  readonly host: string | null;
  /** "new" and "revived" on the visit that installed the app: there is a history to be read. */
  readonly installation: Installation;
  readonly notices: readonly ShopNotice[];
  /** For documents: who may frame them. */
  readonly headers: Readonly<Record<string, string>>;
  /** Redirects inside the embedded app. */
  readonly redirect: AdminContext["redirect"];
  /** Asks for optional scopes and tells which are granted. */
  readonly scopes: AdminContext["scopes"];
}

/**
 * Authenticates a request of the embedded app and makes sure that the shop is known. Every loader and action of a page
 * begins with it. @throws Response to be answered as it is: a redirect, a page that fetches a session token, 401
 */
export async function requireShop(request: Request): Promise<ShopRequest> {
  const admin = await authenticate(request);
  const { searchParams } = new URL(request.url);
  const { session } = admin;
  const asked = searchParams.get("locale");
  const known = await findShopByDomain(session.shop);
  const { shop, installation } =
    known?.state === "active"
      ? { shop: known, installation: "known" as const }
      : await install(session.shop, languageOf(asked));
  const language = languageOf(asked ?? shop.language);
  if (shop.language !== language) await setLanguage(shop.shopId, language);
  return {
    shop: { ...shop, language },
    session,
    userId: userOf(admin),
    language,
    host: searchParams.get("host"),
    installation,
    notices: missingScopes(shop.grantedScopes).map((scope) => ({ key: "scope_missing", params: { scope } })),
    headers: { "Content-Security-Policy": frameAncestors(session.shop) },
    redirect: admin.redirect,
    scopes: admin.scopes,
  };
}

const userOf = (admin: AdminContext): string | null =>
  "sessionToken" in admin && /^\d+$/.test(admin.sessionToken.sub) ? admin.sessionToken.sub : null;

/** Shopify's authentication; the pages it answers with load App Bridge from where the app does. */
export async function authenticate(request: Request): Promise<AdminContext> {
  try {
    return await shopify.authenticate.admin(request);
  } catch (answer) {
    throw answer instanceof Response ? await ours(answer, request) : answer;
  }
}

const SHOPIFYS_APP_BRIDGE = /https:\/\/cdn\.shopify\.com\/shopifycloud\/app-bridge\.js/g;

async function ours(answer: Response, request: Request): Promise<Response> {
  if (!(answer.headers.get("content-type") ?? "").includes("text/html")) return answer;
  const shop = new URL(request.url).searchParams.get("shop");
  const headers = new Headers(answer.headers);
  // The library takes the parameter as it comes.
  headers.set("Content-Security-Policy", frameAncestors(shop !== null && isShopDomain(shop) ? shop : null));
  headers.delete("Link");
  const page = (await answer.text()).replace(SHOPIFYS_APP_BRIDGE, env.APP_BRIDGE_URL);
  return new Response(page, { status: answer.status, headers });
}

/** Locales come as "ja", "pt-BR", "zh-TW"; English for a language the app does not speak. */
function languageOf(locale: string | null): Language {
  const primary = (locale ?? "").toLowerCase().split(/[-_]/)[0];
  if (primary === "zh") return "zh-CN";
  return primary === "ja" || primary === "tr" ? primary : "en";
}
