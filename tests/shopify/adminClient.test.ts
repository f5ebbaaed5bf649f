import { describe, expect, it } from "vitest";
import { busyStore } from "../support/busyStore";
import { connectedShop } from "../support/connectedShop";

const waits: number[] = [];

/** A client whose waits are noted and not waited for. */
async function client(domain: string) {
  const { adminClient } = await import("~/shopify/adminClient.server");
  waits.length = 0;
  return adminClient(domain, async (ms) => {
    waits.push(ms);
  });
}

const ask = async (domain: string) => (await client(domain)).request("shop", "OrdersTotal", { q: "" });
const store = (domain: string) => connectedShop(busyStore(domain, 4));

describe("a call of the Admin API", () => {
  it("that is throttled waits until the bucket holds its cost", async () => {
    const shop = await store("throttled.myshopify.com");
    let first = true;
    shop.proxy.answer = ({ operation }) => {
      if (operation !== "OrdersTotal" || !first) return null;
      first = false;
      const cost = {
        requestedQueryCost: 300,
        throttleStatus: { maximumAvailable: 2000, currentlyAvailable: 100, restoreRate: 100 },
      };
      const body = {
        data: null,
        errors: [{ message: "Throttled", extensions: { code: "THROTTLED" } }],
        extensions: { cost },
      };
      return { status: 200, body: JSON.stringify(body) };
    };
    await expect(ask(shop.domain)).resolves.toMatchObject({ data: { ordersCount: { count: 4 } } });
    // (300 − 100) points at 100 a second.
    expect(waits).toEqual([2000]);
  });

  it("reads Retry-After as seconds: 2.0 is two seconds, not two milliseconds", async () => {
    const shop = await store("retry.myshopify.com");
    let left = 2;
    shop.proxy.answer = ({ operation }) =>
      operation === "OrdersTotal" && left-- > 0 ? { status: 429, headers: { "retry-after": "2.0" } } : null;
    await expect(ask(shop.domain)).resolves.toMatchObject({ data: { ordersCount: { count: 4 } } });
    expect(waits).toEqual([2000, 2000]);
  });

  it("tries longer and longer on 5xx and lost answers, and tells when nothing comes", async () => {
    const shop = await store("down.myshopify.com");
    shop.proxy.answer = ({ operation }) => (operation === "OrdersTotal" ? { status: 503 } : null);
    await expect(ask(shop.domain)).rejects.toMatchObject({
      fault: "unreachable",
      detail: expect.stringContaining("status 503"),
    });
    expect(waits).toEqual([500, 1000, 2000, 4000, 8000]);
    shop.proxy.answer = null;
    let lost = 2;
    shop.proxy.losesAnswer = ({ operation }) => operation === "OrdersTotal" && lost-- > 0;
    await expect(ask(shop.domain)).resolves.toMatchObject({ data: { ordersCount: { count: 4 } } });
  });

  it.each([402, 403, 404, 423])("with status %i means that the shop is closed, and is not repeated", async (status) => {
    const shop = await store(`closed-${status}.myshopify.com`);
    shop.proxy.answer = ({ operation }) => (operation === "OrdersTotal" ? { status } : null);
    await expect(ask(shop.domain)).rejects.toMatchObject({ fault: "shopClosed", detail: String(status) });
    expect(shop.proxy.calls.filter(({ operation }) => operation === "OrdersTotal")).toHaveLength(1);
  });

  it("names the scope that is missing", async () => {
    const shop = await store("scope.myshopify.com");
    shop.devStore.store.putShop({ grantedScopes: ["read_products"] });
    await expect(ask(shop.domain)).rejects.toMatchObject({ fault: "scopeMissing", detail: "read_orders" });
  });

  it("takes a field the app is not approved for as unknown, and says which", async () => {
    const shop = await store("denied.myshopify.com");
    shop.proxy.rewrite = ({ operation }, answer) => {
      if (operation !== "ShopSettings") return answer;
      const { data } = JSON.parse(answer);
      const error = {
        message: "This app is not approved to use the email field.",
        path: ["shop", "email"],
        extensions: { code: "ACCESS_DENIED" },
      };
      return JSON.stringify({ data: { ...data, shop: { ...data.shop, email: null } }, errors: [error] });
    };
    const answer = await (await client(shop.domain)).request("shop", "ShopSettings");
    expect(answer.denied).toEqual(["shop.email"]);
    expect(answer.data).toMatchObject({ shop: { email: null, currencyCode: "USD" } });
  });

  it("never goes to a host that is not a shop's", async () => {
    const { shopifyFetch } = await import("~/shopify/transport.server");
    for (const url of [
      "https://example.com/admin/x",
      "http://a.myshopify.com/x",
      "https://a.myshopify.com.example.com/x",
      "https://-a.myshopify.com/",
    ])
      await expect(shopifyFetch(url), url).rejects.toThrow("expected https and a host of the form shop.myshopify.com");
  });
});

describe("a token", () => {
  it("that ended is renewed once, however many calls wait for it", async () => {
    let now = Date.now();
    const shop = await connectedShop(busyStore("single.myshopify.com", 2), { clock: () => now });
    const { prisma } = await import("~/db.server");
    now += 61 * 60_000;
    await prisma.session.updateMany({ where: { shop: shop.domain }, data: { expires: new Date(Date.now() - 1000) } });
    const before = renewals(shop.proxy.calls);
    await Promise.all(Array.from({ length: 8 }, () => ask(shop.domain)));
    expect(renewals(shop.proxy.calls) - before).toBe(1);
  });

  it("whose renewal was lost on the way is renewed again with the token before it", async () => {
    let now = Date.now();
    const shop = await connectedShop(busyStore("lost-reply.myshopify.com", 2), { clock: () => now });
    const { prisma } = await import("~/db.server");
    now += 61 * 60_000;
    await prisma.session.updateMany({ where: { shop: shop.domain }, data: { expires: new Date(Date.now() - 1000) } });
    shop.devStore.faults.set({ tokenReplyLostNext: 1 });
    await expect(ask(shop.domain)).resolves.toMatchObject({ data: { ordersCount: { count: 2 } } });
  });

  it("that Shopify refuses although it should be good is renewed once", async () => {
    const shop = await store("refused.myshopify.com");
    let refusals = 1;
    shop.proxy.answer = ({ operation }) => (operation === "OrdersTotal" && refusals-- > 0 ? { status: 401 } : null);
    await expect(ask(shop.domain)).resolves.toMatchObject({ data: { ordersCount: { count: 4 } } });
  });

  it("that was revoked asks for a visit of the merchant, and the sync says so", async () => {
    const shop = await store("revoked.myshopify.com");
    shop.devStore.faults.set({ revokedToken: true });
    await expect(ask(shop.domain)).rejects.toMatchObject({ fault: "reauthorise" });
    const { advanceSync, syncProgress } = await import("~/sync");
    await advanceSync(shop.shopId);
    await expect(syncProgress(shop.shopId)).resolves.toMatchObject({
      phase: "blocked",
      problems: [{ key: "reauthorise" }],
    });
  });
});

const renewals = (calls: readonly { body: string }[]) =>
  calls.filter(({ body }) => body.includes('"refresh_token"')).length;
