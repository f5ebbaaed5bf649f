import { NO_FILTER } from "~/analytics/filter";
import { USUAL_OPTIONS } from "~/analytics/sectionOptions";
import { USUAL_TIMING } from "~/analytics/timing";
import { listDeliveries } from "~/data/deliveries.server";
import { createSchedule, listSchedules } from "~/data/schedules.server";
import { findShopByDomain, getShop, type Shop } from "~/data/shops.server";
import { predict } from "~/jobs/predict.server";
import { runNow } from "~/jobs/reports.server";
import { SECTIONS } from "~/reports/report";
import { syncProgress } from "~/sync";
import { embeddedRequest, type InstallOptions } from "../support/install";
import { startStep } from "../support/progress";
import { importStoreCosts } from "../support/storeCosts";

const POLL_MS = 400;
/** A busy machine takes minutes; what fails says so at once. */
const REPORT_DEADLINE_MS = 900_000;

/** Opens the app as the admin does, waits until the history is in, imports the costs and has one report sent. */
export async function installAndReport(install: InstallOptions, folder: string): Promise<void> {
  const shop = await openApp(install);
  await waitForHistory(shop.shopId);
  if ((await listSchedules(shop.shopId)).length > 0) return;
  const costs = startStep("Costs and spend");
  await importStoreCosts(shop, folder);
  costs.finish();
  const foretold = startStep("Predictions");
  await predict(shop.shopId);
  foretold.finish();
  await sendFirstReport(shop);
}

async function openApp(install: InstallOptions): Promise<Shop> {
  const step = startStep("Installation");
  const response = await fetch(embeddedRequest(install));
  if (!response.ok) throw new Error(`the app answered ${response.status} when the admin opened it`);
  const shop = await findShopByDomain(install.shopDomain);
  if (!shop) throw new Error(`${install.shopDomain} is not installed after the app was opened`);
  step.finish(shop.name);
  return shop;
}

async function waitForHistory(shopId: bigint): Promise<void> {
  const step = startStep("History");
  for (;;) {
    const { phase, orders, newestMonth, oldestMonth, problems } = await syncProgress(shopId);
    const total = orders.total ?? 0;
    const months = newestMonth ? `${oldestMonth} to ${newestMonth}` : "";
    step.update(
      orders.done,
      total,
      `${orders.done.toLocaleString("en")} of ${total.toLocaleString("en")} orders ${months}`,
    );
    if (phase === "finished") return step.finish(`${orders.done.toLocaleString("en")} orders, ${months}`);
    if (phase === "blocked") {
      throw new Error(
        `the history cannot be read: ${problems.map(({ key, params }) => `${key} ${JSON.stringify(params)}`).join("; ")}`,
      );
    }
    await pause();
  }
}

async function sendFirstReport({ shopId }: Shop): Promise<void> {
  const step = startStep("Report");
  const { timeZone, language, email } = await getShop(shopId);
  const schedule = await createSchedule(
    shopId,
    {
      title: "CLTV and profitability",
      foreword: "",
      sections: SECTIONS,
      options: USUAL_OPTIONS,
      clock: "eventDay",
      periodRule: "lastMonth",
      comparison: "previousPeriod",
      compared: null,
      filter: NO_FILTER,
      switches: null,
      grain: "week",
      cohortSpan: "month",
      attachXlsx: true,
      attachPdf: true,
      language,
      rhythm: { frequency: { every: "month", monthDay: 1 }, localTime: "07:00", timeZone },
      timing: USUAL_TIMING,
      // The shop's own address needs no confirmation.
      recipients: [{ email: (email ?? "owner@example.com").toLowerCase(), language: null }],
    },
    new Date(),
  );
  const runId = await runNow(shopId, schedule.scheduleId);
  const deadline = Date.now() + REPORT_DEADLINE_MS;
  while (Date.now() < deadline) {
    const [delivery] = await listDeliveries(shopId, { runId });
    if (delivery?.state === "sent") return step.finish("in the outbox");
    if (delivery?.state === "failed") throw new Error(`the report could not be sent: ${delivery.error}`);
    await pause();
  }
  throw new Error(`the report was not sent within ${REPORT_DEADLINE_MS / 1000} s; see the worker's log`);
}

const pause = () => new Promise((resolve) => setTimeout(resolve, POLL_MS));
