import { HORIZONS } from "~/analytics/clv/scores";
import type { ShopPrediction } from "~/analytics/clv/shopPrediction";
import type { Day } from "~/analytics/period";
import { type ShopClient, withShopClient } from "~/db.server";
import { execute, row } from "./sql.server";
import { Staging, stagingTable } from "./staging.server";

/** What a version is kept with, beside what was predicted. */
export interface FittedFrom {
  readonly fittedAt: Date;
  readonly asOf: Day;
  readonly customers: number;
  readonly orders: number;
  readonly discountRate: number;
  readonly marginRate: number | null;
  readonly costCoverage: number | null;
  /** By customer in the prediction's order; NaN is unknown. */
  readonly marginRates: Float64Array;
  readonly historicProfits: Float64Array;
}

type Predicted = Extract<ShopPrediction, { kind: "predicted" }>;

interface ScoreColumn {
  readonly name: string;
  readonly kind: "id" | "integer" | "decimal" | "integer?" | "minor?" | "decimal?";
  readonly of: (predicted: Predicted, from: FittedFrom, at: number) => string | number | null;
}

const SPREAD = [
  { suffix: "", bound: "expected" },
  { suffix: "_low", bound: "low" },
  { suffix: "_high", bound: "high" },
] as const;

/** Columns of `customer_scores` as they are staged; days are numbers there. */
const COLUMNS: readonly ScoreColumn[] = [
  { name: "customer_id", kind: "id", of: ({ scores }, _, at) => scores.ids[at] ?? null },
  { name: "repeat_orders", kind: "integer", of: ({ scores }, _, at) => scores.repeatOrders[at] ?? null },
  {
    name: "last_order_day",
    kind: "integer",
    of: ({ forecaster, scores }, _, at) => lastDay(forecaster.asOf, scores, at),
  },
  { name: "probability_alive", kind: "decimal", of: ({ scores }, _, at) => decimal(scores.probabilityAlive[at]) },
  ...HORIZONS.flatMap((days, index) => [
    ...SPREAD.map(
      ({ suffix, bound }): ScoreColumn => ({
        name: `orders_${days}${suffix}`,
        kind: bound === "expected" ? "decimal" : "integer",
        of: ({ orders }, _, at) => decimal(orders[index]?.[bound][at]),
      }),
    ),
    ...SPREAD.map(
      ({ suffix, bound }): ScoreColumn => ({
        name: `profit_${days}${suffix}`,
        kind: "minor?",
        of: ({ profits }, _, at) => whole(profits?.[index]?.[bound][at]),
      }),
    ),
  ]),
  { name: "likely_by", kind: "integer?", of: ({ scores }, _, at) => whole(scores.likelyBy[at]) },
  { name: "order_value", kind: "minor?", of: ({ scores }, _, at) => whole(scores.amounts?.[at]) },
  { name: "margin_rate", kind: "decimal?", of: (_, { marginRates }, at) => decimal(marginRates[at]) },
  { name: "historic_profit", kind: "minor?", of: (_, { historicProfits }, at) => whole(historicProfits[at]) },
];
const DAYS = ["last_order_day", "likely_by"];

const SCORES = stagingTable("new_scores", Object.fromEntries(COLUMNS.map(({ name, kind }) => [name, kind])));

const lastDay = (asOf: number, { timeOfLastOrder, observedFor }: Predicted["scores"], at: number): number =>
  asOf - (observedFor[at] ?? 0) + (timeOfLastOrder[at] ?? 0);

/** A number as SQL reads it, null where it is not known. */
const decimal = (value: number | undefined): string | null =>
  value === undefined || Number.isNaN(value) ? null : String(value);
const whole = (value: number | undefined): number | null =>
  value === undefined || Number.isNaN(value) ? null : Math.round(value) + 0;

/**
 * Stores a prediction as the shop's next version with the scores of all customers, and forgets versions that nobody asks for
 * any more, in one transaction. Answers its number.
 */
export function storePrediction(shopId: bigint, prediction: ShopPrediction, from: FittedFrom): Promise<number> {
  return withShopClient(shopId, async (client) => {
    // One at a time: two would take the same number.
    await execute(client, "SELECT FROM shops WHERE shop_id = :shopId FOR UPDATE", { shopId });
    const versionId = await insertVersion(client, shopId, prediction, from);
    if (prediction.kind === "predicted") await insertScores(client, shopId, versionId, prediction, from);
    await forgetVersions(client, shopId);
    return versionId;
  });
}

async function insertVersion(
  client: ShopClient,
  shopId: bigint,
  prediction: ShopPrediction,
  { fittedAt, asOf, customers, orders, discountRate, marginRate, costCoverage }: FittedFrom,
): Promise<number> {
  const isPredicted = prediction.kind === "predicted";
  const { versionId } = await row<{ versionId: number }>(
    client,
    `INSERT INTO model_versions (shop_id, version_id, fitted_at, as_of, refusal, forecaster, grade, median_error, customers,
       orders, discount_rate, margin_rate, cost_coverage, totals)
     SELECT :shopId, coalesce(max(version_id), 0) + 1, :fittedAt, :asOf::date, :refusal::jsonb, :forecaster::jsonb, :grade,
       :medianError, :customers, :orders, :discountRate, :marginRate, :costCoverage, :totals::jsonb
     FROM model_versions WHERE shop_id = :shopId RETURNING version_id AS "versionId"`,
    {
      shopId,
      fittedAt,
      asOf,
      customers,
      orders,
      discountRate,
      marginRate,
      costCoverage,
      refusal: isPredicted ? null : JSON.stringify(prediction.refusal),
      forecaster: isPredicted ? JSON.stringify(prediction.forecaster) : null,
      grade: isPredicted ? prediction.forecaster.grade : null,
      medianError: isPredicted ? prediction.forecaster.medianError : null,
      totals: isPredicted ? JSON.stringify(prediction.totals) : null,
    },
  );
  return versionId;
}

async function insertScores(
  client: ShopClient,
  shopId: bigint,
  versionId: number,
  predicted: Predicted,
  from: FittedFrom,
): Promise<void> {
  const staging = await Staging.open(client, [SCORES]);
  for (let at = 0; at < predicted.scores.ids.length; at += 1) {
    staging.add(SCORES, Object.fromEntries(COLUMNS.map(({ name, of }) => [name, of(predicted, from, at)])));
    await staging.flushIfFull();
  }
  await staging.close();
  const values = COLUMNS.map(({ name }) => (DAYS.includes(name) ? `DATE '1970-01-01' + ${name}` : name));
  await execute(
    client,
    `INSERT INTO customer_scores (shop_id, version_id, ${COLUMNS.map(({ name }) => name).join(", ")}, total_profit)
     SELECT :shopId, :versionId, ${values.join(", ")}, historic_profit + profit_1095 FROM ${SCORES.name}`,
    { shopId, versionId },
  );
}

/** Kept are the newest versions, and the last of each of the newest months: what reports of then were made from. */
const NEWEST_KEPT = 3;
const MONTHS_KEPT = 4;

const forgetVersions = (client: ShopClient, shopId: bigint) =>
  execute(
    client,
    `DELETE FROM model_versions WHERE shop_id = :shopId
       AND version_id NOT IN (SELECT version_id FROM model_versions WHERE shop_id = :shopId
         ORDER BY version_id DESC LIMIT :newest)
       AND version_id NOT IN (SELECT max(version_id) FROM model_versions WHERE shop_id = :shopId
         GROUP BY date_trunc('month', as_of) ORDER BY 1 DESC LIMIT :months)`,
    { shopId, newest: NEWEST_KEPT, months: MONTHS_KEPT },
  );
