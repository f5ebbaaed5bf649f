import type { ContractForecaster } from "~/analytics/clv/contractForecast";
import type { Forecaster, Refusal } from "~/analytics/clv/forecaster";
import type { HorizonTotal } from "~/analytics/clv/horizons";
import type { ShopPrediction } from "~/analytics/clv/shopPrediction";
import type { Day } from "~/analytics/period";
import { type ShopClient, withShopClient } from "~/db.server";
import { execute, row, rows } from "./sql.server";

/** What was fitted to a shop's orders, or why nothing was. */
export interface ModelVersion {
  readonly versionId: number;
  readonly fittedAt: Date;
  readonly asOf: Day;
  readonly forecaster: Forecaster | null;
  readonly refusal: Refusal | null;
  readonly customers: number;
  readonly orders: number;
  readonly discountRate: number;
  readonly marginRate: number | null;
  readonly costCoverage: number | null;
  readonly totals: readonly HorizonTotal[] | null;
  /** Null in a shop that never had a contract. */
  readonly contracts: ContractVersion | null;
}

/** What was foretold of running contracts; without a forecaster too few are known, or none has ended. */
export interface ContractVersion {
  /** Customers with a running contract, and the contracts. */
  readonly subscribers: number;
  readonly running: number;
  readonly forecaster: ContractForecaster | null;
  readonly totals: readonly HorizonTotal[] | null;
}

/** What a version keeps of contracts. The fates that curves were fitted to are left out: charges tell them. */
export function contractVersion({ running, contracts }: ShopPrediction): ContractVersion {
  return {
    subscribers: running?.ids.length ?? 0,
    running: running?.contracts.reduce((sum, one) => sum + one, 0) ?? 0,
    forecaster: contracts && {
      ...contracts.forecaster,
      groups: contracts.forecaster.groups.map((group) => ({ ...group, fates: [] })),
    },
    totals: contracts?.totals ?? null,
  };
}

/** Which version: the newest that was fitted by a moment, or one by its number. */
export interface VersionChoice {
  readonly by?: Date | null;
  readonly versionId?: number | null;
}

/** The newest version, or the one that is asked for; null without one. */
export async function findModelVersion(
  client: ShopClient,
  shopId: bigint,
  { by = null, versionId = null }: VersionChoice = {},
): Promise<ModelVersion | null> {
  const [found] = await rows<ModelVersion>(
    client,
    `SELECT version_id AS "versionId", fitted_at AS "fittedAt", as_of AS "asOf", forecaster, refusal, customers, orders,
       discount_rate AS "discountRate", margin_rate AS "marginRate", cost_coverage AS "costCoverage", totals, contracts
     FROM model_versions WHERE shop_id = :shopId AND (:by::timestamptz IS NULL OR fitted_at <= :by)
       AND (:versionId::int IS NULL OR version_id = :versionId) ORDER BY version_id DESC LIMIT 1`,
    { shopId, by, versionId },
  );
  return found ?? null;
}

/** A version in a list: when it was made, of what, by which models, and how wrong those were. */
export interface VersionHead {
  readonly versionId: number;
  readonly fittedAt: Date;
  readonly asOf: Day;
  readonly customers: number;
  readonly refusal: Refusal | null;
  readonly forecaster: Forecaster | null;
  readonly totals: readonly HorizonTotal[] | null;
  readonly contractTotals: readonly HorizonTotal[] | null;
  /** Running contracts. */
  readonly running: number;
  /** Customers' scores are still kept. */
  readonly hasScores: boolean;
}

/** A page of a shop's versions, the newest first. */
export function listVersions(
  client: ShopClient,
  shopId: bigint,
  page: { readonly limit: number; readonly offset: number },
): Promise<VersionHead[]> {
  return rows<VersionHead>(
    client,
    `SELECT v.version_id AS "versionId", v.fitted_at AS "fittedAt", v.as_of AS "asOf", v.customers, v.refusal, v.forecaster,
       v.totals, v.contracts -> 'totals' AS "contractTotals",
       coalesce((v.contracts ->> 'running')::int, 0) AS running,
       EXISTS (SELECT FROM customer_scores s WHERE s.shop_id = :shopId AND s.version_id = v.version_id) AS "hasScores"
     FROM model_versions v WHERE v.shop_id = :shopId ORDER BY v.version_id DESC LIMIT :limit::bigint OFFSET :offset::bigint`,
    { shopId, ...page },
  );
}

export async function countVersions(client: ShopClient, shopId: bigint): Promise<number> {
  const { count } = await row<{ count: number }>(
    client,
    "SELECT count(*) FROM model_versions WHERE shop_id = :shopId",
    { shopId },
  );
  return count;
}

export const PREDICTION_PHASES = ["reading", "fitting", "storing", "done"] as const;
export type PredictionPhase = (typeof PREDICTION_PHASES)[number];

export interface PredictionState {
  readonly phase: PredictionPhase;
  readonly startedAt: Date;
  readonly reachedAt: Date;
}

/** Says how far the fitting has come; "reading" begins one. */
export function reachPhase(shopId: bigint, phase: PredictionPhase, now: Date): Promise<number> {
  return withShopClient(shopId, (client) =>
    execute(
      client,
      `INSERT INTO prediction_states (shop_id, phase, started_at, reached_at) VALUES (:shopId, :phase, :now, :now)
       ON CONFLICT (shop_id) DO UPDATE SET phase = :phase, reached_at = :now,
         started_at = CASE WHEN :phase = 'reading' THEN :now ELSE prediction_states.started_at END`,
      { shopId, phase, now },
    ),
  );
}

export async function findPredictionState(client: ShopClient, shopId: bigint): Promise<PredictionState | null> {
  const [found] = await rows<PredictionState>(
    client,
    `SELECT phase, started_at AS "startedAt", reached_at AS "reachedAt" FROM prediction_states WHERE shop_id = :shopId`,
    { shopId },
  );
  return found ?? null;
}

/** Orders of a shop, also those of subscriptions and guests. */
export async function countOrders(client: ShopClient, shopId: bigint): Promise<number> {
  const { orders } = await row<{ orders: number }>(
    client,
    `SELECT coalesce(sum(orders), 0)::bigint AS orders FROM day_sums
     WHERE shop_id = :shopId AND clock = 'orderDay' AND dimension = 'all'`,
    { shopId },
  );
  return orders;
}

/** Orders a shop has to have gained since the last fit for another before the night. */
const GROWTH = 0.05;

/** Whether a twentieth more orders are in than the newest version saw. False before the first: the night's task does that. */
export function hasGrown(shopId: bigint): Promise<boolean> {
  return withShopClient(shopId, async (client) => {
    const [newest] = await rows<{ orders: number }>(
      client,
      "SELECT orders FROM model_versions WHERE shop_id = :shopId ORDER BY version_id DESC LIMIT 1",
      { shopId },
    );
    return newest !== undefined && (await countOrders(client, shopId)) > newest.orders * (1 + GROWTH);
  });
}
