import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import type { Browser, FrameLocator, Page } from "playwright-core";
import { freePort } from "~/database/embedded";
import { startDevStore } from "../../devstore/start";
import { buildIfStale } from "../../scripts/demo/build";
import { startChild } from "../../scripts/support/children";
import { launchBrowser } from "../support/browser";
import { shopFolder } from "./shopFolder";

/** A browser's name: the Shopify library answers robots, and headless Chromium says it is one. */
const USER_AGENT = "Mozilla/5.0 (X11; Linux x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36";

/** The app as it runs in production, inside the dev store's admin, seen through Chromium. */
export interface RunningApp {
  readonly browser: Browser;
  /** Address of the app inside the admin; append a path without `/app` … as the admin shows it. */
  readonly address: string;
  stop(): Promise<void>;
}

/**
 * Builds the pages if they are stale, starts dev store and app on free ports with this test's database, and a browser.
 * `folder`: the store's; a small shop with eight months of orders by default. It is removed in the end.
 */
export async function startApp(folder?: string): Promise<RunningApp> {
  await buildIfStale();
  const home = await mkdtemp(path.join(tmpdir(), "tenure-browser-"));
  const appUrl = `http://127.0.0.1:${await freePort()}`;
  const apiKey = process.env.SHOPIFY_API_KEY ?? "";
  const apiSecret = process.env.SHOPIFY_API_SECRET ?? "";
  const storeFolder = folder ?? (await shopFolder(new Date()));
  const store = await startDevStore({ folder: storeFolder, appUrl, apiKey, apiSecret, bulkDelayMs: 10 });
  const app = startChild({
    name: "The app",
    script: "app/server.ts",
    env: {
      NODE_ENV: "production",
      TENURE_HOME: home,
      PORT: new URL(appUrl).port,
      SHOPIFY_APP_URL: appUrl,
      DEVSTORE_URL: store.url,
      APP_BRIDGE_URL: `${store.url}/app-bridge.js`,
      LOG_LEVEL: "warn",
    },
    logFile: path.join(home, "app.log"),
    isReady: (line) => line.includes(appUrl),
  });
  await app.ready;
  const browser = await launchBrowser();
  const handle = store.shopDomain.replace(/\.myshopify\.com$/, "");
  return {
    browser,
    address: `${store.url}/store/${handle}/apps/tenure`,
    async stop() {
      await browser.close();
      await app.stop();
      await store.stop();
      await rm(home, { recursive: true, force: true });
      await rm(storeFolder, { recursive: true, force: true });
    },
  };
}

/** One visitor: the admin's page, the app's frame in it, and everything that went wrong in either. */
export interface Visit {
  readonly page: Page;
  readonly frame: FrameLocator;
  readonly errors: readonly string[];
  /** Opens a page of the app ("/app/products") and waits until it stands. */
  open(path: string): Promise<void>;
  /** Runs in the app's own document. */
  inApp<T>(run: () => T): Promise<T>;
  close(): Promise<void>;
}

export async function visit(
  { browser, address }: RunningApp,
  { width, height, locale = "en" }: { readonly width: number; readonly height: number; readonly locale?: string },
): Promise<Visit> {
  const context = await browser.newContext({
    viewport: { width, height },
    userAgent: USER_AGENT,
    acceptDownloads: true,
  });
  const page = await context.newPage();
  const errors: string[] = [];
  page.on("pageerror", (error) => errors.push(error.message));
  page.on("console", (message) => {
    if (message.type() === "error") errors.push(message.text());
  });
  const frame = page.frameLocator("#app");
  return {
    page,
    frame,
    errors,
    async open(path) {
      await page.goto(`${address}${path}${path.includes("?") ? "&" : "?"}locale=${locale}`);
      await frame.locator(".Polaris-Page").waitFor();
      await frame.locator("body").evaluate(isHydrated);
    },
    inApp: (run) => frame.locator("body").evaluate(run),
    close: () => context.close(),
  };
}

/** Resolves once React has taken over the document: until then a click would be lost. */
function isHydrated(): Promise<void> {
  return new Promise((resolve) => {
    const look = () => {
      const react = Object.keys(document).some((key) => key.startsWith("__reactContainer"));
      const router = "__remixRouter" in window;
      if (react && router) setTimeout(resolve, 50);
      else setTimeout(look, 20);
    };
    look();
  });
}
