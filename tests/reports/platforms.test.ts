import { describe, expect, it } from "vitest";
import { day } from "~/analytics/period";
import { type ConnectedShop, connectedShop } from "../support/connectedShop";
import { gid, lineItem, order } from "../support/storeFolder";

const REPORTING = {
  grantedScopes: ["read_orders", "read_all_orders", "read_customers", "read_products", "read_reports"],
  protectedCustomerData: ["name", "address", "phone", "email"],
};

function visit(number: number, source: string, utm: string | null) {
  return {
    id: gid("CustomerVisit", number),
    occurredAt: "2026-04-30T03:00:00Z",
    landingPage: "https://lantern.example/",
    source,
    sourceType: null,
    referrerUrl: null,
    utmParameters: utm === null ? null : { source: utm, medium: "cpc", campaign: null },
  };
}

const journey = (number: number, first: string, last: string) => ({
  ready: true,
  customerOrderIndex: 0,
  daysToConversion: 1,
  momentsCount: { count: 2 },
  firstVisit: visit(number * 2, first, null),
  lastVisit: visit(number * 2 + 1, last, last === "Google" ? "google" : null),
});

const bought = (number: number, customer: number, price: string, of: object) =>
  order(number, {
    customer: { id: gid("Customer", customer) },
    lines: [
      lineItem(number * 10, { price, product: { id: gid("Product", 1) }, variant: { id: gid("ProductVariant", 1) } }),
    ],
    ...of,
  });

const MAY_1 = "2026-05-01T03:00:00Z";
const MAY_2 = "2026-05-02T03:00:00Z";

/** Four orders in May: two by Google, one first seen at Facebook, one of which nothing is known; the unit cost is 4.00. */
function store(domain: string, shop: object) {
  return {
    shop: { myshopifyDomain: domain, ...shop },
    products: [
      {
        id: gid("Product", 1),
        title: "Candle",
        variants: [
          {
            id: gid("ProductVariant", 1),
            title: "One",
            sku: "C",
            price: "10.00",
            inventoryItem: { id: gid("InventoryItem", 1), unitCost: { amount: "4.00", currencyCode: "USD" } },
          },
        ],
      },
    ],
    orders: [
      bought(1, 1, "10.00", { processedAt: MAY_1, customerJourneySummary: journey(1, "Google", "Google") }),
      bought(2, 2, "20.00", { processedAt: MAY_1, customerJourneySummary: journey(2, "Facebook", "Google") }),
      bought(3, 1, "30.00", { processedAt: MAY_2, customerJourneySummary: journey(3, "Google", "direct") }),
      bought(4, 3, "40.00", { processedAt: MAY_2 }),
    ],
    files: {
      "sessions.csv":
        "day,source,sessions,conversions\n2026-05-01,google,100,2\n2026-05-01,facebook,40,0\n2026-05-02,direct,10,1\n",
    },
  };
}

const MAY = { start: day("2026-05-01"), end: day("2026-06-01") };

async function reported(shop: ConnectedShop, attribution: "lastTouch" | "firstTouch") {
  const { platformReport } = await import("~/reports/platformReport.server");
  return platformReport(shop.shopId, { period: MAY, asOf: new Date("2026-06-15T00:00:00Z"), attribution });
}

describe("platforms", () => {
  it("have their sessions from Shopify's report, and each order with the platform of its last visit", async () => {
    const shop = await connectedShop(store("platforms.myshopify.com", REPORTING));
    await shop.sync();
    const { readReports } = await import("~/sync");
    const { saveAdSpend } = await import("~/data/adSpend.server");
    const { minor } = await import("~/analytics/money");
    await readReports(shop.shopId);
    await saveAdSpend(shop.shopId, [{ day: day("2026-05-01"), platform: "Google Ads", amount: minor(500) }], "form");
    const last = await reported(shop, "lastTouch");
    const told = (of: typeof last) =>
      of.rows.map((row) => [
        row.platform,
        row.sessions,
        row.platformOrders,
        row.newCustomers,
        row.netSales,
        row.contributionProfit,
      ]);
    expect(told(last)).toEqual([
      ["notKnown", 0, 1, 1, 4_000, 3_600],
      ["direct", 10, 1, 0, 3_000, 2_600],
      ["google", 100, 2, 2, 3_000, 2_200],
      ["meta", 40, 0, 0, 0, 0],
    ]);
    expect(last.rows[2]).toMatchObject({
      conversionRate: 0.02,
      marketingSpend: 500,
      profitAfterMarketing: 1_700,
      acquisitionCost: 250,
      roas: 6,
    });
    expect(last.total).toMatchObject({
      sessions: 150,
      platformOrders: 4,
      newCustomers: 3,
      netSales: 10_000,
      contributionProfit: 8_400,
      profitAfterMarketing: 7_900,
    });
    expect(last.sessions).toEqual({ days: 2, ofDays: 31, imported: false, state: "read" });
    const first = await reported(shop, "firstTouch");
    expect(told(first)).toEqual([
      ["google", 100, 2, 1, 4_000, 3_200],
      ["notKnown", 0, 1, 1, 4_000, 3_600],
      ["meta", 40, 1, 1, 2_000, 1_600],
      ["direct", 10, 0, 0, 0, 0],
    ]);
    expect(first.total).toEqual(last.total);
  });

  it("without leave to read Shopify's report have the sessions that were imported, and a rule renames a source", async () => {
    const shop = await connectedShop(store("imported.myshopify.com", {}));
    await shop.sync();
    const { readReports } = await import("~/sync");
    const { importSessions, parseSessionsCsv } = await import("~/data/sessions.server");
    const { savePlatformRules } = await import("~/data/platforms.server");
    await readReports(shop.shopId);
    expect((await reported(shop, "lastTouch")).total).toMatchObject({ sessions: null, conversionRate: null });
    const { rows } = parseSessionsCsv("day,source,sessions\n2026-05-01,Flyer,60\n2026-05-02,google,30\n");
    expect(await importSessions(shop.shopId, rows)).toBe(2);
    expect(await importSessions(shop.shopId, rows)).toBe(2);
    await savePlatformRules(shop.shopId, [
      { source: "flyer", platform: "Flyers" },
      { source: "google", platform: "Search ads" },
    ]);
    const report = await reported(shop, "lastTouch");
    expect(report.rows.map(({ platform, sessions }) => [platform, sessions])).toEqual([
      ["notKnown", 0],
      ["direct", 0],
      ["Search ads", 30],
      ["Flyers", 60],
    ]);
    expect(report.sessions).toEqual({ days: 2, ofDays: 31, imported: true, state: "scope_missing" });
  });
});

describe("a file of sessions", () => {
  it("has each bad row named", async () => {
    const { parseSessionsCsv } = await import("~/data/sessions.server");
    const { rows, faults } = parseSessionsCsv(
      "day,source,sessions,conversions\n2026-05-01,google,12,1\n2026-05-32,google,12,\n2026-05-02,google,1.5,0\n2026-05-03,,7,\n2026-05-01,google,3,0\n2026-05-04,direct,,\n",
    );
    expect(rows).toEqual([
      { day: "2026-05-01", referrerSource: "google", referrerName: "", utmSource: "", sessions: 12, conversions: 1 },
    ]);
    expect(faults.map(({ line, field, rule }) => [line, field, rule])).toEqual([
      [3, "day", "day"],
      [4, "sessions", "whole"],
      [5, "source", "missing"],
      [6, "day", "duplicate"],
      [7, "sessions", "missing"],
    ]);
  });
});
