import { AxeBuilder } from "@axe-core/playwright";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { addDays, type Day, localDay, type Month, monthOf, monthPeriod } from "~/analytics/period";
import { comparisonFor, periodFor } from "~/analytics/periodRule";
import { cohortChoices } from "~/components/cohorts/cohortChoices";
import { findShopByDomain, type Shop } from "~/data/shops.server";
import { formatCount, formatMoney, formatMonth, formatMonthShort } from "~/i18n/format";
import { cohortReport } from "~/reports/cohortReport.server";
import { homeReport } from "~/reports/homeReport.server";
import { productReport } from "~/reports/productReport.server";
import { profitAndLossReport } from "~/reports/profitAndLossReport.server";
import { browserExpected } from "../support/browser";
import { type RunningApp, startApp, type Visit, visit } from "./runningApp";

const DESKTOP = { width: 1440, height: 900 };
const PHONE = { width: 390, height: 844 };

const PAGES = [
  "/app",
  "/app/lifetime-value",
  "/app/lifetime-value?measure=retention",
  "/app/lifetime-value?split=firstOrderCountry&cohorts=quarter",
  "/app/customers",
  "/app/customers?show=everybody",
  "/app/customers/groups",
  "/app/customers/traits",
  "/app/customers/same-person?first=7001&second=7002",
  "/app/customers/7001",
  "/app/lifecycle",
  "/app/lifecycle/rhythm",
  "/app/lifecycle/replenishment",
  "/app/lifecycle/crossSell",
  "/app/products",
  "/app/profit-and-loss",
  "/app/profit-and-loss?columns=channel&comparison=previousYear",
  "/app/compare",
  "/app/compare?app=triplewhale&number=1234.56",
  "/app/explain/netSales",
  "/app/reports",
  "/app/reports/templates",
  "/app/reports/new",
  "/app/reports/new?template=monthlyCltv",
  "/app/reports/archive",
  "/app/alerts",
  "/app/alerts/new",
  "/app/settings",
  "/app/settings/costs",
  "/app/settings/known-costs",
  "/app/settings/cost-rules",
  "/app/settings/order-costs",
  "/app/settings/cost-changes",
  "/app/settings/fees",
  "/app/settings/spend",
  "/app/settings/platforms",
  "/app/platforms",
  "/app/reconciliation",
  "/app/predictions",
  "/app/predictions/customers",
  "/app/predictions/groups",
  "/app/predictions/cohorts",
  "/app/predictions/versions",
];

