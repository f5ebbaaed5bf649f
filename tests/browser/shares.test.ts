import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createSchedule } from "~/data/schedules.server";
import { listShares } from "~/data/shares.server";
import { findShopByDomain } from "~/data/shops.server";
import { sendTest } from "~/jobs/reports.server";
import { browserExpected } from "../support/browser";
import { confirmed, draft } from "../support/schedules";
import { type RunningApp, startApp, type Visit, visit } from "./runningApp";

/** What a merchant could call a report to break the pages that name it. */
const TITLE = `<img src=x onerror="alert('x')"> </title><script>alert(1)</script> \u202egnp.exe {{7*7}}`;

describe.skipIf(!browserExpected())("a report is shared", () => {
  let app: RunningApp;
  let desk: Visit;
  let shopId: bigint;
  let deliveryId = "";
  const dialogues: string[] = [];

  beforeAll(async () => {
    app = await startApp();
    desk = await visit(app, { width: 1440, height: 900 });
    desk.page.on("dialog", (dialogue) => {
      dialogues.push(dialogue.message());
      void dialogue.dismiss();
    });
    await desk.open("/app");
    await desk.frame.getByText("In step with your shop").waitFor({ timeout: 90_000 });
    shopId = (await findShopByDomain("lantern.myshopify.com"))?.shopId ?? 0n;
    await confirmed(shopId, ["ada@example.com"]);
    const settings = draft({ title: TITLE, sections: ["keyFigures", "sales", "products"], periodRule: "lastMonth" });
    const { scheduleId } = await createSchedule(shopId, { ...settings, title: "Monthly figures" }, new Date());
    deliveryId = (await sendTest(shopId, { scheduleId, settings }, "ada@example.com"))?.deliveryId ?? "";
  }, 300_000);
  afterAll(async () => {
    await desk?.close();
    await app?.stop();
  });

  /** The page of a link as a reader sees it whose browser runs no scripts. */
  async function read(url: string, width = 390): Promise<{ page: Page; status: number; close: () => Promise<void> }> {
    const context = await app.browser.newContext({ javaScriptEnabled: false, viewport: { width, height: 844 } });
    const page = await context.newPage();
    const answer = await page.goto(url);
    return { page, status: answer?.status() ?? 0, close: () => context.close() };
  }

  it("whose name is text in the log of deliveries, on its page and in its mail", async () => {
    await desk.open("/app/reports/deliveries");
    await desk.frame.getByRole("link", { name: /onerror="alert\('x'\)"/ }).click();
    await desk.frame.getByRole("heading", { name: /<script>alert\(1\)<\/script>/ }).waitFor();
    const mail = desk.frame.frameLocator("iframe.preview");
    await mail.getByRole("heading", { name: /<script>alert\(1\)<\/script> gnp\.exe \{\{7\*7\}\}/ }).waitFor();
    expect(await mail.locator("img[src=x], script").count()).toBe(0);
    expect(await desk.frame.locator("img[src=x]").count()).toBe(0);
    expect(dialogues).toEqual([]);
  });

  it("by a link for somebody, made on the page of its delivery, which anybody may read and nobody else finds", async () => {
    const { frame } = desk;
    await desk.open(`/app/reports/deliveries/${deliveryId}`);
    await frame.getByRole("button", { name: "Create link" }).click();
    await frame.getByRole("button", { name: "Create link" }).click();
    await frame.getByText("Say for whom the link is.").waitFor();
    await frame.getByLabel("For whom").fill("Our bank");
    await frame.getByLabel("Expires after").selectOption("7");
    await frame.getByRole("button", { name: "Create link" }).click();
    await frame.getByText("The link is ready").waitFor();
    const url = await frame.getByRole("textbox", { name: "Link" }).inputValue();
    await frame.getByRole("link", { name: "Our bank" }).waitFor();

    const reader = await read(url);
    expect(reader.status).toBe(200);
    expect(await reader.page.getByRole("heading", { level: 1 }).textContent()).toContain("<script>alert(1)</script>");
    expect(await reader.page.locator("h2").allInnerTexts()).toEqual(["Download", "Key figures", "Sales", "Products"]);
    await reader.page.getByText("Pine candle").first().waitFor();
    expect(await reader.page.locator("script, img[src=x]").count()).toBe(0);
    expect(await reader.page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBe(0);
    const [download] = await Promise.all([
      reader.page.waitForEvent("download"),
      reader.page.getByRole("link", { name: "PDF" }).click(),
    ]);
    expect(download.suggestedFilename()).toMatch(/^lantern-.*\.pdf$/);
    await reader.page.getByRole("link", { name: "日本語" }).click();
    await reader.page.getByRole("heading", { name: "主要な数値" }).waitFor();
    await reader.close();
    const guess = await read(`${url.slice(0, -3)}xyz`);
    expect(guess.status).toBe(404);
    await guess.page.getByText("This link does not work").waitFor();
    await guess.close();
  });

  it.each(["light", "dark"] as const)("and can be read by everyone on %s ground", async (colorScheme) => {
    const [share] = await listShares(shopId, {}, new Date());
    await desk.open(`/app/reports/shared/${share?.shareId}`);
    const url = await desk.frame.getByRole("textbox", { name: "Link" }).inputValue();
    const context = await app.browser.newContext({ colorScheme, bypassCSP: true });
    const page = await context.newPage();
    await page.goto(url);
    const { violations } = await new AxeBuilder({ page }).withTags(["wcag2a", "wcag2aa"]).analyze();
    expect(violations.map(({ id, nodes }) => `${id} ${nodes[0]?.html.slice(0, 120)}`)).toEqual([]);
    await context.close();
  });

  it("and its owner sees when it was opened with what, and withdraws it at once", async () => {
    const { frame } = desk;
    await desk.open("/app/reports/shared");
    await frame.getByRole("link", { name: "Our bank" }).click();
    await frame.getByRole("cell", { name: "The PDF" }).waitFor();
    expect(await frame.getByRole("cell", { name: "日本語" }).count()).toBeGreaterThan(0);
    const url = await frame.getByRole("textbox", { name: "Link" }).inputValue();
    await frame.getByRole("button", { name: "Withdraw" }).click();
    await frame.getByRole("dialog").getByRole("button", { name: "Withdraw" }).click();
    await frame.getByText("Withdrawn", { exact: true }).waitFor();
    const reader = await read(url);
    expect(reader.status).toBe(410);
    await reader.close();
  });

  it("or always the newest of a schedule, from the list of links", async () => {
    const { frame } = desk;
    await desk.open("/app/reports/shared");
    await frame.getByRole("button", { name: "Create link" }).click();
    await frame.getByLabel("For whom").fill("Board");
    await frame.getByRole("button", { name: "Create link" }).click();
    await frame.getByText("The link is ready").waitFor();
    const reader = await read(await frame.getByRole("textbox", { name: "Link" }).inputValue());
    await reader.page.getByText("There is no report here yet").waitFor();
    await reader.close();
    await desk.open("/app/reports/shared");
    await frame.getByRole("row", { name: /Board/ }).getByRole("button", { name: "Withdraw" }).click();
    await frame.getByRole("dialog").getByRole("button", { name: "Withdraw" }).click();
    await frame.getByRole("row", { name: /Board/ }).getByText("Withdrawn").waitFor();
    expect(desk.errors.filter((error) => !/404|410/.test(error))).toEqual([]);
  });
});
