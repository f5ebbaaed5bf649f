import { randomUUID } from "node:crypto";
import { z } from "zod";
import type { DevStoreContext } from "../context";
import { html, json, type Reply, type Request, type Router } from "../http";
import { type AppConfig, readAppConfig } from "../webhooks/appConfig";
import { script, styleSheet } from "./assets";
import type { FrameSettings } from "./browser/frame/settings";
import * as facts from "./facts";
import type { Markup } from "./html";
import { type AdminView, appPage, contentPage, noticePage, type Section } from "./page";
import { launchUrl, sessionToken, storeHandle } from "./token";
import { localeOf, matching, words } from "./words";

/** What the admin needs beside the store: where the app's mails can be read, if anywhere. */
export type AdminContext = DevStoreContext & { readonly outboxUrl?: string };

/**
 * The admin frame: embeds the app as Shopify's admin does (signed launch, session tokens, App Bridge stand-in at
 * `/app-bridge.js`), follows its address, and shows plain pages of orders, products and customers for the app's links.
 */
export function registerAdmin(router: Router, context: AdminContext): void {
  const admin = new Admin(context, readAppConfig());
  const store = `/store/:handle`;
  router.route("GET", "/", () => redirect(admin.appPath));
  router.route("GET", store, () => redirect(admin.appPath));
  router.route("GET", `${store}/apps/:app`, (request) => admin.app(request));
  router.route("GET", `${store}/apps/:app/*`, (request) => admin.app(request));
  router.route("GET", `${store}/:section`, (request) => admin.list(request));
  router.route("GET", `${store}/:section/:id`, (request) => admin.node(request));
  router.route("GET", `${store}/*`, (request) => admin.notHere(request));
  router.route("GET", "/app-bridge.js", async () => javascript(await script("bridge")));
  router.route("GET", "/admin-frame/frame.js", async () => javascript(await script("frame")));
  router.route("GET", "/admin-frame/style.css", async () => ({
    headers: { "content-type": "text/css; charset=utf-8" },
    body: await styleSheet(),
  }));
  router.route("GET", "/admin-frame/open", (request) => admin.open(request));
  router.route("POST", "/admin-frame/token", (request) => admin.own(request, () => admin.token()));
  router.route("POST", "/admin-frame/launch", (request) => admin.own(request, () => admin.launch(request)));
  router.route("POST", "/admin-frame/scopes", (request) => admin.own(request, () => admin.scopes(request)));
}

const launchBody = z.object({ path: z.string().startsWith("/"), locale: z.string() });
const scopesBody = z.object({ operation: z.enum(["query", "request", "revoke"]), scopes: z.array(z.string()) });

class Admin {
  /** One merchant, one admin session. */
  private readonly session = randomUUID();
  private readonly handle: string;

  constructor(
    private readonly context: AdminContext,
    private readonly config: AppConfig,
  ) {
    this.handle = storeHandle(context.shopDomain);
  }

  get appPath(): string {
    return `/store/${this.handle}/apps/${this.config.handle}`;
  }

  /** The page that embeds the app at the path after `/apps/<app>`. */
  app(request: Request): Reply {
    const { app, rest = "" } = request.params;
    const view = this.view(request);
    if (!this.isHere(request)) return this.notHere(request);
    if (app === this.context.apiKey) return redirect(`${this.appPath}${rest && `/${rest}`}${request.url.search}`);
    if (app !== this.config.handle) return this.notHere(request);
    const chosen = this.choice(request);
    if (chosen !== null) return chosen;
    if (request.headers.host !== new URL(this.context.url()).host) {
      return redirect(this.context.url() + request.url.pathname + request.url.search);
    }
    const settings: FrameSettings = {
      appName: this.config.name,
      appOrigin: new URL(this.context.appUrl).origin,
      base: this.appPath,
      locale: view.locale,
      words: words[view.locale],
    };
    return html(200, appPage(view, this.launched(`/${rest}${request.url.search}`, view.locale), settings));
  }

  list(request: Request): Reply {
    const view = this.view(request);
    const section = SECTIONS.find((known) => known === request.params.section);
    if (section === undefined || !this.isHere(request)) return this.notHere(request);
    return (
      this.choice(request) ??
      html(200, contentPage(view, section, words[view.locale][section], this.rows(view, section)))
    );
  }

  node(request: Request): Reply {
    const view = this.view(request);
    const section = SECTIONS.find((known) => known === request.params.section);
    if (section === undefined || !this.isHere(request)) return this.notHere(request);
    const found = this.found(view, section, request.params.id ?? "");
    if (found === null) return html(404, noticePage(view, words[view.locale].notFound, request.url.pathname));
    return this.choice(request) ?? html(200, contentPage(view, section, found.title, found.content));
  }

  notHere(request: Request): Reply {
    const view = this.view(request);
    const { notFound, notHere } = words[view.locale];
    return this.choice(request) ?? html(404, noticePage(view, notFound, notHere));
  }

