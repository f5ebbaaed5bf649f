import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { listDeliveries } from "~/data/deliveries.server";
import { listOrderCostRules } from "~/data/orderCostRules.server";
import { listSchedules } from "~/data/schedules.server";
import { getSettings } from "~/data/settings.server";
import { findShopByDomain } from "~/data/shops.server";
import { variantsWithoutCost } from "~/data/uncosted.server";
import { browserExpected } from "../support/browser";
import { confirmed } from "../support/schedules";
import { type RunningApp, startApp, type Visit, visit } from "./runningApp";

describe.skipIf(!browserExpected())("what a merchant sets up", () => {
  let app: RunningApp;
  let desk: Visit;
  let shopId: bigint;

  beforeAll(async () => {
    app = await startApp();
    desk = await visit(app, { width: 1440, height: 900 });
    await desk.open("/app");
    await desk.frame.getByText("In step with your shop").waitFor({ timeout: 90_000 });
    shopId = (await findShopByDomain("lantern.myshopify.com"))?.shopId ?? 0n;
    await confirmed(shopId, ["ada@example.com", "anna@example.com"]);
  });
  afterAll(async () => {
    await desk?.close();
    await app?.stop();
  });
  beforeEach(() => {
    expect(desk.errors).toEqual([]);
  });

  const saveBar = () => desk.page.locator("#save-bar");

  it("a report is previewed as it will arrive, tested, created by the form, and listed", async () => {
    const { frame } = desk;
    await desk.open("/app/reports/new");
    const mail = frame.frameLocator("iframe.preview");
    await mail.getByText("Lifetime value and profit").first().waitFor();
    expect(await frame.locator("iframe.preview").getAttribute("sandbox")).toBe("allow-same-origin");

    await frame.getByLabel("Send the test to").fill("ada@example.com");
    await frame.getByRole("button", { name: "Send test" }).click();
    await desk.page.getByText("Test is on its way").waitFor();
    expect((await listDeliveries(shopId)).map(({ recipient, kind, state }) => [recipient, kind, state])).toEqual([
      ["ada@example.com", "test", "sent"],
    ]);

    await frame.getByLabel("Recipients").fill("anna@example.com\nBen@Example.com");
    await frame.getByLabel("How often").selectOption("month");
    await frame.getByLabel("Day of the month").selectOption("31");
    await frame.getByRole("button", { name: "Move Products up" }).click();
    await frame.getByLabel("Sales and profit by").selectOption("day");
    await frame.getByRole("button", { name: "Add filter" }).click();
    await frame.getByRole("menuitem", { name: "New or returning" }).click();
    await frame.getByText("Returning customer ·").click();
    await frame.getByRole("button", { name: "Done", exact: true }).click();
    await frame.getByRole("button", { name: "Add filter" }).click();
    await frame.getByRole("menuitem", { name: "Country", exact: true }).click();
    await frame.getByPlaceholder("Search values").fill("is");
    await frame.getByRole("button", { name: "Use “IS”", exact: true }).click();
    await frame.getByRole("button", { name: "Done", exact: true }).click();
    await frame.getByRole("button", { name: "Left out: nothing" }).click();
    await frame.getByLabel("unpaid orders").check();
    await saveBar().getByRole("button", { name: "Save" }).click();
    await frame.getByRole("heading", { name: "Deliveries" }).waitFor();
    const [schedule] = await listSchedules(shopId);
    expect(schedule?.rhythm).toEqual({
      frequency: { every: "month", monthDay: 31 },
      localTime: "08:00",
      timeZone: "Europe/London",
    });
    expect(schedule?.recipients.map(({ email }) => email)).toEqual(["anna@example.com", "ben@example.com"]);
    const moved = schedule?.sections.filter((name) => name === "products" || name === "cohorts");
    expect(moved).toEqual(["products", "cohorts"]);
    expect(schedule).toMatchObject({
      filter: { country: ["IS"], customerKind: ["returning"] },
      switches: { unpaid: true, cancelled: false },
      grain: "day",
      cohortSpan: "month",
    });
    await frame.getByRole("button", { name: "New or returning is Returning customer" }).waitFor();

    await desk.open("/app/reports");
    await frame.getByText("On the last day of every month at 08:00").waitFor();
  });

  it("who was not asked before is asked, and each reader gets what is chosen for them", async () => {
    const { frame } = desk;
    const asked = async () => (await listDeliveries(shopId)).filter(({ kind }) => kind === "confirmation");
    expect((await asked()).map(({ recipient }) => recipient)).toEqual(["ben@example.com"]);
    const scheduleId = (await listSchedules(shopId))[0]?.scheduleId;
    await desk.open(`/app/reports/${scheduleId}/recipients`);
    await frame.getByText("Asked, no answer yet").waitFor();
    await frame.getByLabel("Files: anna@example.com").selectOption("pdf,csv");
    await desk.page.getByText("Saved").waitFor();
    expect((await listSchedules(shopId))[0]?.recipients).toMatchObject([
      { email: "anna@example.com", consent: "confirmed", formats: ["pdf", "csv"] },
      { email: "ben@example.com", consent: "asked", formats: null },
    ]);
  });

  it("a mail shows its way, its files and itself, and is sent again when that is confirmed", async () => {
    const { frame, page } = desk;
    const [test] = (await listDeliveries(shopId)).filter(({ kind }) => kind === "test");
    await desk.open("/app/reports/deliveries");
    await frame.getByRole("link", { name: test?.subject }).first().click();
    await frame.getByText("Handed to the mail service").waitFor();
    await frame.frameLocator("iframe.preview").getByText("Lifetime value and profit").first().waitFor();
    await frame.getByRole("button", { name: "Send again" }).click();
    const dialogue = frame.getByRole("dialog");
    await frame.getByText("gets a new mail with the same figures").waitFor();
    await dialogue.getByRole("button", { name: "Send again" }).click();
    await page.getByText("A new mail is on its way").waitFor();
    const subjects = (await listDeliveries(shopId)).map(({ subject }) => subject);
    expect(subjects).toContain(`[Sent again] ${test?.subject}`);
  });

  it("a report with a wrong address is not stored; the field says what is wrong", async () => {
    await desk.open("/app/reports/new");
    await desk.frame.getByLabel("Recipients").fill("not an address");
    await saveBar().getByRole("button", { name: "Save" }).click();
    await desk.frame.getByText("Write plain e-mail addresses").waitFor();
    expect(await listSchedules(shopId)).toHaveLength(1);
  });

  it("a change of a report waits in the save bar, and is stored when saved", async () => {
    const [before] = await listSchedules(shopId);
    await desk.open(`/app/reports/${before?.scheduleId}`);
    await desk.frame.getByLabel("Title").fill("Month in numbers");
    await saveBar().getByRole("button", { name: "Save" }).click();
    await desk.page.getByText("Report saved").waitFor();
    expect((await listSchedules(shopId))[0]?.title).toBe("Month in numbers");
    await expect.poll(() => saveBar().isVisible()).toBe(false);
  });

  it("settings are stored by the save bar, taken back by discard, and a wrong number is told at its field", async () => {
    const { frame } = desk;
    await desk.open("/app/settings");
    await frame.getByLabel("Shipping cost per order").fill("four");
    await saveBar().getByRole("button", { name: "Save" }).click();
    await frame.getByText("Write a number, such as 4.50.").waitFor();
    expect((await getSettings(shopId)).shippingCostPerOrder).toBeNull();

    await frame.getByLabel("Shipping cost per order").fill("3,90");
    await frame.getByLabel("Leave out unpaid orders").check();
    await saveBar().getByRole("button", { name: "Save" }).click();
    await desk.page.getByText("Settings saved").waitFor();
    expect(await getSettings(shopId)).toMatchObject({ shippingCostPerOrder: 390, excludeUnpaid: true });

    await frame.getByLabel("Orders, at least").fill("9");
    await saveBar().getByRole("button", { name: "Discard" }).click();
    await expect.poll(() => frame.getByLabel("Orders, at least").inputValue()).toBe("2");
    await expect.poll(() => saveBar().isVisible()).toBe(false);
  });

  it("a cost file shows each wrong row before anything is stored; then the good rows are imported", async () => {
    const { frame } = desk;
    expect((await variantsWithoutCost(shopId, { limit: 10 })).count).toBe(1);
    await desk.open("/app/settings/costs");
    await frame.locator("input[type=file]").setInputFiles({
      name: "costs.csv",
      mimeType: "text/csv",
      buffer: Buffer.from("sku,unit_cost,currency,valid_from\nSKU-2,17.25,GBP,\nSKU-1,cheap,GBP,\nSKU-0,9.10,EUR,\n"),
    });
    await frame.getByText("1 row can be imported").waitFor();
    await frame.getByText("2 rows are wrong.").waitFor();
    await frame.getByText("Line 3: “unit_cost” is cheap").waitFor();
    await frame.getByText("Line 4: “currency” is EUR").waitFor();
    expect((await variantsWithoutCost(shopId, { limit: 10 })).count).toBe(1);
    await frame.getByRole("button", { name: "Import 1 row" }).click();
    await frame.getByText("1 row imported").waitFor();
    // The orders it touches are computed anew by the worker.
    await expect
      .poll(async () => (await variantsWithoutCost(shopId, { limit: 10 })).count, { timeout: 20_000 })
      .toBe(0);
    await frame.getByText("Every variant that was sold has a cost.").waitFor();
  });

  it("the costs can be downloaded as the file that imports them", async () => {
    await desk.open("/app/settings/costs");
    const [file] = await Promise.all([
      desk.page.waitForEvent("download"),
      desk.frame.getByRole("button", { name: "Download current costs" }).click(),
    ]);
    const chunks: Buffer[] = [];
    for await (const chunk of await file.createReadStream()) chunks.push(Buffer.from(chunk));
    expect(Buffer.concat(chunks).toString()).toMatch(
      /^sku,variant_id,product_id,title,unit_cost,currency,valid_from\nSKU-2,,,[^,]*,17\.25,GBP,\n$/,
    );
  });

  it("a change of costs shows what it did in money, and is undone with one click", async () => {
    const { frame } = desk;
    await desk.open("/app/settings/cost-changes");
    const row = frame.locator("tr", { hasText: "Unit costs – costs.csv" });
    // 96 mugs at £17.25 each.
    await row.getByText("£0.00 → £1,656.00").waitFor();
    await row.getByRole("button", { name: "Undo" }).click();
    await frame.getByText("Undoing: Unit costs – costs.csv").waitFor();
    await expect
      .poll(async () => (await variantsWithoutCost(shopId, { limit: 10 })).count, { timeout: 20_000 })
      .toBe(1);
    await row.getByText("Undone").waitFor();
  });

  it("rules for what orders cost are typed, checked at their field, and stored in their order", async () => {
    const { frame } = desk;
    await desk.open("/app/settings/order-costs");
    await frame.getByRole("button", { name: "Add rule: Packaging" }).click();
    await frame.getByLabel("Country codes").fill("gb, Germany");
    await frame.getByLabel("Amount").fill("0.45");
    await saveBar().getByRole("button", { name: "Save" }).click();
    await frame.getByText("This is not possible here.").waitFor();
    await frame.getByLabel("Country codes").fill("gb, de");
    await saveBar().getByRole("button", { name: "Save" }).click();
    await desk.page.getByText("Costs saved. Profits are being computed anew.").waitFor();
    expect((await listOrderCostRules(shopId)).packaging).toMatchObject([
      { countries: ["GB", "DE"], measure: { basis: "order", amount: 45 } },
    ]);
  });
});
