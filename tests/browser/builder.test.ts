import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { listDeliveries } from "~/data/deliveries.server";
import { listArchived, listSchedules } from "~/data/schedules.server";
import { findShopByDomain } from "~/data/shops.server";
import { browserExpected } from "../support/browser";
import { confirmed } from "../support/schedules";
import { type RunningApp, startApp, type Visit, visit } from "./runningApp";

/** What a page comes to, on a busy machine too. */
const soon = <T>(of: () => T | Promise<T>) => expect.poll(of, { timeout: 20_000 });

describe.skipIf(!browserExpected())("a report is built", () => {
  let app: RunningApp;
  let desk: Visit;
  let shopId: bigint;

  beforeAll(async () => {
    app = await startApp();
    desk = await visit(app, { width: 1440, height: 900 });
    await desk.open("/app");
    await desk.frame.getByText("In step with your shop").waitFor({ timeout: 90_000 });
    shopId = (await findShopByDomain("lantern.myshopify.com"))?.shopId ?? 0n;
    await confirmed(shopId, ["ada@example.com"]);
  });
  afterAll(async () => {
    await desk?.close();
    await app?.stop();
  });
  beforeEach(() => {
    expect(desk.errors).toEqual([]);
  });

  const mail = () => desk.frame.frameLocator("iframe.preview");
  /** Among the page's actions, some of which stand behind a button. */
  const choose = async (action: string) => {
    const more = desk.frame.getByRole("button", { name: "More actions" });
    if (await more.isVisible()) await more.click();
    await desk.frame.getByRole("button", { name: action, exact: true }).first().click();
  };
  const saveBar = () => desk.page.locator("#save-bar");

  it("from a template, whose form is filled and whose mail stands beside it", async () => {
    const { frame } = desk;
    await desk.open("/app/reports/templates");
    expect(await frame.locator(".templates > li").count()).toBe(10);
    await frame.getByRole("link", { name: "Use the template Product profitability" }).click();
    await soon(() => frame.getByLabel("Title").inputValue()).toBe("Product profitability");
    await mail().getByRole("heading", { name: "Product profitability" }).waitFor();
    await mail().getByText("Pine candle").first().waitFor();
    expect(await frame.getByLabel("How often").inputValue()).toBe("month");
  });

  it("its mail follows each change by itself, in the language and form that are chosen to look at", async () => {
    const { frame } = desk;
    await frame.getByLabel("Title").fill("What sells");
    await frame.getByLabel("A note of your own").fill("Good morning,\n<b>mugs</b> cost more.");
    await mail().getByRole("heading", { name: "What sells" }).waitFor();
    await mail().getByText("<b>mugs</b> cost more.").waitFor();
    await frame.getByLabel("Preview in").selectOption("ja");
    await mail().getByText("主要な数値").first().waitFor();
    await mail().getByText("<b>mugs</b> cost more.").waitFor();
    await frame.getByLabel("Preview in").selectOption("en");
    await frame.getByRole("button", { name: "Plain text" }).click();
    await frame.locator("pre.preview", { hasText: "Key figures" }).waitFor();
    await frame.getByRole("button", { name: "Phone" }).click();
    expect(await frame.locator("iframe.preview").evaluate((element) => element.clientWidth)).toBeLessThan(391);
    await frame.getByRole("button", { name: "Mail", exact: true }).click();
  });

  it("sections and figures are put in order by the keyboard, whose focus stays, and the mail follows", async () => {
    const { frame } = desk;
    const up = frame.getByRole("button", { name: "Move Products up" });
    await up.focus();
    await up.press("Enter");
    await frame.getByText("Products is now 1 of 3.").waitFor();
    // At the top nothing leads further up: the focus is on the button that leads down.
    await soon(() =>
      frame.getByRole("button", { name: "Move Products down" }).evaluate((of) => of === document.activeElement),
    ).toBe(true);
    await frame.getByRole("button", { name: "Options of Key figures" }).click();
    await frame.getByRole("button", { name: "Remove Units sold" }).click();
    await frame.getByLabel("Add a figure").selectOption("newCustomers");
    const moved = frame.getByRole("button", { name: "Move New customers up" });
    await moved.click();
    await soon(() => moved.evaluate((of) => of === document.activeElement)).toBe(true);
    await soon(() => mail().locator("h2").allInnerTexts()).toEqual(["Products", "Key figures", "Cost coverage"]);
    await mail().getByText("New customers").first().waitFor();
  });

  it("a wrong field keeps the last mail and says so; the field tells what is wrong when it is saved", async () => {
    const { frame } = desk;
    await frame.getByRole("button", { name: "Options of Products" }).click();
    await frame.getByLabel("Rows shown").fill("99");
    await frame.getByText("There is no preview while a field is wrong.").waitFor();
    await frame.getByLabel("Recipients").fill("ada@example.com");
    await saveBar().getByRole("button", { name: "Save" }).click();
    await frame.getByText("Check the fields marked in red.").waitFor();
    expect(await listSchedules(shopId)).toEqual([]);
    await frame.getByLabel("Rows shown").fill("5");
    await frame.getByText("Subject: ").waitFor();
    await saveBar().getByRole("button", { name: "Save" }).click();
    await frame.getByRole("heading", { name: "What sells" }).waitFor();
    const [schedule] = await listSchedules(shopId);
    expect(schedule).toMatchObject({
      title: "What sells",
      foreword: "Good morning,\n<b>mugs</b> cost more.",
      sections: ["products", "keyFigures", "costCoverage"],
      options: { rows: { products: 5 } },
    });
    const figures = schedule?.options.keyFigures ?? [];
    expect(figures.slice(-2)).toEqual(["newCustomers", "costCoverage"]);
    expect(figures).not.toContain("units");
  });

  it("is copied; the copy rests until it is saved, and nobody is asked again", async () => {
    const { frame } = desk;
    await choose("Duplicate");
    await frame.getByText("This is a copy. Nothing is sent from it until you save it.").waitFor();
    await soon(() => frame.getByLabel("Title").inputValue()).toBe("What sells (copy)");
    expect(await listSchedules(shopId)).toMatchObject([
      { title: "What sells", pausedAt: null },
      { title: "What sells (copy)", unsavedCopy: true },
    ]);
    await frame.getByRole("button", { name: "Save and start" }).click();
    await desk.page.getByText("Report saved").waitFor();
    await soon(async () => (await listSchedules(shopId))[1]?.pausedAt).toBeNull();
    expect(await listDeliveries(shopId)).toEqual([]);
  });

  it("is archived, stands in a list of its own, is brought back, and is deleted only from the archive, after asking", async () => {
    const { frame } = desk;
    const archive = async () => {
      await choose("Archive");
      await frame.getByRole("dialog").getByRole("button", { name: "Archive" }).click();
      await frame.getByRole("heading", { name: "Archived reports" }).waitFor();
    };
    await archive();
    await frame.getByRole("link", { name: "What sells (copy)" }).click();
    await frame.getByText("Nothing is sent from it.").waitFor();
    await frame.getByRole("button", { name: "Bring back" }).click();
    await desk.page.getByText("Brought back. It rests until you resume it.").waitFor();
    await frame.getByLabel("Title").waitFor();
    expect((await listSchedules(shopId)).map(({ pausedAt }) => pausedAt === null)).toEqual([true, false]);
    await archive();
    await frame.getByRole("link", { name: "What sells (copy)" }).click();
    await frame.getByRole("button", { name: "Delete" }).click();
    await frame.getByRole("dialog").getByRole("button", { name: "Delete" }).click();
    await frame.getByText("No report is archived.").waitFor();
    expect(await listArchived(shopId)).toEqual([]);
    await desk.open("/app/reports");
    await frame.getByText("None yet").waitFor();
  });

  // Last: what fails is told by the browser, too.
  it("a preview that fails says so and is asked for again; an answer that comes too late is not shown", async () => {
    const { frame, page } = desk;
    const previews = "**/app/reports/preview";
    await desk.open("/app/reports/new?template=dailyPulse");
    await mail().getByRole("heading", { name: "Daily pulse" }).waitFor();
    await page.route(previews, (route) => route.fulfill({ status: 500 }));
    await frame.getByLabel("Title").fill("First");
    await frame.getByText("The preview could not be made.").waitFor();
    await mail().getByRole("heading", { name: "Daily pulse" }).waitFor();
    await page.unroute(previews);
    await frame.getByRole("button", { name: "Try again" }).click();
    await mail().getByRole("heading", { name: "First" }).waitFor();

    const late: (() => Promise<void>)[] = [];
    await page.route(previews, (route) => {
      if (route.request().postData()?.includes("Second")) late.push(() => route.continue().catch(() => undefined));
      else void route.continue();
    });
    await frame.getByLabel("Title").fill("Second");
    await soon(() => late.length).toBe(1);
    await frame.getByLabel("Title").fill("Third");
    await mail().getByRole("heading", { name: "Third" }).waitFor();
    for (const answer of late) await answer();
    await page.waitForTimeout(1500);
    expect(await mail().getByRole("heading", { name: "Third" }).count()).toBe(1);
  });
});
