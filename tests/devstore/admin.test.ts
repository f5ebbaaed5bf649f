import "@shopify/shopify-api/adapters/node";
import { ApiVersion, LogSeverity, shopifyApi } from "@shopify/shopify-api";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { registerAdmin } from "../../devstore/admin";
import { apiKey, apiSecret, serveTinyStore, type TinyStore } from "./support/tinyStore";

const appUrl = "http://127.0.0.1:4999";
let store: TinyStore;

beforeAll(async () => {
  store = await serveTinyStore(appUrl, (router, context) =>
    registerAdmin(router, { ...context, outboxUrl: `${appUrl}/outbox` }),
  );
});
afterAll(() => store.stop());

const shopify = shopifyApi({
  apiKey,
  apiSecretKey: apiSecret,
  apiVersion: ApiVersion.July26,
  hostName: "127.0.0.1",
  isEmbeddedApp: true,
  logger: { level: LogSeverity.Error },
});

const get = (path: string, headers: Record<string, string> = {}) =>
  fetch(store.url + path, { redirect: "manual", headers });
const post = (path: string, body: unknown, origin = store.url) =>
  fetch(store.url + path, { method: "POST", headers: { origin }, body: JSON.stringify(body) });

async function launchOf(path: string): Promise<URL> {
  const page = await (await get(`/store/kestrel/apps/tenure${path}`)).text();
  const src = /<iframe id="app"[^>]* data-src="([^"]+)"/.exec(page)?.[1] ?? "";
  return new URL(src.replaceAll("&#38;", "&"));
}

describe("the launch of the app", () => {
  it("goes to the app's path with the parameters Shopify adds", async () => {
    const url = await launchOf("/app/cohorts?by=month");
    expect(url.origin + url.pathname).toBe(`${appUrl}/app/cohorts`);
    expect(url.searchParams.get("by")).toBe("month");
    expect(url.searchParams.get("embedded")).toBe("1");
    expect(url.searchParams.get("shop")).toBe("kestrel.myshopify.com");
    expect(url.searchParams.get("locale")).toBe("en");
    expect(url.searchParams.get("session")).toMatch(/^[0-9a-f]{64}$/);
    expect(atob(url.searchParams.get("host") ?? "")).toBe("admin.shopify.com/store/kestrel");
    expect(url.searchParams.get("host")).not.toContain("=");
  });

  it("is signed so that Shopify's own library accepts it, and not after a change", async () => {
    const url = await launchOf("/app?note=two words");
    expect(await shopify.utils.validateHmac(url.searchParams)).toBe(true);
    url.searchParams.set("shop", "other.myshopify.com");
    expect(await shopify.utils.validateHmac(url.searchParams)).toBe(false);
  });

  it("carries a session token of one minute that Shopify's own library accepts", async () => {
    const token = (await launchOf("/")).searchParams.get("id_token") ?? "";
    const payload = await shopify.session.decodeSessionToken(token);
    expect(payload).toMatchObject({
      iss: "https://kestrel.myshopify.com/admin",
      dest: "https://kestrel.myshopify.com",
      aud: apiKey,
    });
    expect(payload.exp - payload.nbf).toBe(60);
    const again = await shopify.session.decodeSessionToken((await launchOf("/")).searchParams.get("id_token") ?? "");
    expect(again.sid).toBe(payload.sid);
    expect(again.jti).not.toBe(payload.jti);
  });

  it("does not let the address bring its own signed parameters", async () => {
    const url = await launchOf("/app?shop=other.myshopify.com&id_token=stolen&hmac=00");
    expect(url.searchParams.getAll("shop")).toEqual(["kestrel.myshopify.com"]);
    expect(url.searchParams.getAll("hmac")).toHaveLength(1);
    expect(await shopify.utils.validateHmac(url.searchParams)).toBe(true);
  });

  it("begins at the root, and knows the app by its client id too", async () => {
    expect((await get("/")).headers.get("location")).toBe("/store/kestrel/apps/tenure");
    expect((await get(`/store/kestrel/apps/${apiKey}/app?x=1`)).headers.get("location")).toBe(
      "/store/kestrel/apps/tenure/app?x=1",
    );
  });
});

describe("fresh tokens", () => {
  it("are given to the frame's own page and to no other", async () => {
    const reply = await post("/admin-frame/token", {});
    const { token } = (await reply.json()) as { token: string };
    expect((await shopify.session.decodeSessionToken(token)).dest).toBe("https://kestrel.myshopify.com");
    expect(reply.headers.get("cache-control")).toBe("no-store");
    expect((await post("/admin-frame/token", {}, appUrl)).status).toBe(403);
    expect((await fetch(`${store.url}/admin-frame/token`, { method: "POST" })).status).toBe(403);
  });
});

