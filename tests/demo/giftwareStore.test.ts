import { mkdtempSync, readFileSync, rmSync, statSync, unlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { buildDemoStore } from "../../demo/index";
import { openStore } from "../../devstore/store/store";
import { csvOf, digestOf, linesOf } from "./folderOf";

const TODAY = "2026-11-22";
const root = mkdtempSync(join(tmpdir(), "tenure-giftware-"));
const folder = join(root, "giftware");
const build = (today = TODAY) => buildDemoStore("giftware", { into: folder, today });

beforeAll(() => build());
afterAll(() => rmSync(root, { recursive: true, force: true }));

describe("the giftware folder", () => {
  test("a day makes the same bytes, everywhere", () => {
    expect(digestOf(folder)).toBe("a2ae14fc09051e9b4416a7d812803c5495fe330688b311b4d2fbe6b6d931b203");
  });

  test("the dev store opens it, and its ledger has the published net sales and shipping", async () => {
    const store = await openStore(folder);
    expect(store.orders.size).toBe(19_960);
    expect(store.customers.size).toBe(4372);
    const sums = { goods: 0, shipping: 0, giftCards: 0 };
    for (const order of store.orders.all()) {
      for (const { lineType, totalAmount, totalTaxAmount } of store.ledgerOf(order).flatMap(({ sales }) => sales)) {
        const net = totalAmount.shop - totalTaxAmount.shop;
        if (lineType === "PRODUCT" || lineType === "ADJUSTMENT") sums.goods += net;
        if (lineType === "SHIPPING") sums.shipping += net;
        if (lineType === "GIFT_CARD") sums.giftCards += net;
      }
    }
    expect(sums).toEqual({ goods: 979_281_297, shipping: 29_140_165 - 240_595, giftCards: 68_581 });
  });

  test("536365 stands on a Wednesday of the shifted year at its own London time", () => {
    const [first] = linesOf(join(folder, "orders.jsonl"));
    expect(JSON.parse(first ?? "")).toMatchObject({
      id: "gid://shopify/Order/536365",
      name: "#536365",
      processedAt: "2025-11-12T08:26:00Z",
      customer: { id: "gid://shopify/Customer/17850" },
      shippingAddress: { countryCodeV2: "GB" },
      transactions: [
        { kind: "SALE", amountSet: "139.12", gateway: "shopify_payments", fees: [{ amount: { amount: "2.34" } }] },
      ],
    });
  });

  test("the last order is of the latest Friday before today", () => {
    const times = linesOf(join(folder, "orders.jsonl")).map((line) => JSON.parse(line).processedAt);
    const last = times.sort().at(-1);
    expect(last).toBe("2026-11-20T12:50:00Z");
  });

  test("a price difference of a return is an adjustment, so that the source's money is given back", () => {
    const line = linesOf(join(folder, "orders.jsonl")).find((text) =>
      text.startsWith('{"id":"gid://shopify/Order/536575"'),
    );
    const refund = JSON.parse(line ?? "").refunds[0];
    expect(refund).toMatchObject({
      note: "Credit note C538082",
      totalRefundedSet: "42.00",
      refundLineItems: [{ quantity: 20, subtotalSet: "33.80", restockType: "RETURN" }],
      orderAdjustments: [{ amountSet: "-8.20", reason: "REFUND_DISCREPANCY" }],
      transactions: [{ kind: "REFUND", amountSet: "42.00" }],
    });
  });

  test("expenses from the source sum to what the account says, and 8% of the products have no cost", () => {
    const fromSource = csvOf(join(folder, "expenses.csv")).filter(({ name }) => name?.endsWith("from the source)"));
    expect(fromSource).toHaveLength(132);
    expect(fromSource.reduce((sum, { amount }) => sum + Number(amount?.replace(".", "")), 0)).toBe(25_093_602);
    const products = linesOf(join(folder, "products.jsonl")).map((line) => JSON.parse(line));
    const unknown = products.filter((product) => product.variants[0].inventoryItem.unitCost === null).length;
    expect(unknown / products.length).toBeGreaterThan(0.06);
    expect(unknown / products.length).toBeLessThan(0.1);
  });

  test("conversions of a platform never exceed its sessions, and all journeys are among them", () => {
    const sessions = csvOf(join(folder, "sessions.csv"));
    expect(sessions.every((day) => Number(day.conversions) <= Number(day.sessions))).toBe(true);
    const journeys = linesOf(join(folder, "orders.jsonl")).filter((line) =>
      line.includes('"customerJourneySummary"'),
    ).length;
    expect(sessions.reduce((sum, day) => sum + Number(day.conversions), 0)).toBe(journeys);
  });

  test("everything made up is listed with its rule and seed", () => {
    const list: { what: string; rule: string; seed: string }[] = JSON.parse(
      readFileSync(join(folder, "made-up.json"), "utf8"),
    );
    expect(list).toHaveLength(8);
    expect(list.every(({ what, rule, seed }) => what !== "" && rule !== "" && seed !== "")).toBe(true);
  });
});

describe("building", () => {
  test("a finished folder is kept; a half-written one is written again; another day is another store", async () => {
    const products = join(folder, "products.jsonl");
    const before = statSync(products).mtimeMs;
    await build();
    expect(statSync(products).mtimeMs).toBe(before);

    unlinkSync(join(folder, ".finished.json"));
    writeFileSync(products, "{");
    await build();
    expect(linesOf(products)).toHaveLength(3804);

    await build("2026-11-28");
    expect(linesOf(join(folder, "orders.jsonl"))[0]).toContain('"processedAt":"2025-11-19T08:26:00Z"');
  });

  test("a folder with anything else in it is refused and left alone", async () => {
    const notes = join(root, "notes.txt");
    writeFileSync(notes, "mine");
    await expect(buildDemoStore("giftware", { into: root, today: TODAY })).rejects.toThrow(
      /holds .*, which is no part of a demo store/,
    );
    expect(readFileSync(notes, "utf8")).toBe("mine");
  });

  test("a day that is none is refused", async () => {
    await expect(build("2026-02-30")).rejects.toThrow('today "2026-02-30": expected a local date YYYY-MM-DD');
  });
});
