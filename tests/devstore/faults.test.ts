import { describe, expect, test } from "vitest";
import { gid, lineItem, order } from "../support/storeFolder";
import { type Answer, callAdmin, type RunningStore, runningStore } from "./running";

const orders = Array.from({ length: 20 }, (_, index) =>
  order(index + 1, { lines: [lineItem(index + 1, { price: "1.00" })] }),
);
const query = "{ shop { id } }";
const bulkQuery = "{ orders { edges { node { id name } } } }";

async function control(
  store: RunningStore,
  path: string,
  method: string,
  body?: unknown,
): Promise<{ status: number; body: Answer }> {
  const response = await fetch(`${store.url}/__devstore/${path}`, {
    method,
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  return { status: response.status, body: await response.json() };
}

describe("faults on request", () => {
  test("the next n calls are throttled, and with the bucket empty the wait is real", async () => {
    const store = await runningStore({}, { clock: () => 1_781_481_600_000 });
    store.faults.set({ throttleNext: 1 });
    const first = await store.admin(query);
    expect(first.errors[0].extensions.code).toBe("THROTTLED");
    expect(first.extensions.cost.throttleStatus.currentlyAvailable).toBe(0);
    expect((await store.admin(query)).errors[0].extensions.code).toBe("THROTTLED");
  });

  test("the next n calls fail with a status of 5xx, then all is well", async () => {
    const store = await runningStore();
    store.faults.set({ serverErrorNext: 2, serverErrorStatus: 502 });
    const statuses: number[] = [];
    for (let call = 0; call < 3; call += 1) {
      const response = await callAdmin(store.url, store.token, { query });
      statuses.push(response.status);
      await response.body?.cancel();
    }
    expect(statuses).toEqual([502, 502, 200]);
  });

  test("every call is slow", async () => {
    const store = await runningStore();
    store.faults.set({ slowMs: 80 });
    const before = performance.now();
    await store.admin(query);
    expect(performance.now() - before).toBeGreaterThan(75);
  });

  test("a bulk operation ends FAILED with a part of its rows, which is a prefix and may end within a line", async () => {
    const store = await runningStore({ orders });
    const whole = await (await fetch((await store.bulk(bulkQuery)).url)).text();
    store.faults.set({ bulkFailNext: 1 });
    const operation = await store.bulk(bulkQuery);
    expect(operation).toMatchObject({ status: "FAILED", errorCode: "INTERNAL_SERVER_ERROR", url: null });
    const part = await (await fetch(operation.partialDataUrl)).text();
    expect(part.length).toBe(Math.floor(whole.length / 2));
    expect(whole.startsWith(part)).toBe(true);
    expect(await store.bulk(bulkQuery)).toMatchObject({ status: "COMPLETED" });
  });

  test("a bulk file is cut short though the operation is COMPLETED", async () => {
    const store = await runningStore({ orders });
    store.faults.set({ bulkTruncateNext: 1 });
    const operation = await store.bulk(bulkQuery);
    const text = await (await fetch(operation.url)).text();
    expect(operation).toMatchObject({ status: "COMPLETED", objectCount: "20" });
    expect(text.split("\n").length).toBeLessThan(20);
    expect(text.endsWith("\n")).toBe(false);
  });

  test("objectCount is wrong, and links are expired", async () => {
    const store = await runningStore({ orders });
    store.faults.set({ bulkObjectCountOff: -3 });
    const operation = await store.bulk(bulkQuery);
    expect(operation.objectCount).toBe("17");
    store.faults.set({ bulkUrlExpired: true });
    expect((await fetch(operation.url)).status).toBe(400);
  });
});

describe("the control address", () => {
  test("sets, shows and clears faults; an unknown one is told", async () => {
    const store = await runningStore();
    expect((await control(store, "faults", "POST", { slowMs: 5 })).body).toMatchObject({ slowMs: 5, throttleNext: 0 });
    expect((await control(store, "faults", "GET")).body.slowMs).toBe(5);
    expect((await control(store, "faults", "DELETE")).body.slowMs).toBe(0);
    const unknown = await control(store, "faults", "POST", { slow: 5 });
    expect([unknown.status, unknown.body.errors]).toEqual([400, expect.stringContaining("slow")]);
  });

  test("puts, shows and deletes nodes, by the rules of the folder", async () => {
    const store = await runningStore({ orders });
    const fresh = order(99, { lines: [lineItem(99, { price: "3.00" })] });
    expect((await control(store, "orders", "POST", fresh)).body).toMatchObject({
      id: gid("Order", 99),
      updatedAt: "2026-06-15T00:00:00Z",
    });
    expect((await store.admin("{ ordersCount { count } }")).data.ordersCount.count).toBe(21);
    const path = `orders?id=${encodeURIComponent(gid("Order", 99))}`;
    expect((await control(store, path, "GET")).body.name).toBe("#99");
    expect((await control(store, path, "DELETE")).body).toEqual({ deleted: true });
    expect((await control(store, path, "DELETE")).status).toBe(404);
    const bad = await control(store, "orders", "POST", { ...fresh, naem: "#99" });
    expect([bad.status, bad.body.errors[0]]).toEqual([
      422,
      {
        file: 'Order "gid://shopify/Order/99"',
        line: null,
        field: "naem",
        rule: "Order has no such field (did you mean name?)",
      },
    ]);
  });

  test("moves the store's time and changes the shop", async () => {
    const store = await runningStore({ orders });
    expect((await control(store, "now", "POST", { now: "2026-07-01T00:00:00Z" })).body.now).toBe(
      "2026-07-01T00:00:00.000Z",
    );
    expect((await control(store, "shop", "POST", { grantedScopes: ["read_orders"] })).body.grantedScopes).toEqual([
      "read_orders",
    ]);
    expect((await control(store, "now", "POST", { now: "tomorrow" })).status).toBe(400);
  });

  test("an address that does not exist is 404, a method that does not fit 405", async () => {
    const store = await runningStore();
    expect((await control(store, "nothing", "GET")).status).toBe(404);
    expect((await control(store, "ready", "POST", {})).status).toBe(405);
  });
});
