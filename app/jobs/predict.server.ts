import { Worker } from "node:worker_threads";
import type { PredictionTask, ShopPrediction } from "~/analytics/clv/shopPrediction";
import { addDays, type Day, localDay } from "~/analytics/period";
import { dayNumber } from "~/analytics/subscriptions/calendar";
import { readOrderHistories } from "~/data/orderHistories.server";
import { countOrders, findModelVersion, reachPhase } from "~/data/predictions.server";
import { historicByCohort, readScoredCustomers } from "~/data/scoredCustomers.server";
import { storePrediction } from "~/data/scoreWriter.server";
import { readReportShop } from "~/data/settings.server";
import { readShop, type ShopClient } from "~/db.server";
import { log } from "~/log.server";
import { contractTask } from "~/reports/contractTask.server";

/**
 * Chooses, fits and proves a shop's models by its orders up to and with yesterday, scores its customers and stores both as a
 * new version. A refusal is stored too. Answers the version's number.
 */
export async function predict(shopId: bigint, now: Date = new Date()): Promise<number> {
  const reach = (phase: Parameters<typeof reachPhase>[1]) => reachPhase(shopId, phase, new Date());
  await reach("reading");
  const started = performance.now();
  const own = await readShop(shopId, (client) => taskOf(client, shopId, now));
  const contracts = await contractTask(shopId, now, own.version.asOf);
  const task: PredictionTask = { ...own.task, contracts };
  const { version } = own;
  await reach("fitting");
  const prediction = await inThread(task);
  await reach("storing");
  const versionId = await storePrediction(shopId, prediction, { ...version, fittedAt: now });
  await reach("done");
  log.info(
    {
      shopId,
      versionId,
      customers: version.customers,
      refused: prediction.refusal?.kind ?? null,
      contracts: prediction.contracts?.forecaster.running ?? null,
      ms: Math.round(performance.now() - started),
    },
    "predictions are made",
  );
  return versionId;
}

async function taskOf(client: ShopClient, shopId: bigint, now: Date) {
  const shop = await readReportShop(client, shopId);
  const asOf: Day = addDays(localDay(now, shop.timeZone), -1);
  const before = await findModelVersion(client, shopId);
  const orders = await countOrders(client, shopId);
  const { histories, ...known } = await readOrderHistories(client, shopId, asOf);
  const { discountRate } = shop.settings;
  const task: Omit<PredictionTask, "contracts"> = {
    histories,
    marginRates: known.marginRates,
    cohorts: known.cohorts,
    asOf: dayNumber(asOf),
    champion: before?.forecaster?.choice.champion ?? null,
    discountRate,
  };
  const cohortProfits = await historicByCohort(client, shopId, asOf);
  const everybody = await readScoredCustomers(client, shopId, asOf);
  const version = { ...known, asOf, orders, customers: histories.ids.length, discountRate, cohortProfits, everybody };
  return { task, version };
}

const THREAD = new URL("./predictionThread.ts", import.meta.url);

/** Runs in a worker thread, which reads TypeScript as this process does. */
function inThread(task: PredictionTask): Promise<ShopPrediction> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(THREAD, { workerData: task, execArgv: ["--import", "tsx"] });
    worker.once("message", (prediction: ShopPrediction) => resolve(prediction));
    worker.once("error", reject);
    worker.once("exit", (code) => reject(new Error(`the thread that predicts ended with ${code} before it answered`)));
  });
}
