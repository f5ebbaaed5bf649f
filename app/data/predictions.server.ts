import type { Forecaster, Refusal } from "~/analytics/clv/forecaster";
import type { HorizonTotal } from "~/analytics/clv/shopPrediction";
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
}

/** The newest version, or the newest that was fitted by a moment; null without one. */
export async function findModelVersion(
  client: ShopClient,
  shopId: bigint,
  by: Date | null = null,
): Promise<ModelVersion | null> {
  const [found] = await rows<ModelVersion>(
    client,
    `SELECT version_id AS "versionId", fitted_at AS "fittedAt", as_of AS "asOf", forecaster, refusal, customers, orders,
       discount_rate AS "discountRate", margin_rate AS "marginRate", cost_coverage AS "costCoverage", totals
     FROM model_versions WHERE shop_id = :shopId AND (:by::timestamptz IS NULL OR fitted_at <= :by)
     ORDER BY version_id DESC LIMIT 1`,
    { shopId, by },
  );
  return found ?? null;
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
