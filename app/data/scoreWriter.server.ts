import { HORIZONS, type Spread } from "~/analytics/clv/horizons";
import type { ContractPrediction, RhythmPrediction, ShopPrediction } from "~/analytics/clv/shopPrediction";
import type { Day, Month } from "~/analytics/period";
import { dayNumber } from "~/analytics/subscriptions/calendar";
import { type ShopClient, withShopClient } from "~/db.server";
import { writeCohortForecasts } from "./cohortForecasts.server";
import { contractVersion } from "./predictions.server";
import type { ScoredCustomer } from "./scoredCustomers.server";
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
  /** Everybody who had ordered anything by `asOf`. */
  readonly everybody: ReadonlyMap<string, ScoredCustomer>;
  readonly cohortProfits: ReadonlyMap<Month, number | null>;
}

/** A customer to be stored: places in the rhythm's and the contracts' columns, -1 where there is none. */
interface Scored {
  readonly id: string;
  readonly at: number;
  readonly contract: number;
  readonly rhythm: RhythmPrediction | null;
  readonly contracts: ContractPrediction | null;
  readonly running: ShopPrediction["running"];
  readonly from: FittedFrom;
}

interface ScoreColumn {
  readonly name: string;
  readonly kind: "id" | "integer" | "integer?" | "minor?" | "decimal?";
  readonly of: (of: Scored) => string | number | null;
}

const SPREAD = [
  { suffix: "", bound: "expected" },
  { suffix: "_low", bound: "low" },
  { suffix: "_high", bound: "high" },
] as const;

type Bound = keyof Spread;

/** Of which horizons variances are kept: those by which groups are told. */
const KEPT_VARIANCES = HORIZONS.map((days, index) => ({ days, index })).filter(
  ({ days }) => days === 365 || days === 1095,
);

/**
 * Columns of `customer_scores` as they are staged; days are numbers there. Who has no order outside of contracts is taken to
 * have none to come, unless no rhythm was foretold at all.
 */
const COLUMNS: readonly ScoreColumn[] = [
  { name: "customer_id", kind: "id", of: ({ id }) => id },
  { name: "repeat_orders", kind: "integer?", of: (one) => ofRhythm(one, ({ scores }) => scores.repeatOrders[one.at]) },
  { name: "last_order_day", kind: "integer", of: lastDay },
  { name: "probability_alive", kind: "decimal?", of: ({ rhythm, at }) => decimal(rhythm?.scores.probabilityAlive[at]) },
  ...HORIZONS.flatMap((days, index) => [
    ...SPREAD.map(({ suffix, bound }) => ordersColumn(`orders_${days}${suffix}`, index, bound)),
    ...SPREAD.map(({ suffix, bound }) => profitColumn(`profit_${days}${suffix}`, index, bound)),
    ...SPREAD.map(
      ({ suffix, bound }): ScoreColumn => ({
        name: `renewals_${days}${suffix}`,
        kind: bound === "expected" ? "decimal?" : "integer?",
        of: ({ contracts, contract }) => decimal(contracts?.scores.renewals[index]?.[bound][contract]),
      }),
    ),
    ...SPREAD.map(
      ({ suffix, bound }): ScoreColumn => ({
        name: `contract_profit_${days}${suffix}`,
        kind: "minor?",
        of: ({ contracts, contract }) => whole(contracts?.scores.profits[index]?.[bound][contract]),
      }),
    ),
  ]),
  ...KEPT_VARIANCES.flatMap(({ days, index }): ScoreColumn[] => [
    {
      name: `variance_${days}`,
      kind: "decimal?",
      of: (one) => ofRhythm(one, ({ variances }) => variances?.[index]?.[one.at]),
    },
    {
      name: `contract_variance_${days}`,
      kind: "decimal?",
      of: ({ contracts, contract }) => decimal(contracts?.scores.variances[index]?.[contract]),
    },
  ]),
  { name: "contracts", kind: "integer", of: ({ running, contract }) => running?.contracts[contract] ?? 0 },
  { name: "renewal_due", kind: "integer?", of: ({ running, contract }) => whole(running?.nextDue[contract]) },
  { name: "likely_by", kind: "integer?", of: ({ rhythm, at }) => whole(rhythm?.scores.likelyBy[at]) },
  { name: "order_value", kind: "minor?", of: ({ rhythm, at }) => whole(rhythm?.scores.amounts?.[at]) },
  { name: "margin_rate", kind: "decimal?", of: ({ from, at }) => decimal(from.marginRates[at]) },
  {
    name: "historic_profit",
    kind: "minor?",
    of: ({ from, id }) => whole(from.everybody.get(id)?.historicProfit ?? undefined),
  },
];
const DAYS = ["last_order_day", "renewal_due", "likely_by"];

function ordersColumn(name: string, index: number, bound: Bound): ScoreColumn {
  const kind = bound === "expected" ? "decimal?" : "integer?";
  return { name, kind, of: (one) => ofRhythm(one, ({ orders }) => orders[index]?.[bound][one.at]) };
}

function profitColumn(name: string, index: number, bound: Bound): ScoreColumn {
  const of = (one: Scored) => ofRhythm(one, ({ profits }) => profits?.[index]?.[bound][one.at], whole);
  return { name, kind: "minor?", of };
}

/** Null where no rhythm was foretold; none where the customer has no order that one could be seen in. */
function ofRhythm(
  { rhythm, at }: Scored,
  of: (rhythm: RhythmPrediction) => number | undefined,
  written: (value: number | undefined) => string | number | null = decimal,
): string | number | null {
  if (rhythm === null) return null;
  return written(at < 0 ? 0 : of(rhythm));
}

