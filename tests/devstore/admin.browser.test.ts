import "@shopify/shopify-api/adapters/node";
import { ApiVersion, LogSeverity, shopifyApi } from "@shopify/shopify-api";
import type { Browser, FrameLocator, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { registerAdmin } from "../../devstore/admin";
import { browserExpected, launchBrowser } from "../support/browser";
import { startTinyApp, type TinyApp } from "./support/tinyApp";
import { apiKey, apiSecret, serveTinyStore, type TinyStore } from "./support/tinyStore";

const shopify = shopifyApi({
  apiKey,
  apiSecretKey: apiSecret,
  apiVersion: ApiVersion.July26,
  hostName: "127.0.0.1",
  isEmbeddedApp: true,
  logger: { level: LogSeverity.Error },
});

describe.skipIf(!browserExpected())("the app in the admin frame", () => {
  let browser: Browser;
  let app: TinyApp;
  let store: TinyStore;
  let page: Page;
  let frame: FrameLocator;
  const errors: string[] = [];

  beforeAll(async () => {
    app = await startTinyApp(apiKey);
    store = await serveTinyStore(app.url, registerAdmin);
    app.setBridge(store.url);
    browser = await launchBrowser();
  });
  afterAll(async () => {
    await browser?.close();
    await store?.stop();
    await app?.stop();
  });
  beforeEach(async () => {
    app.seen.length = 0;
    errors.length = 0;
    page = await browser.newPage();
    page.on("pageerror", (error) => errors.push(error.message));
    frame = page.frameLocator("#app");
  });
  afterEach(async () => {
    await page.close();
    expect(errors).toEqual([]);
  });

  const base = () => `${store.url}/store/kestrel/apps/tenure`;
  const open = async (path = "") => {
    await page.goto(base() + path);
    await frame.locator("#react-modal").waitFor();
  };
  const where = () => frame.locator("#where").textContent();
  const inApp = <T>(run: () => T | Promise<T>) => frame.locator("body").evaluate(run);

  it("opens deep links, and the address bar follows every step of the app, there and back", async () => {
    await open("/cohorts/2025-01?by=month");
    expect(await where()).toBe("/cohorts/2025-01");
    await expect.poll(() => page.url()).toBe(`${base()}/cohorts/2025-01?by=month`);
    await page.locator("#app-links >> text=Settings").click();
    await expect.poll(() => page.url()).toBe(`${base()}/settings`);
    await frame.locator("#inner").click();
    await expect.poll(() => page.url()).toBe(`${base()}/cohorts/2025-01`);
    await page.goBack();
    await expect.poll(where).toBe("/settings");
    await expect.poll(() => page.url()).toBe(`${base()}/settings`);
    await page.goForward();
    await expect.poll(where).toBe("/cohorts/2025-01");
    await page.reload();
    await expect.poll(where).toBe("/cohorts/2025-01");
  });

  it("shows the app's links in the navigation, without its home link, and marks the one it is under", async () => {
    await open("/cohorts/2025-01");
    await expect.poll(() => page.locator("#app-links a").allInnerTexts()).toEqual(["Cohorts", "Customers", "Settings"]);
    await expect.poll(() => page.locator("nav [aria-current=page]").allInnerTexts()).toEqual(["Cohorts"]);
    await page.locator("#app-home").click();
    await expect.poll(where).toBe("/");
    await expect.poll(() => page.locator("nav [aria-current=page]").allInnerTexts()).toEqual(["Tenure"]);
  });

  it("steers the app without loading it anew", async () => {
    await open();
    await inApp(() => Object.assign(window, { stillHere: true }));
    await page.locator("#app-links >> text=Customers").click();
    await expect.poll(where).toBe("/customers");
    await page.locator("#app-links >> text=Settings").click();
    await expect.poll(where).toBe("/settings");
    expect(await frame.locator("#log").textContent()).toBe("own link;");
    expect(await inApp(() => "stillHere" in window)).toBe(true);
  });

  it("launches an app without a router anew at the chosen path, signed", async () => {
    await open("/cohorts?router=off");
    await page.locator("#app-links >> text=Customers").click();
    await expect.poll(where).toBe("/customers");
    const request = app.seen.find(({ url }) => url.pathname === "/customers");
    expect(await shopify.utils.validateHmac(request?.url.searchParams ?? new URLSearchParams())).toBe(true);
    await expect.poll(() => page.url()).toBe(`${base()}/customers`);
  });

  it("folds the navigation on a phone and closes it after a choice", async () => {
    await page.setViewportSize({ width: 390, height: 844 });
    await open();
    const settings = page.locator("#app-links >> text=Settings");
    expect(await settings.isVisible()).toBe(false);
    await page.locator("#menu-button").click();
    await settings.click();
    await expect.poll(where).toBe("/settings");
    expect(await settings.isVisible()).toBe(false);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
  });

  it("gives every request to the app's origin a valid session token, and none to another origin", async () => {
    await open();
    const echoed = await inApp(async () => {
      const reply = await fetch("/api/echo", { method: "POST", body: "two orders" });
      return reply.text();
    });
    expect(echoed).toBe("POST two orders");
    const request = app.seen.find(({ url }) => url.pathname === "/api/echo");
    const token = /^Bearer (.+)$/.exec(request?.authorization ?? "")?.[1] ?? "";
    expect((await shopify.session.decodeSessionToken(token)).dest).toBe("https://kestrel.myshopify.com");
    expect(request?.requestedWith).toBe("XMLHttpRequest");
    await inApp(() => fetch(`${location.origin.replace("127.0.0.1", "localhost")}/api/other`, { mode: "no-cors" }));
    expect(app.seen.find(({ url }) => url.pathname === "/api/other")?.authorization).toBeUndefined();
  });

  it("asks once more with a new token when the app calls the token expired, and sends the body again", async () => {
    await open();
    const body = await inApp(async () => (await fetch("/api/again", { method: "POST", body: "hello" })).text());
    expect(body).toBe("POST hello");
    const tries = app.seen.filter(({ url }) => url.pathname === "/api/again");
    expect(tries.map((one) => one.body)).toEqual(["hello", "hello"]);
    expect(tries[0]?.authorization).not.toBe(tries[1]?.authorization);
  });

  it("brings the token bounce back to where it came from, with a token", async () => {
    await page.goto(`${base()}/auth/session-token?shopify-reload=${encodeURIComponent(`${app.url}/cohorts?by=day`)}`);
    await expect.poll(where).toBe("/cohorts");
    const request = app.seen.find(({ url }) => url.pathname === "/cohorts");
    const payload = await shopify.session.decodeSessionToken(request?.url.searchParams.get("id_token") ?? "");
    expect(payload.dest).toBe("https://kestrel.myshopify.com");
    await expect.poll(() => page.url()).toBe(`${base()}/cohorts?by=day`);
  });

  it("tells the app who and where it is", async () => {
    await open();
    expect(await inApp(() => ({ ...window.shopify.config }))).toMatchObject({
      apiKey,
      shop: "kestrel.myshopify.com",
      locale: "en",
    });
    expect(await inApp(() => window.shopify.environment)).toMatchObject({ embedded: true, mobile: false });
    expect(await inApp(() => "resourcePicker" in window.shopify)).toBe(false);
  });

  it("reloads the app in the chosen language", async () => {
    await open("/settings");
    await page.locator("#language").selectOption("ja");
    await page.waitForSelector("html[lang=ja]");
    await frame.locator("#react-modal").waitFor();
    expect(await where()).toBe("/settings");
    expect(await inApp(() => window.shopify.config.locale)).toBe("ja");
  });

  it.each([
    ["#customer", "/store/kestrel/customers/9001"],
    ["#order", "/store/kestrel/orders/1001"],
    ["#open", "/store/kestrel/products/501"],
  ])("opens the admin's page for the link %s", async (link, path) => {
    await open();
    await frame.locator(link).click();
    await page.waitForURL(store.url + path);
    expect(await page.locator("h1").count()).toBe(1);
    await page.goBack();
    await expect.poll(where).toBe("/");
  });

  it("shows a save bar while a form differs from what was saved; Discard restores it, Save submits it", async () => {
    await open();
    const bar = page.locator("#save-bar");
    const field = frame.locator("input[name=lapse]");
    await field.fill("120");
    await bar.waitFor();
    await field.fill("90");
    await bar.waitFor({ state: "hidden" });
    await field.fill("120");
    await bar.getByText("Discard").click();
    await bar.waitFor({ state: "hidden" });
    expect(await field.inputValue()).toBe("90");
    await field.fill("60");
    await bar.getByText("Save", { exact: true }).click();
    await expect.poll(() => frame.locator("#log").textContent()).toBe("submitted 60;");
    await bar.waitFor({ state: "hidden" });
  });

  it("does not leave a page with unsaved changes unasked", async () => {
    await open();
    await frame.locator("input[name=lapse]").fill("120");
    await page.locator("#save-bar").waitFor();
    await page.locator("#app-links >> text=Settings").click();
    await page.getByText("Stay").click();
    expect(await where()).toBe("/");
    await page.locator("#app-links >> text=Settings").click();
    await page.getByText("Leave page", { exact: true }).click();
    await expect.poll(where).toBe("/settings");
    expect(await page.locator("#save-bar").isVisible()).toBe(false);
  });

  it("works with the React save bar: a confirmed Discard, and a Save that ends in a toast", async () => {
    await open();
    await frame.locator("#react-dirty").click();
    await page.locator("#save-bar").getByText("Discard").click();
    await page.locator("dialog.question").getByText("Discard", { exact: true }).click();
    await expect.poll(() => frame.locator("#react-log").textContent()).toBe("discarded");
    await frame.locator("#react-dirty").click();
    await page.locator("#save-bar").getByText("Save", { exact: true }).click();
    await expect.poll(() => frame.locator("#react-log").textContent()).toBe("saved");
    await page.locator("#toasts").getByText("Costs saved").waitFor();
  });

  it("shows the React modal over everything, keeps the focus in it and gives it back", async () => {
    await open();
    await frame.locator("#react-modal").focus();
    await frame.locator("#react-modal").press("Enter");
    await frame.getByText("Costs are applied from this day on.").waitFor();
    await expect.poll(() => page.locator("body").getAttribute("class")).toContain("dimmed");
    const focusIn = () => inApp(() => document.activeElement?.closest("ui-modal") !== null);
    for (let tab = 0; tab < 6; tab += 1) {
      await page.keyboard.press("Tab");
      expect(await focusIn()).toBe(true);
    }
    await page.keyboard.press("Shift+Tab");
    expect(await focusIn()).toBe(true);
    await page.keyboard.press("Escape");
    await expect.poll(() => frame.locator("#react-log").textContent()).toBe("hidden");
    expect(await inApp(() => document.activeElement?.id)).toBe("react-modal");
    await expect.poll(() => page.locator("body").getAttribute("class")).not.toContain("dimmed");
  });

  it("presses a modal's buttons where the app wrote them", async () => {
    await open();
    await frame.locator("#react-modal").click();
    await frame.getByRole("button", { name: "Apply" }).click();
    await expect.poll(() => frame.locator("#react-log").textContent()).toBe("hidden");
    await frame.locator("#modal").click();
    await frame.getByRole("button", { name: "OK" }).click();
    await expect.poll(() => frame.locator("#log").textContent()).toBe("ok;");
  });

  it("shows the title bar's title and presses its buttons", async () => {
    await open();
    await expect.poll(() => page.locator("#title").textContent()).toBe("Overview");
    await page.locator("#title-actions").getByText("Export").click();
    await expect.poll(() => frame.locator("#log").textContent()).toBe("exported;");
  });

  it("shows toasts with their action, and errors as alerts", async () => {
    await open();
    await frame.locator("#toast").click();
    await page.getByText("Undo").click();
    await expect.poll(() => frame.locator("#log").textContent()).toBe("undone;");
    await frame.locator("#error").click();
    await expect.poll(() => page.getByRole("alert").textContent()).toContain("Could not send");
  });

  it("asks the merchant before an optional scope is granted", async () => {
    await open();
    const request = () => inApp(async () => (await window.shopify.scopes.request(["read_reports"])).result);
    const declined = request();
    await page.locator("dialog.question").getByText("Cancel").click();
    expect(await declined).toBe("declined-all");
    expect(store.context.store.shop.grantedScopes).not.toContain("read_reports");
    const granted = request();
    await page.locator("dialog.question").getByText("Allow").click();
    expect(await granted).toBe("granted-all");
    expect(await inApp(async () => (await window.shopify.scopes.query()).granted)).toContain("read_reports");
  });

  it("reports what the page measured once it is hidden", async () => {
    await open();
    await inApp(async () => {
      await window.shopify.webVitals.onReport?.((report) => {
        document.title = report.metrics.map(({ name }) => name).join(" ");
      });
      dispatchEvent(new Event("pagehide"));
    });
    expect(await inApp(() => document.title)).toMatch(/CLS/);
    expect(await inApp(() => document.title)).toMatch(/TTFB/);
  });

  it("hears no page of another origin, and gives it no token", async () => {
    await open("/settings");
    const other = `${app.url.replace("127.0.0.1", "localhost")}/cohorts?shop=kestrel.myshopify.com`;
    await page.evaluate((src) => {
      const intruder = document.createElement("iframe");
      intruder.id = "intruder";
      intruder.src = src;
      document.body.append(intruder);
    }, other);
    const intruder = page.frameLocator("#intruder");
    await intruder.locator("#react-modal").waitFor();
    const token = intruder
      .locator("body")
      .evaluate(() =>
        Promise.race([window.shopify.idToken(), new Promise((resolve) => setTimeout(() => resolve("none"), 500))]),
      );
    expect(await token).toBe("none");
    expect(page.url()).toBe(`${base()}/settings`);
  });

  it("sends an app opened outside the admin into it", async () => {
    await page.goto(`${app.url}/cohorts?shop=kestrel.myshopify.com&by=month`);
    await expect.poll(() => page.url()).toBe(`${base()}/cohorts?by=month`);
  });
});
