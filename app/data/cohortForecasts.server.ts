import type { CohortForecast } from "~/analytics/clv/cohortForecast";
import type { Minor } from "~/analytics/money";
import type { Month } from "~/analytics/period";
import type { ShopClient } from "~/db.server";
import { execute, rows } from "./sql.server";

/** A cohort's forecast as it is kept. */
export interface StoredCohortForecast extends CohortForecast {
  /** Contribution profit of the cohort when the version was made; null where it is known of none. */
  readonly historic: Minor | null;
}

/** Stores the cohorts of a version. */
export async function writeCohortForecasts(
  client: ShopClient,
  shopId: bigint,
  versionId: number,
  cohorts: readonly CohortForecast[],
  historic: ReadonlyMap<Month, number | null>,
): Promise<void> {
  if (cohorts.length === 0) return;
  await execute(
    client,
    `INSERT INTO cohort_forecasts (shop_id, version_id, cohort, historic, expected, low_80, high_80, low_90, high_90)
     SELECT :shopId, :versionId, c.cohort, c.historic, c.expected, c.low80, c.high80, c.low90, c.high90
     FROM jsonb_to_recordset(:cohorts::jsonb) AS c (cohort text, historic bigint, expected bigint[], low80 bigint[],
       high80 bigint[], low90 bigint[], high90 bigint[])`,
    {
      shopId,
      versionId,
      cohorts: JSON.stringify(cohorts.map((one) => ({ ...one, historic: historic.get(one.cohort) ?? null }))),
    },
  );
}

/** The cohorts of a version, the earliest first. */
export function listCohortForecasts(
  client: ShopClient,
  shopId: bigint,
  versionId: number,
): Promise<StoredCohortForecast[]> {
  return rows<StoredCohortForecast>(
    client,
    `SELECT cohort, historic, expected::float8[], low_80::float8[] AS low80, high_80::float8[] AS high80,
       low_90::float8[] AS low90, high_90::float8[] AS high90
     FROM cohort_forecasts WHERE shop_id = :shopId AND version_id = :versionId ORDER BY cohort`,
    { shopId, versionId },
  );
}