describe.skipIf(!browserExpected())("the pages inside the admin", () => {
  let app: RunningApp;
  let desk: Visit;
  let shop: Shop;

  beforeAll(async () => {
    app = await startApp();
    desk = await visit(app, DESKTOP);
    // The first visit installs the app; its history is small and soon read.
    await desk.open("/app");
    await desk.frame.getByText("In step with your shop").waitFor({ timeout: 90_000 });
    const found = await findShopByDomain("lantern.myshopify.com");
    if (!found) throw new Error("expected the shop to be installed");
    shop = found;
  });
  afterAll(async () => {
    await desk?.close();
    await app?.stop();
  });

  const asOf = () => new Date();
  const money = (amount: number | null) => formatMoney(amount, "GBP", "en");

  it("the first page shows the key figures of the report, and how they changed", async () => {
    await desk.open("/app?period=lastMonth");
    const period = periodFor("lastMonth", localDay(asOf(), shop.timeZone));
    const report = await homeReport(shop.shopId, {
      period,
      comparison: comparisonFor("previousPeriod", period),
      asOf: asOf(),
    });
    expect(report.metrics.orders?.value).toBe(24);
    await desk.frame
      .getByRole("button", { name: money(report.metrics.netSales?.value ?? null), exact: true })
      .first()
      .waitFor();
    const card = desk.frame.locator(".Polaris-ShadowBevel", { hasText: "New customers" }).first();
    expect(await card.locator(".metric-value").textContent()).toBe(
      formatCount(report.metrics.newCustomers?.value ?? null, "en"),
    );
  });

  it("profit and loss adds up to the report's sums, on both clocks", async () => {
    const period = periodFor("last12Months", localDay(asOf(), shop.timeZone));
    for (const clock of ["eventDay", "orderDay"] as const) {
      await desk.open(`/app/profit-and-loss?clock=${clock}`);
      const { metrics, months } = await profitAndLossReport(shop.shopId, { period, clock, asOf: asOf() });
      const row = desk.frame.locator("tr", {
        has: desk.frame.getByRole("rowheader", { name: "Net sales", exact: true }),
      });
      expect(await row.locator("td").first().textContent()).toBe(money(metrics.netSales?.value ?? null));
      const shown = await row.locator("td").allInnerTexts();
      expect(shown.slice(-months.length)).toEqual(months.map(({ netSales }) => money(netSales)));
    }
  });

  it("the cohort table shows every cell of the report", async () => {
    const search = new URLSearchParams("measure=netSales&through=span&per=cohort");
    await desk.open(`/app/lifetime-value?${search}`);
    const { sets } = await cohortReport(shop.shopId, { ...cohortChoices(search), asOf: asOf() });
    const [oldest] = sets[0]?.cohorts ?? [];
    const expected = oldest?.cells.map(({ value }) => money(value)) ?? [];
    expect(expected.length).toBeGreaterThan(1);
    const row = desk.frame.locator(".heat-map tr", {
      has: desk.frame.getByRole("rowheader", {
        name: formatMonthShort(monthOf(oldest?.start ?? ("2000-01-01" as Day)), "en"),
        exact: true,
      }),
    });
    expect((await row.locator("td.heat").allInnerTexts()).slice(0, expected.length)).toEqual(expected);
  });

  it("products show the report's rows, and one without cost says so", async () => {
    await desk.open("/app/products");
    const period = periodFor("last12Months", localDay(asOf(), shop.timeZone));
    const { rows } = await productReport(shop.shopId, { period, asOf: asOf() });
    const mug = rows.find(({ title }) => title === "Stoneware mug");
    const line = desk.frame.locator("tr", { hasText: "Stoneware mug" });
    expect(await line.locator("td").first().textContent()).toBe(money(mug?.netSales ?? null));
    expect(await line.getByText("No cost").count()).toBe(1);
    expect(await desk.frame.locator("tr", { hasText: "Pine candle" }).getByText("No cost").count()).toBe(0);
  });

  it("a number tells how it is computed, leads to its orders, and Escape gives the focus back", async () => {
    await desk.open("/app/profit-and-loss");
    const row = desk.frame.locator("tr", { has: desk.frame.getByRole("rowheader", { name: "Orders", exact: true }) });
    expect(await row.count()).toBe(0);
    const figure = desk.frame
      .locator("tr", { has: desk.frame.getByRole("rowheader", { name: "Net sales", exact: true }) })
      .locator("button.explained")
      .first();
    await figure.focus();
    await desk.page.keyboard.press("Enter");
    const card = desk.frame.locator(".Polaris-Popover");
    await card.getByText("gross sales − discounts − sales reversals = Σ net").waitFor();
    expect(await card.locator(".explain-value").textContent()).toBe(await figure.textContent());
    await desk.page.keyboard.press("Escape");
    await card.waitFor({ state: "detached" });
    expect(await figure.evaluate((button) => button === document.activeElement)).toBe(true);
    await figure.click();
    await card.getByText("Orders behind this number").click();
    await desk.frame.getByText("192 orders", { exact: true }).waitFor();
  });

  it("a chart is read off with the arrow keys, and its figures stand in a table on request", async () => {
    await desk.open("/app");
    const plot = desk.frame.getByRole("group", { name: "Net sales and contribution profit, by day" });
    await plot.focus();
    await desk.page.keyboard.press("ArrowRight");
    await desk.frame.locator(".chart-readout").waitFor();
    await desk.frame.getByRole("button", { name: "Show as table" }).click();
    expect(await desk.frame.locator(".chart-table tbody tr").count()).toBeGreaterThanOrEqual(8);
  });

  it("no page throws, and every one speaks the admin's language", async () => {
    const japanese = await visit(app, { ...DESKTOP, locale: "ja" });
    for (const path of PAGES) {
      await japanese.open(path);
      expect(await japanese.inApp(() => document.documentElement.lang), path).toBe("ja");
      expect(
        await japanese.inApp(() => /[\u3040-\u30ff\u4e00-\u9fff]/.test(document.body.textContent ?? "")),
        path,
      ).toBe(true);
    }
    expect(japanese.errors).toEqual([]);
    await japanese.close();
    expect(desk.errors).toEqual([]);
  });

  it("on a phone no page is wider than the screen", async () => {
    const phone = await visit(app, PHONE);
    for (const path of PAGES) {
      await phone.open(path);
      const over = await phone.inApp(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      expect(over, path).toBe(0);
    }
    expect(phone.errors).toEqual([]);
    await phone.close();
  });

  it.each(PAGES)("%s has no serious accessibility violation", { timeout: 180_000 }, async (path) => {
    await desk.open(path);
    if (path.startsWith("/app/reports/new")) await withoutPreview();
    const { violations, passes } = await new AxeBuilder({ page: desk.page }).include("#app").analyze();
    // A target of two steps lies in a frame: the app itself was looked at, not only the admin around it.
    expect(passes.some(({ nodes }) => nodes.some(({ target }) => target.length > 1))).toBe(true);
    const grave = violations.filter(({ impact }) => impact === "serious" || impact === "critical");
    expect(grave.map(({ id, nodes }) => `${id} ${nodes[0]?.html}`)).toEqual([]);
  });

  it("the days of a month on a page are those of the shop's zone", async () => {
    const month = localDay(asOf(), shop.timeZone).slice(0, 7) as Month;
    const { start, end } = monthPeriod(month);
    await desk.open(`/app?period=custom&start=${start}&last=${addDays(end, -1)}`);
    await desk.frame.getByRole("button", { name: formatMonth(month, "en") }).waitFor();
  });

  /** No script runs in the frame of the mail, so that nothing can look into it from inside: it would never answer. */
  async function withoutPreview() {
    const preview = desk.frame.locator("iframe.preview");
    await preview.waitFor({ timeout: 60_000 });
    await preview.evaluate((frame) => frame.remove());
  }
});
