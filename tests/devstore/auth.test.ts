import { describe, expect, test } from "vitest";
import { testShop } from "../support/storeFolder";
import { apiKey, callAdmin, exchangeFields, runningStore, sessionToken } from "./running";

const minute = 60_000;
const day = 86_400_000;
const refreshFields = (refresh_token: string) => ({ grant_type: "refresh_token", refresh_token });

/** A wall clock that a test moves. */
function movable(startMs = Date.parse("2026-06-15T00:00:00Z")) {
  let now = startMs;
  return { read: () => now, pass: (milliseconds: number) => (now += milliseconds) };
}

async function shopName(url: string, token: string): Promise<number> {
  const response = await callAdmin(url, token, { query: "{ shop { name } }" });
  await response.body?.cancel();
  return response.status;
}

describe("token exchange", () => {
  test("a session token buys an offline access token for 60 minutes and a refresh token for 90 days", async () => {
    const store = await runningStore();
    const { status, body } = await store.oauth(exchangeFields(sessionToken(Date.now())));
    expect(status).toBe(200);
    expect(body).toMatchObject({
      scope: "read_orders,read_all_orders,read_customers,read_products",
      expires_in: 3600,
      refresh_token_expires_in: 7_776_000,
    });
    expect(await shopName(store.url, body.access_token)).toBe(200);
  });

  test("a session token that is forged, expired, for another app or of another shop buys nothing", async () => {
    const store = await runningStore();
    const now = Date.now();
    const other = "https://other.myshopify.com";
    const bad = [
      sessionToken(now, {}, "another secret"),
      sessionToken(now, { exp: Math.floor(now / 1000) - 60 }),
      sessionToken(now, { nbf: Math.floor(now / 1000) + 60 }),
      sessionToken(now, { aud: "another app" }),
      sessionToken(now, { dest: other, iss: `${other}/admin` }),
      sessionToken(now, { iss: `${other}/admin` }),
      "not.a.jwt",
    ];
    for (const token of bad) {
      const { status, body } = await store.oauth(exchangeFields(token));
      expect([status, body.error]).toEqual([400, "invalid_subject_token"]);
    }
  });

  test("a token without expiry is refused to a public app", async () => {
    const store = await runningStore();
    const { status, body } = await store.oauth({ ...exchangeFields(sessionToken(Date.now())), expiring: "0" });
    expect([status, body.error]).toEqual([400, "invalid_request"]);
    expect(body.error_description).toContain("expiring=1");
  });

  test("an unknown client, grant or shop is refused", async () => {
    const store = await runningStore();
    const fields = exchangeFields(sessionToken(Date.now()));
    expect((await store.oauth({ ...fields, client_secret: "guess" })).body.error).toBe("invalid_client");
    expect((await store.oauth({ ...fields, grant_type: "password" })).body.error).toBe("unsupported_grant_type");
    const elsewhere = await callAdmin(
      store.url,
      store.token,
      { query: "{ shop { name } }" },
      "2026-07",
      "other.myshopify.com",
    );
    expect(elsewhere.status).toBe(404);
  });
});

describe("an access token", () => {
  test("is refused after 60 minutes, when it is unknown and when it is missing, with Shopify's message", async () => {
    const clock = movable();
    const store = await runningStore({}, { clock: clock.read });
    clock.pass(59 * minute);
    expect(await shopName(store.url, store.token)).toBe(200);
    clock.pass(2 * minute);
    for (const token of [store.token, "shpat_guess", ""]) {
      const response = await callAdmin(store.url, token, { query: "{ shop { name } }" });
      expect(response.status).toBe(401);
      expect(await response.json()).toEqual({
        errors: "[API] Invalid API key or access token (unrecognized login or wrong password)",
      });
    }
  });

  test("is no refresh token, and the other way round", async () => {
    const store = await runningStore();
    const { body } = await store.oauth(exchangeFields(sessionToken(Date.now())));
    expect(await shopName(store.url, body.refresh_token)).toBe(401);
    expect((await store.oauth(refreshFields(body.access_token))).body.error).toBe("invalid_grant");
  });

  test("works on after a refresh until its own end, so that work under way is not cut off", async () => {
    const store = await runningStore();
    const { body } = await store.oauth(exchangeFields(sessionToken(Date.now())));
    await store.oauth(refreshFields(body.refresh_token));
    expect(await shopName(store.url, body.access_token)).toBe(200);
  });

  test("is refused once revoked, with its refresh token; a new exchange helps", async () => {
    const clock = movable();
    const store = await runningStore({}, { clock: clock.read });
    const { body } = await store.oauth(exchangeFields(sessionToken(clock.read())));
    store.faults.set({ revokedToken: true });
    expect(await shopName(store.url, body.access_token)).toBe(401);
    expect((await store.oauth(refreshFields(body.refresh_token))).status).toBe(400);
    clock.pass(1000);
    const again = await store.oauth(exchangeFields(sessionToken(clock.read())));
    expect(await shopName(store.url, again.body.access_token)).toBe(200);
  });
});

describe("rotation", () => {
  test("a refresh gives a new pair; the old refresh token still works until the new one is used", async () => {
    const store = await runningStore();
    const first = (await store.oauth(exchangeFields(sessionToken(Date.now())))).body;
    const second = (await store.oauth(refreshFields(first.refresh_token))).body;
    expect(second.refresh_token).not.toBe(first.refresh_token);
    const repeated = await store.oauth(refreshFields(first.refresh_token));
    expect(repeated.status).toBe(200);
    expect((await store.oauth(refreshFields(second.refresh_token))).status).toBe(200);
    const late = await store.oauth(refreshFields(first.refresh_token));
    expect([late.status, late.body.error]).toEqual([400, "invalid_grant"]);
  });

  test("a used refresh token works for 30 days more at most, an unused one for 90", async () => {
    const clock = movable();
    const store = await runningStore({}, { clock: clock.read });
    const unused = (await store.oauth(exchangeFields(sessionToken(clock.read())))).body;
    const used = (await store.oauth(exchangeFields(sessionToken(clock.read())))).body;
    await store.oauth(refreshFields(used.refresh_token));
    clock.pass(31 * day);
    expect((await store.oauth(refreshFields(used.refresh_token))).status).toBe(400);
    clock.pass(58 * day);
    expect((await store.oauth(refreshFields(unused.refresh_token))).status).toBe(200);
    clock.pass(2 * day);
    expect((await store.oauth(refreshFields(unused.refresh_token))).status).toBe(400);
  });

  test("a reply lost on the way costs nothing: the same refresh token is sent again", async () => {
    const store = await runningStore();
    const { body } = await store.oauth(exchangeFields(sessionToken(Date.now())));
    store.faults.set({ tokenReplyLostNext: 1 });
    await expect(store.oauth(refreshFields(body.refresh_token))).rejects.toThrow();
    expect((await store.oauth(refreshFields(body.refresh_token))).status).toBe(200);
  });
});

test("the token endpoint takes a form as well as JSON", async () => {
  const store = await runningStore();
  const form = new URLSearchParams({
    ...exchangeFields(sessionToken(Date.now())),
    client_id: apiKey,
    client_secret: "test-secret",
  });
  const response = await fetch(`${store.url}/admin/oauth/access_token`, {
    method: "POST",
    headers: { "x-forwarded-host": testShop.myshopifyDomain },
    body: form,
  });
  expect(response.status).toBe(200);
  await response.body?.cancel();
});
