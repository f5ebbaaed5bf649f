import { AxeBuilder } from "@axe-core/playwright";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { renderReportEmail } from "~/emails/renderReportEmail";
import { LANGUAGES, type Language } from "~/i18n/languages";
import type { Report } from "~/reports/report";
import { emptyReport, hostileReport, sampleReport } from "../fixtures/report";
import { browserExpected, launchBrowser } from "../support/browser";

const LINKS = {
  report: "https://admin.example/r",
  settings: "https://admin.example/s",
  admin: "https://admin.example",
};

/** The mail as a client shows it, its pictures in place. */
async function shownHtml(report: Report, language: Language): Promise<string> {
  const mail = await renderReportEmail(report, { language, links: LINKS, unsubscribeUrl: "https://app.example/u" });
  return mail.images.reduce(
    (html, { cid, png }) => html.replaceAll(`cid:${cid}`, `data:image/png;base64,${png.toString("base64")}`),
    mail.html,
  );
}

describe.skipIf(!browserExpected())("the report mail in a browser", () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launchBrowser();
  });
  afterAll(() => browser.close());

  async function open(html: string, width: number, colorScheme: "light" | "dark"): Promise<Page> {
    const context = await browser.newContext({
      viewport: { width, height: 900 },
      colorScheme,
      javaScriptEnabled: true,
    });
    const page = await context.newPage();
    await page.setContent(html);
    return page;
  }

  const overflow = (page: Page) => page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);

  it.each(LANGUAGES)("fits a phone, a tablet and a desk, in %s", async (language) => {
    for (const report of [sampleReport("KWD"), hostileReport(), emptyReport()]) {
      const html = await shownHtml(report, language);
      for (const width of [360, 600, 1200]) {
        const page = await open(html, width, "light");
        expect(await overflow(page), `${width} px`).toBe(0);
        await page.context().close();
      }
    }
  });

  it.each(["light", "dark"] as const)("can be read by everyone on %s ground", async (scheme) => {
    const page = await open(await shownHtml(sampleReport(), "en"), 640, scheme);
    const { violations } = await new AxeBuilder({ page }).withTags(["wcag2a", "wcag2aa"]).analyze();
    expect(
      violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html.slice(0, 120)).join(" | ")}`),
    ).toEqual([]);
    await page.context().close();
  });

  it("changes its ground in the dark, and leaves less important columns out on a phone", async () => {
    const html = await shownHtml(sampleReport(), "en");
    const ground = (page: Page) =>
      page
        .locator(".sheet")
        .first()
        .evaluate((sheet) => getComputedStyle(sheet).backgroundColor);
    const light = await open(html, 390, "light");
    const dark = await open(html, 1200, "dark");
    expect(await ground(light)).toBe("rgb(255, 255, 255)");
    expect(await ground(dark)).toBe("rgb(29, 34, 39)");
    expect(await light.getByRole("columnheader", { name: "New customers" }).isVisible()).toBe(false);
    expect(await dark.getByRole("columnheader", { name: "New customers" }).isVisible()).toBe(true);
    await light.context().close();
    await dark.context().close();
  });
});
