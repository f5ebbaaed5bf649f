import { AxeBuilder } from "@axe-core/playwright";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { listDeliveries } from "~/data/deliveries.server";
import { listWatches } from "~/data/metricWatches.server";
import { findShopByDomain } from "~/data/shops.server";
import { browserExpected } from "../support/browser";
import { type RunningApp, startApp, type Visit, visit } from "./runningApp";

describe.skipIf(!browserExpected())("alerts on metrics", () => {
  let app: RunningApp;
  let desk: Visit;
  let shopId: bigint;

  beforeAll(async () => {
    app = await startApp();
    desk = await visit(app, { width: 1440, height: 900 });
    await desk.open("/app");
    await desk.frame.getByText("In step with your shop").waitFor({ timeout: 90_000 });
    shopId = (await findShopByDomain("lantern.myshopify.com"))?.shopId ?? 0n;
  });
  afterAll(async () => {
    await desk?.close();
    await app?.stop();
  });

  const saveBar = () => desk.page.locator("#save-bar");

  it("begin with an empty page that says what they are for", async () => {
    await desk.open("/app/alerts");
    await desk.frame.getByText("Nothing is watched yet").waitFor();
    await desk.frame.getByRole("link", { name: "Create alert" }).click();
    await desk.frame.getByRole("heading", { name: "New alert" }).waitFor();
  });

  it("show before they are saved what they would have told in the last year, and follow every change", async () => {
    const { frame } = desk;
    await desk.open("/app/alerts/new");
    await frame.getByText(/It would have told .* in [\d,]+ checks/).waitFor();
    await frame.getByLabel("Number", { exact: true }).selectOption("orders");
    await frame.getByLabel("Tell me").selectOption("threshold");
    await frame.getByText("Choose a value to see what it would have told.").waitFor();
    await frame.getByLabel("When it is").selectOption("above");
    await frame.getByLabel("Value", { exact: true }).fill("2");
    // One order on each of the first 24 days of a month, never three.
    await frame.getByText(/It would have told nothing in [\d,]+ checks/).waitFor();
    await frame.getByLabel("Value", { exact: true }).fill("0.5");
    await frame.getByText(/It would have told 192 times in [\d,]+ checks/).waitFor();
    await frame.getByLabel("Per", { exact: true }).selectOption("month");
    await frame.getByLabel("Value", { exact: true }).fill("23");
    await frame.getByText(/It would have told 8 times in [\d,]+ checks/).waitFor();
  });

  it("name the field that is wrong, and are created by the button", async () => {
    const { frame } = desk;
    await frame.getByLabel("Value", { exact: true }).fill("many");
    await frame.getByLabel("Recipients").fill("nobody");
    await frame.getByRole("button", { name: "Create alert" }).click();
    await frame.getByText("Write a number, such as 4.50.").waitFor();
    await frame.getByText("Write plain e-mail addresses").waitFor();
    expect(await listWatches(shopId)).toEqual([]);
    await frame.getByLabel("Value", { exact: true }).fill("1,023");
    await frame.getByLabel("Recipients").fill("Ada@example.com");
    await frame.getByRole("button", { name: "Create alert" }).click();
    await frame.getByText("The first check is tomorrow morning.").waitFor();
    await frame.getByText("Nobody has confirmed that they want its mails").waitFor();
    expect(await listWatches(shopId)).toMatchObject([
      {
        rule: { metric: "orders", span: "month", condition: { kind: "threshold", side: "above", value: 1023 } },
        recipients: [{ email: "ada@example.com", consent: "asked" }],
      },
    ]);
    expect((await listDeliveries(shopId)).map(({ kind, recipient }) => [kind, recipient])).toEqual([
      ["confirmation", "ada@example.com"],
    ]);
  });

  it("stand in the list with their newest value, are changed by the save bar, paused, and deleted after asking", async () => {
    const { frame, page } = desk;
    await desk.open("/app/alerts");
    await frame.getByText("Tells once a month when the month so far is above 1,023").waitFor();
    await frame.getByRole("link", { name: "Open: Orders" }).click();
    await frame.getByLabel("Value", { exact: true }).fill("30");
    await saveBar().getByRole("button", { name: "Save" }).click();
    await page.getByText("Alert saved").waitFor();
    expect((await listWatches(shopId))[0]?.rule.condition).toMatchObject({ value: 30 });
    await frame.getByRole("button", { name: "Pause" }).click();
    await frame.getByRole("button", { name: "Resume" }).waitFor();
    expect((await listWatches(shopId))[0]?.pausedAt).not.toBeNull();
    await frame.getByRole("button", { name: "Delete" }).click();
    await frame.getByRole("dialog").getByRole("button", { name: "Delete" }).click();
    await frame.getByText("Nothing is watched yet").waitFor();
    expect(await listWatches(shopId)).toEqual([]);
  });

  it("can be used by everyone, and fit a phone", async () => {
    await desk.open("/app/alerts/new");
    await desk.frame.getByText(/It would have told .* in [\d,]+ checks/).waitFor();
    const { violations } = await new AxeBuilder({ page: desk.page })
      .include(["#app"])
      .withTags(["wcag2a", "wcag2aa"])
      .analyze();
    expect(
      violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 120)).join(" | ")}`),
    ).toEqual([]);
    const phone = await visit(app, { width: 390, height: 844 });
    await phone.open("/app/alerts/new");
    await phone.frame.getByText(/It would have told .* in [\d,]+ checks/).waitFor();
    expect(await phone.inApp(() => document.documentElement.scrollWidth - window.innerWidth)).toBeLessThanOrEqual(0);
    await phone.close();
    expect(desk.errors).toEqual([]);
  });
});
