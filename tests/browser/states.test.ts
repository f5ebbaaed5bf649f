import { afterEach, describe, expect, it } from "vitest";
import { browserExpected } from "../support/browser";
import { gid, lineItem, order, storeFolder } from "../support/storeFolder";
import { type RunningApp, startApp, type Visit, visit } from "./runningApp";

const LONDON = { now: undefined, currencyCode: "GBP", ianaTimezone: "Europe/London" };
const PAGES = [
  "/app",
  "/app/lifetime-value",
  "/app/customers",
  "/app/products",
  "/app/profit-and-loss",
  "/app/reports",
];

/** Waits until the sentence stands; an import that ends changes the page by itself. */
const reads = (desk: Visit, text: string) => desk.frame.getByText(text).first().waitFor({ timeout: 60_000 });

describe.skipIf(!browserExpected())("a shop that has little to show", () => {
  let app: RunningApp;
  let desk: Visit;
  const start = async (folder: string) => {
    app = await startApp(folder);
    desk = await visit(app, { width: 1440, height: 900 });
  };
  afterEach(async () => {
    await desk?.close();
    await app?.stop();
  });

  it("without a single order says so on every page, and nothing breaks", async () => {
    await start(await storeFolder({ shop: LONDON }));
    await desk.open("/app");
    await reads(desk, "No orders yet");
    for (const path of PAGES) await desk.open(path);
    await desk.open("/app/customers");
    await reads(desk, "No customers here yet");
    await desk.open("/app/lifetime-value");
    await reads(desk, "No cohorts yet");
    await desk.open("/app/customers/4711").catch(() => undefined);
    await reads(desk, "There is no such page");
    expect(desk.errors.filter((text) => !text.includes("404"))).toEqual([]);
  });

  it("whose orders are all older than 60 days is told why it sees none, in one calm banner", async () => {
    const old = new Date(Date.now() - 200 * 86_400_000).toISOString();
    await start(
      await storeFolder({
        shop: {
          ...LONDON,
          myshopifyDomain: "old-lantern.myshopify.com",
          grantedScopes: ["read_orders", "read_customers", "read_products"],
        },
        customers: [{ id: gid("Customer", 1) }],
        orders: [
          order(1, { processedAt: old, createdAt: old, updatedAt: old, lines: [lineItem(1, { price: "12.00" })] }),
        ],
      }),
    );
    await desk.open("/app");
    await reads(desk, "All orders of this shop are older than 60 days");
    expect(await desk.frame.locator(".Polaris-Banner").count()).toBeLessThanOrEqual(2);
    await reads(desk, "Let Tenure read orders older than 60 days");
    expect(desk.errors).toEqual([]);
  });
});
