import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { USUAL_TIMING } from "~/analytics/timing";
import { listRuns } from "~/data/runLog.server";
import { claimRun, endRun, openDueRuns, putOffRun } from "~/data/runs.server";
import { createSchedule, listSchedules } from "~/data/schedules.server";
import { findShopByDomain } from "~/data/shops.server";
import { browserExpected } from "../support/browser";
import { confirmed, draft } from "../support/schedules";
import { type RunningApp, startApp, type Visit, visit } from "./runningApp";

const DAY_MS = 86_400_000;

describe.skipIf(!browserExpected())("when a report goes", () => {
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

  const saveBar = () => desk.page.locator("#save-bar");

  it("is set in its form, and stays as it was typed", async () => {
    const { frame } = desk;
    await desk.open("/app/reports/new");
    await frame.getByLabel("Title").fill("Each quarter");
    await frame.getByLabel("Recipients").fill("ada@example.com");
    await frame.getByLabel("How often").selectOption("quarter");
    await frame.getByLabel("Month", { exact: true }).selectOption("2");
    await frame.getByLabel("Day of the month").selectOption({ label: "Last day" });
    await frame.getByLabel("Time zone").selectOption("Asia/Tokyo");
    await frame.getByLabel("If data of the period is not in yet").selectOption("12");
    await frame.getByLabel("If it is still missing then").selectOption("skip");
    await frame.getByLabel("At most so many hours late").fill("0");
    await frame.getByRole("button", { name: "Add condition" }).click();
    await frame.getByLabel("Figure", { exact: true }).selectOption("contributionProfit");
    await frame.getByLabel("Is", { exact: true }).selectOption("below");
    await frame.getByLabel("Value", { exact: true }).fill("a lot");
    await saveBar().getByRole("button", { name: "Save" }).click();
    await frame.getByText("Write whole hours from 1 to 168.").waitFor();
    await frame.getByText("Write a number, such as 1,500.00.").waitFor();
    expect((await listSchedules(shopId)).filter(({ title }) => title === "Each quarter")).toEqual([]);

    await frame.getByLabel("At most so many hours late").fill("48");
    await frame.getByLabel("Value", { exact: true }).fill("1,250.50");
    await saveBar().getByRole("button", { name: "Save" }).click();
    await frame.getByText("What became of it").waitFor();
    const [saved] = (await listSchedules(shopId)).filter(({ title }) => title === "Each quarter");
    expect(saved?.rhythm).toEqual({
      frequency: { every: "quarter", month: 2, monthDay: 31 },
      localTime: "08:00",
      timeZone: "Asia/Tokyo",
    });
    expect(saved?.timing).toEqual({
      waitHours: 12,
      ifIncomplete: "skip",
      catchUp: "latest",
      catchUpHours: 48,
      conditions: { mode: "all", of: [{ metric: "contributionProfit", test: "below", value: "125050" }] },
    });
    expect(await frame.getByLabel("Value", { exact: true }).inputValue()).toBe("1250.5");
    await desk.open("/app/reports");
    await frame.getByText("On the last day of the second month of every quarter at 08:00 (Asia/Tokyo)").waitFor();
  });

  it("and what became of it stands on its page and in the calendar, months by address and links by keyboard", async () => {
    const { frame, page } = desk;
    // In some days, so that the app's own clock finds nothing of it due.
    const now = new Date(Date.now() + 4 * DAY_MS);
    const localTime = new Date(now.getTime() - 600_000).toISOString().slice(11, 16);
    const rhythm = { frequency: { every: "day" as const }, localTime, timeZone: "UTC" };
    const condition = { metric: "netSales", test: "above", value: "100000" } as const;
    const conditions = { mode: "all" as const, of: [condition] };
    const timing = { ...USUAL_TIMING, catchUp: "all" as const, conditions };
    const begun = new Date(now.getTime() - 3 * DAY_MS);
    const { scheduleId } = await createSchedule(shopId, draft({ title: "Every day", rhythm, timing }), begun);
    await openDueRuns(now);
    const runs = (await listRuns(shopId, { scheduleId, limit: 9 })).map(({ runId }) => ({ shopId, runId }));
    expect(runs).toHaveLength(3);
    const [waiting, unneeded, left] = runs;
    if (!waiting || !unneeded || !left) throw new Error("expected three runs");
    const inAWeek = new Date(now.getTime() + 7 * DAY_MS);
    const claim = async (run: typeof waiting) => {
      const claimed = await claimRun(run, now, 60_000);
      if (!claimed) throw new Error("expected a lease");
      return claimed;
    };
    await putOffRun(waiting, await claim(waiting), { missing: ["changes", "costs"], nextTryAt: inAWeek }, now);
    const of = [{ ...condition, unit: "minor", figure: 90000, previous: null, holds: false, untried: null } as const];
    await endRun(unneeded, await claim(unneeded), {
      state: "notNeeded",
      missing: [],
      decision: { mode: "all", currency: "GBP", holds: false, asked: true, of },
    });
    await endRun(left, await claim(left), { state: "skipped", why: "incomplete", missing: ["history"] });

    await desk.open(`/app/reports/${scheduleId}`);
    await frame
      .getByText(/Waiting for Shopify’s data since .* Missing: the newest changes in Shopify and costs/)
      .waitFor();
    await frame.getByText("Net sales was £900.00; asked for: above £1,000.00").waitFor();
    await frame.getByText("Not sent because this was missing: orders that are still being imported.").waitFor();

    await desk.open(`/app/reports/calendar?month=${now.toISOString().slice(0, 7)}`);
    const month = () => frame.locator("h2").first().textContent();
    const shown = await month();
    await frame.getByText("Waiting", { exact: true }).first().waitFor();
    await frame.getByRole("link", { name: "Every day" }).first().focus();
    await page.keyboard.press("Enter");
    await frame.getByText("What became of it").waitFor();
    await desk.open(`/app/reports/calendar?month=${now.toISOString().slice(0, 7)}`);
    await frame.getByRole("link", { name: "Next month" }).click();
    await expect.poll(month).not.toBe(shown);
    await frame.getByText("Planned").first().waitFor();
    await desk.open("/app/reports/calendar");
    const thisMonth = await month();
    await desk.open("/app/reports/calendar?month=nonsense");
    expect(await month()).toBe(thisMonth);
  });
});