  /** Where a link into Shopify's admin leads in this one: `shopify:admin/…` or `https://admin.shopify.com/store/…`. */
  open(request: Request): Reply {
    const url = request.url.searchParams.get("url") ?? "";
    const own = /^shopify:(?:\/\/)?admin\/?(.*)$/.exec(url)?.[1];
    if (own !== undefined) return redirect(`/store/${this.handle}/${own}`);
    const path = /^https:\/\/admin\.shopify\.com(\/store\/.*)$/.exec(url)?.[1];
    return path === undefined ? this.notHere(request) : redirect(path);
  }

  /** Only the frame's own page may ask: a page of another origin gets no tokens. */
  own(request: Request, answer: () => Reply | Promise<Reply>): Reply | Promise<Reply> {
    if (request.headers.origin === this.context.url()) return answer();
    return json(403, { errors: `Origin ${request.headers.origin ?? "none"} is not the admin frame` });
  }

  token(): Reply {
    return json(200, { token: sessionToken(this.context, this.session) }, noStore);
  }

  async launch(request: Request): Promise<Reply> {
    const body = launchBody.safeParse(JSON.parse((await request.body()).toString("utf8")));
    if (!body.success) return json(400, { errors: body.error.issues.map((issue) => issue.message) });
    return json(200, { url: this.launched(body.data.path, body.data.locale) }, noStore);
  }

  /** What `shopify.scopes` asks for: only optional scopes come and go; required ones stay. */
  async scopes(request: Request): Promise<Reply> {
    const body = scopesBody.safeParse(JSON.parse((await request.body()).toString("utf8")));
    if (!body.success) return json(400, { errors: body.error.issues.map((issue) => issue.message) });
    const { operation, scopes } = body.data;
    const unknown = scopes.filter((scope) => !this.config.optionalScopes.includes(scope));
    if (unknown.length > 0)
      return json(400, { errors: `${unknown.join(", ")}: not in optional_scopes of shopify.app.toml` });
    const granted = new Set(this.context.store.shop.grantedScopes);
    for (const scope of scopes) {
      if (operation === "request") granted.add(scope);
      else granted.delete(scope);
    }
    if (operation !== "query") this.context.store.putShop({ grantedScopes: [...granted] });
    const { scopes: required, optionalScopes: optional } = this.config;
    return json(200, { granted: [...granted], required, optional }, noStore);
  }

  private launched(path: string, locale: string): string {
    return launchUrl(this.context, this.context.appUrl, path, locale, this.session);
  }

  private view(request: Request): AdminView {
    return {
      shopName: this.context.store.shop.name,
      appName: this.config.name,
      storePath: `/store/${this.handle}`,
      appPath: this.appPath,
      locale: localeOf(request.headers.cookie, request.headers["accept-language"]),
      outboxUrl: this.context.outboxUrl ?? null,
    };
  }

  private isHere(request: Request): boolean {
    return request.params.handle === this.handle;
  }

  /** A language chosen in the frame is kept in a cookie; the address forgets it. */
  private choice(request: Request): Reply | null {
    const locale = matching(request.url.searchParams.get("locale") ?? "");
    if (locale === null) return null;
    const url = new URL(request.url);
    url.searchParams.delete("locale");
    return redirect(url.pathname + url.search, { "set-cookie": `locale=${locale}; Path=/; SameSite=Lax; HttpOnly` });
  }

  private rows(view: AdminView, section: ListedSection): Markup {
    const listed = { store: this.context.store, ...view };
    if (section === "orders") return facts.orderList(listed);
    return section === "products" ? facts.productList(listed) : facts.customerList(listed);
  }

  private found(view: AdminView, section: ListedSection, id: string): { title: string; content: Markup } | null {
    const { store } = this.context;
    const shown = { store, ...view };
    if (section === "orders") {
      const order = store.order(`gid://shopify/Order/${id}`);
      return order && { title: order.name, content: facts.orderFacts(shown, order) };
    }
    if (section === "products") {
      const product = store.product(`gid://shopify/Product/${id}`);
      return product && { title: product.title, content: facts.productFacts(shown, product) };
    }
    const customer = store.customer(`gid://shopify/Customer/${id}`);
    return customer && { title: `#${id}`, content: facts.customerFacts(shown, customer) };
  }
}

type ListedSection = Exclude<Section, "app">;
const SECTIONS: readonly ListedSection[] = ["orders", "products", "customers"];
const noStore = { "cache-control": "no-store" };

function redirect(location: string, headers: Readonly<Record<string, string>> = {}): Reply {
  return { status: 302, headers: { location, ...headers } };
}

function javascript(body: string): Reply {
  return { headers: { "content-type": "text/javascript; charset=utf-8", "cache-control": "no-cache" }, body };
}
