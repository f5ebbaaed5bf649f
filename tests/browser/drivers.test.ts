import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { changeIn } from "~/analytics/drivers";
import { addDays, addMonths, localDay, monthOf, monthPeriod } from "~/analytics/period";
import { comparisonFor } from "~/analytics/periodRule";
import { findShopByDomain } from "~/data/shops.server";
import { driverSentence } from "~/i18n/driverText";
import { driversReport } from "~/reports/drivers.server";
import { browserExpected } from "../support/browser";
import { type RunningApp, startApp, visit } from "./runningApp";

describe.skipIf(!browserExpected())("what drove the figures of the first page", () => {
  let app: RunningApp;
  beforeAll(async () => {
    app = await startApp();
  }, 600_000);
  afterAll(async () => app?.stop());

  it("is said in the words of the mail, and nothing where nothing is compared", { timeout: 600_000 }, async () => {
    const seen = await visit(app, { width: 1440, height: 900 });
    await seen.open("/app");
    await seen.frame.getByText("In step with your shop").waitFor({ timeout: 200_000 });
    const shop = await findShopByDomain("lantern.myshopify.com");
    if (!shop) throw new Error("expected the shop to be installed");
    // The store's orders fall into the first days of each month: the ten days before these hold fewer.
    const { start } = monthPeriod(addMonths(monthOf(localDay(new Date(), shop.timeZone)), -1));
    const period = { start, end: addDays(start, 10) };
    const comparison = comparisonFor("previousPeriod", period);
    const { drivers } = await driversReport(shop.shopId, { asOf: new Date(), period, comparison });
    const days = `period=custom&start=${start}&last=${addDays(period.end, -1)}`;
    await seen.open(`/app?${days}`);
    const told = seen.frame.locator("p", { hasText: "driven by" });
    await told.first().waitFor();
    expect(await told.allTextContents()).toEqual(
      ["keyFigures", "profitAndLoss"].flatMap((section) => driverSentence(changeIn(drivers, section), "GBP", "en")),
    );
    expect(await seen.frame.getByText("By orders and prices: ").count()).toBe(1);
    await seen.open(`/app?${days}&comparison=none`);
    await seen.frame.getByText("What to do next").waitFor();
    await seen.page.waitForLoadState("networkidle");
    expect(await told.count()).toBe(0);
    expect(seen.errors).toEqual([]);
    await seen.close();
  });
});
