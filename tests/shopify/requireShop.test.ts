import { describe, expect, it } from "vitest";
import { hostParameter } from "../../devstore/admin/token";
import { busyStore } from "../support/busyStore";
import { connectedShop, visitToken } from "../support/connectedShop";

const BROWSER = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/140.0.0.0 Safari/537.36";

/** A document request as the admin's frame makes it. */
function documentRequest(domain: string, change: Readonly<Record<string, string | null>> = {}): Request {
  const url = new URL("http://127.0.0.1:3000/app");
  const parameters = {
    shop: domain,
    host: hostParameter(domain),
    embedded: "1",
    locale: "ja",
    id_token: visitToken(domain),
    ...change,
  };
  for (const [name, value] of Object.entries(parameters)) if (value !== null) url.searchParams.set(name, value);
  return new Request(url, { headers: { "user-agent": BROWSER } });
}

const dataRequest = (token: string) =>
  new Request("http://127.0.0.1:3000/app?_data=routes%2Fapp", {
    headers: { "user-agent": BROWSER, authorization: `Bearer ${token}` },
  });

const answerOf = (work: Promise<unknown>): Promise<Response> =>
  work.then(
    () => Promise.reject(new Error("expected an answer to be thrown")),
    (thrown: unknown) => (thrown instanceof Response ? thrown : Promise.reject(thrown)),
  );

describe("the first visit to the app", () => {
  it("exchanges the session token, makes the shop known and opens the reading of its history, once", async () => {
    const shop = await connectedShop(busyStore("visited.myshopify.com", 3));
    const { requireShop } = await import("~/shopify/requireShop.server");
    const { prisma } = await import("~/db.server");
    await shop.rows("DELETE FROM sync_state RETURNING 1");
    await shop.rows("DELETE FROM shops RETURNING 1");
    await prisma.session.deleteMany({ where: { shop: shop.domain } });
    const visits = await Promise.all([1, 2].map(() => requireShop(documentRequest(shop.domain))));
    const [visit] = visits;
    expect(visit).toMatchObject({
      installation: "new",
      language: "ja",
      notices: [],
      shop: { domain: shop.domain, currency: "USD", language: "ja" },
    });
    expect(new Set(visits.map((one) => one.shop.shopId)).size).toBe(1);
    const { syncProgress } = await import("~/sync");
    await expect(syncProgress(visit?.shop.shopId ?? 0n)).resolves.toMatchObject({ phase: "planning" });
    const later = await requireShop(dataRequest(visitToken(shop.domain)));
    expect(later).toMatchObject({ installation: "known", language: "ja", host: null });
  });
});

describe("every request", () => {
  it("tells who may frame the page: the shop it was authenticated for, whatever the address says", async () => {
    const shop = await connectedShop(busyStore("framed.myshopify.com", 2));
    const { requireShop } = await import("~/shopify/requireShop.server");
    const { documentHeaders } = await import("~/shopify/documentHeaders.server");
    const { headers } = await requireShop(documentRequest(shop.domain));
    const policy = `frame-ancestors https://framed.myshopify.com https://admin.shopify.com ${process.env.DEVSTORE_URL};`;
    expect(headers["Content-Security-Policy"]).toBe(policy);
    const ofDocument = (request: Request) => {
      const given = new Headers();
      documentHeaders(request, given);
      return given.get("content-security-policy");
    };
    expect(ofDocument(documentRequest(shop.domain, { shop: "other.myshopify.com" }))).toBe(policy);
    const [head, body] = visitToken(shop.domain).split(".");
    for (const token of [null, "x", `${head}.${body}.AAAA`]) {
      expect(ofDocument(documentRequest(shop.domain, { id_token: token })), String(token)).toBe(
        "frame-ancestors 'none';",
      );
    }
  });

  it("of another app, or with a token that was altered, is not let in", async () => {
    const shop = await connectedShop(busyStore("guarded.myshopify.com", 2));
    const { requireShop } = await import("~/shopify/requireShop.server");
    const [head, body] = visitToken(shop.domain).split(".");
    const answer = await answerOf(requireShop(dataRequest(`${head}.${body}.AAAA`)));
    expect(answer.status).toBe(401);
    const { sessionToken } = await import("../../devstore/admin/token");
    const foreign = {
      shopDomain: shop.domain,
      apiKey: "another-app",
      apiSecret: process.env.SHOPIFY_API_SECRET ?? "",
      clock: Date.now,
    };
    expect((await answerOf(requireShop(dataRequest(sessionToken(foreign, "visit"))))).status).toBe(401);
  });

  it("says which scope is missing", async () => {
    const shop = await connectedShop(busyStore("unscoped.myshopify.com", 2));
    const { requireShop } = await import("~/shopify/requireShop.server");
    const { refreshShop } = await import("~/shopify/install.server");
    shop.devStore.store.putShop({ grantedScopes: ["read_orders", "read_all_orders", "read_products"] });
    await refreshShop(shop.domain);
    const { notices } = await requireShop(documentRequest(shop.domain));
    expect(notices).toEqual([{ key: "scope_missing", params: { scope: "read_customers" } }]);
  });
});

describe("the page that fetches a session token", () => {
  it("loads App Bridge from where the app does, and is framed by nobody but a shop", async () => {
    const shop = await connectedShop(busyStore("bounced.myshopify.com", 2));
    const { loader } = await import("~/routes/auth.$");
    const { env } = await import("~/env.server");
    const page = async (name: string) => {
      const request = new Request(`http://127.0.0.1:3000/auth/session-token?shop=${name}&host=x`, {
        headers: { "user-agent": BROWSER },
      });
      return answerOf(Promise.resolve(loader({ request, params: {}, context: {} })));
    };
    const answer = await page(shop.domain);
    expect(answer.headers.get("content-security-policy")).toContain("https://bounced.myshopify.com");
    const html = await answer.text();
    expect(html).toContain(`src="${env.APP_BRIDGE_URL}"`);
    expect((await page("evil.example.com")).headers.get("content-security-policy")).toBe("frame-ancestors 'none';");
  });

  it("is where a document without one is sent", async () => {
    const shop = await connectedShop(busyStore("tokenless.myshopify.com", 2));
    const { requireShop } = await import("~/shopify/requireShop.server");
    const answer = await answerOf(requireShop(documentRequest(shop.domain, { id_token: null })));
    expect(answer.status).toBe(302);
    expect(answer.headers.get("location")).toContain("/auth/session-token");
  });
});