const SCORES = stagingTable("new_scores", Object.fromEntries(COLUMNS.map(({ name, kind }) => [name, kind])));

function lastDay({ rhythm, at, id, from }: Scored): number {
  if (rhythm && at >= 0) {
    const { timeOfLastOrder, observedFor } = rhythm.scores;
    return rhythm.forecaster.asOf - (observedFor[at] ?? 0) + (timeOfLastOrder[at] ?? 0);
  }
  return dayNumber(from.everybody.get(id)?.lastOrderDay ?? from.asOf);
}

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
    await insertScores(client, shopId, versionId, prediction, from);
    await writeCohortForecasts(client, shopId, versionId, prediction.cohorts, from.cohortProfits);
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
  const { rhythm, refusal } = prediction;
  const { versionId } = await row<{ versionId: number }>(
    client,
    `INSERT INTO model_versions (shop_id, version_id, fitted_at, as_of, refusal, forecaster, grade, median_error, customers,
       orders, discount_rate, margin_rate, cost_coverage, totals, contracts)
     SELECT :shopId, coalesce(max(version_id), 0) + 1, :fittedAt, :asOf::date, :refusal::jsonb, :forecaster::jsonb, :grade,
       :medianError, :customers, :orders, :discountRate, :marginRate, :costCoverage, :totals::jsonb, :contracts::jsonb
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
      refusal: refusal && JSON.stringify(refusal),
      forecaster: rhythm && JSON.stringify(rhythm.forecaster),
      grade: rhythm?.forecaster.grade ?? null,
      medianError: rhythm?.forecaster.medianError ?? null,
      totals: rhythm && JSON.stringify(rhythm.totals),
      contracts: prediction.running && JSON.stringify(contractVersion(prediction)),
    },
  );
  return versionId;
}

async function insertScores(
  client: ShopClient,
  shopId: bigint,
  versionId: number,
  prediction: ShopPrediction,
  from: FittedFrom,
): Promise<void> {
  const staging = await Staging.open(client, [SCORES]);
  for (const scored of scoredOf(prediction, from)) {
    staging.add(SCORES, Object.fromEntries(COLUMNS.map(({ name, of }) => [name, of(scored)])));
    await staging.flushIfFull();
  }
  await staging.close();
  const values = COLUMNS.map(({ name }) => (DAYS.includes(name) ? `DATE '1970-01-01' + ${name}` : name));
  await execute(
    client,
    `INSERT INTO customer_scores (shop_id, version_id, ${COLUMNS.map(({ name }) => name).join(", ")}, value_365, value_1095,
       total_profit)
     SELECT :shopId, :versionId, ${values.join(", ")}, ${bothParts(365)}, ${bothParts(1095)}, historic_profit + ${bothParts(1095)}
     FROM ${SCORES.name}`,
    { shopId, versionId },
  );
}

/** Of who has running contracts both parts have to be known. */
const bothParts = (days: number): string =>
  `(profit_${days} + CASE WHEN contracts = 0 THEN 0 ELSE contract_profit_${days} END)`;

/** Everybody who ever ordered or has a running contract, each once; nobody where nothing is foretold. */
function* scoredOf({ rhythm, contracts, running }: ShopPrediction, from: FittedFrom): Generator<Scored> {
  if (rhythm === null && running === null) return;
  const rows = new Map((running?.ids ?? []).map((id, row) => [id, row]));
  const shared = { rhythm, contracts, running, from };
  const others = new Set(from.everybody.keys());
  for (const [at, id] of (rhythm?.scores.ids ?? []).entries()) {
    const contract = rows.get(id) ?? -1;
    rows.delete(id);
    others.delete(id);
    yield { id, at, contract, ...shared };
  }
  for (const [id, contract] of rows) {
    others.delete(id);
    yield { id, at: -1, contract, ...shared };
  }
  for (const id of others) yield { id, at: -1, contract: -1, ...shared };
}

/** Scores are kept of the newest versions, and of the last of each of the newest months. */
const NEWEST_KEPT = 3;
const MONTHS_KEPT = 4;
/** Versions themselves, which tell what a report of then was made from, stay for longer: those of so many days, and the last of each month. */
const DAYS_KEPT = 100;
const LONG_MONTHS_KEPT = 36;

const lastOfMonths = (months: string): string => `(SELECT max(version_id) FROM model_versions WHERE shop_id = :shopId
  GROUP BY date_trunc('month', as_of) ORDER BY date_trunc('month', as_of) DESC LIMIT :${months})`;

async function forgetVersions(client: ShopClient, shopId: bigint): Promise<void> {
  const values = { shopId, newest: NEWEST_KEPT, months: MONTHS_KEPT };
  for (const table of ["customer_scores", "cohort_forecasts"])
    await execute(
      client,
      `DELETE FROM ${table} WHERE shop_id = :shopId
         AND version_id NOT IN (SELECT version_id FROM model_versions WHERE shop_id = :shopId
           ORDER BY version_id DESC LIMIT :newest)
         AND version_id NOT IN ${lastOfMonths("months")}`,
      values,
    );
  await execute(
    client,
    `DELETE FROM model_versions WHERE shop_id = :shopId
       AND as_of < (SELECT as_of - :days::int FROM model_versions WHERE shop_id = :shopId ORDER BY version_id DESC LIMIT 1)
       AND version_id NOT IN ${lastOfMonths("longMonths")}`,
    { shopId, days: DAYS_KEPT, longMonths: LONG_MONTHS_KEPT },
  );
}
