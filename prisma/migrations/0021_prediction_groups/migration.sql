-- What was foretold before knew no contracts, groups or cohorts: it is foretold anew with the next night.
TRUNCATE "model_versions" CASCADE;

ALTER TABLE "model_versions" ADD COLUMN "contracts" JSONB;

ALTER TABLE "customer_scores"
  ALTER COLUMN "probability_alive" DROP NOT NULL,
  ADD COLUMN "variance_365" DOUBLE PRECISION,
  ADD COLUMN "variance_1095" DOUBLE PRECISION,
  ADD COLUMN "contracts" INTEGER NOT NULL,
  ADD COLUMN "renewal_due" DATE,
  ADD COLUMN "renewals_90" DOUBLE PRECISION,
  ADD COLUMN "renewals_90_low" INTEGER,
  ADD COLUMN "renewals_90_high" INTEGER,
  ADD COLUMN "contract_profit_90" BIGINT,
  ADD COLUMN "contract_profit_90_low" BIGINT,
  ADD COLUMN "contract_profit_90_high" BIGINT,
  ADD COLUMN "renewals_365" DOUBLE PRECISION,
  ADD COLUMN "renewals_365_low" INTEGER,
  ADD COLUMN "renewals_365_high" INTEGER,
  ADD COLUMN "contract_profit_365" BIGINT,
  ADD COLUMN "contract_profit_365_low" BIGINT,
  ADD COLUMN "contract_profit_365_high" BIGINT,
  ADD COLUMN "renewals_730" DOUBLE PRECISION,
  ADD COLUMN "renewals_730_low" INTEGER,
  ADD COLUMN "renewals_730_high" INTEGER,
  ADD COLUMN "contract_profit_730" BIGINT,
  ADD COLUMN "contract_profit_730_low" BIGINT,
  ADD COLUMN "contract_profit_730_high" BIGINT,
  ADD COLUMN "renewals_1095" DOUBLE PRECISION,
  ADD COLUMN "renewals_1095_low" INTEGER,
  ADD COLUMN "renewals_1095_high" INTEGER,
  ADD COLUMN "contract_profit_1095" BIGINT,
  ADD COLUMN "contract_profit_1095_low" BIGINT,
  ADD COLUMN "contract_profit_1095_high" BIGINT,
  ADD COLUMN "contract_variance_365" DOUBLE PRECISION,
  ADD COLUMN "contract_variance_1095" DOUBLE PRECISION,
  ADD COLUMN "value_365" BIGINT,
  ADD COLUMN "value_1095" BIGINT;

DROP INDEX "customer_scores_shop_id_version_id_profit_365_idx";
CREATE INDEX "customer_scores_shop_id_version_id_value_365_idx" ON "customer_scores"("shop_id", "version_id", "value_365" DESC);

CREATE TABLE "cohort_forecasts" (
    "shop_id" BIGINT NOT NULL,
    "version_id" INTEGER NOT NULL,
    "cohort" TEXT NOT NULL,
    "historic" BIGINT,
    "expected" BIGINT[],
    "low_80" BIGINT[],
    "high_80" BIGINT[],
    "low_90" BIGINT[],
    "high_90" BIGINT[],

    CONSTRAINT "cohort_forecasts_pkey" PRIMARY KEY ("shop_id","version_id","cohort")
);

ALTER TABLE "cohort_forecasts" ADD CONSTRAINT "cohort_forecasts_shop_id_version_id_fkey" FOREIGN KEY ("shop_id", "version_id")
  REFERENCES "model_versions"("shop_id", "version_id") ON DELETE CASCADE ON UPDATE CASCADE;

SELECT guard_by_shop('cohort_forecasts');