describe("optional scopes", () => {
  it("come and go with the merchant's word; required ones cannot be revoked", async () => {
    const granted = async (body: unknown) => {
      const reply = (await (await post("/admin-frame/scopes", body)).json()) as { granted: string[] };
      return reply.granted.includes("read_reports");
    };
    expect(await granted({ operation: "query", scopes: [] })).toBe(false);
    expect(await granted({ operation: "request", scopes: ["read_reports"] })).toBe(true);
    expect(store.context.store.shop.grantedScopes).toContain("read_reports");
    expect(await granted({ operation: "revoke", scopes: ["read_reports"] })).toBe(false);
    expect((await post("/admin-frame/scopes", { operation: "revoke", scopes: ["read_orders"] })).status).toBe(400);
  });
});

describe("the language of the frame", () => {
  it("is the browser's, else English, until one is chosen; then the app is launched in it", async () => {
    const language = async (headers: Record<string, string>) => {
      const page = await (await get("/store/kestrel/apps/tenure", headers)).text();
      return [/<html lang="([^"]+)"/.exec(page)?.[1], /locale=([A-Za-z-]+)/.exec(page)?.[1]];
    };
    expect(await language({ "accept-language": "fr-FR,ja-JP;q=0.8" })).toEqual(["ja", "ja"]);
    expect(await language({ "accept-language": "zh-Hans,en" })).toEqual(["zh-CN", "zh-CN"]);
    expect(await language({ "accept-language": "fr" })).toEqual(["en", "en"]);
    const chosen = await get("/store/kestrel/apps/tenure/app?locale=tr&x=1");
    expect(chosen.headers.get("location")).toBe("/store/kestrel/apps/tenure/app?x=1");
    const cookie = (chosen.headers.get("set-cookie") ?? "").split(";")[0] ?? "";
    expect(await language({ cookie, "accept-language": "ja" })).toEqual(["tr", "tr"]);
  });
});

describe("the admin's own pages", () => {
  it("show an order with its lines and its ledger, in the shop's zone", async () => {
    const page = await (await get("/store/kestrel/orders/1001")).text();
    expect(page).toContain("#1001");
    expect(page).toContain("Jan 5, 2025, 11:30 PM");
    expect(page).toContain("Wool blanket");
    expect(page).toContain("€120.00");
    expect(page).toContain('href="/store/kestrel/customers/9001"');
  });

  it("show a product with its variants and a customer with their orders", async () => {
    const product = await (await get("/store/kestrel/products/501")).text();
    expect(product).toContain("WB-GREY");
    expect(product).toContain("21.50 EUR");
    const customer = await (await get("/store/kestrel/customers/9001")).text();
    expect(customer).toContain('href="/store/kestrel/orders/1001"');
    expect(customer).toContain("newsletter");
  });

  it("list what the store holds", async () => {
    expect(await (await get("/store/kestrel/orders")).text()).toContain("1 of 1");
    expect(await (await get("/store/kestrel/products")).text()).toContain("Wool blanket");
    expect(await (await get("/store/kestrel/customers")).text()).toContain("9001");
  });

  it("say plainly when there is nothing: an unknown order, another store, a page Shopify has and this one has not", async () => {
    for (const path of ["/store/kestrel/orders/7", "/store/other/apps/tenure", "/store/kestrel/discounts/1/edit"]) {
      const reply = await get(path);
      expect(reply.status).toBe(404);
      expect(await reply.text()).toContain("There is nothing here");
    }
  });

  it("show what a merchant typed as text, never as markup", async () => {
    const blanket = store.context.store.product("gid://shopify/Product/501");
    store.context.store.putProduct({ ...blanket, id: "gid://shopify/Product/501", title: "<script>alert(1)</script>" });
    const page = await (await get("/store/kestrel/products/501")).text();
    expect(page).not.toContain("<script>alert");
    expect(page).toContain("&#60;script&#62;alert");
  });

  it("are where links into Shopify's admin lead, in either spelling", async () => {
    const leads = async (url: string) =>
      (await get(`/admin-frame/open?url=${encodeURIComponent(url)}`)).headers.get("location");
    expect(await leads("shopify:admin/customers/9001")).toBe("/store/kestrel/customers/9001");
    expect(await leads("shopify://admin/products/501")).toBe("/store/kestrel/products/501");
    expect(await leads("https://admin.shopify.com/store/kestrel/orders/1001")).toBe("/store/kestrel/orders/1001");
    expect(await leads("https://elsewhere.example/store/kestrel")).toBeNull();
  });

  it("name the dev store and link to the mail outbox", async () => {
    const page = await (await get("/store/kestrel/apps/tenure")).text();
    expect(page).toContain("dev store");
    expect(page).toContain(`href="${appUrl}/outbox"`);
  });
});
