CREATE TABLE "model_versions" (
    "shop_id" BIGINT NOT NULL,
    "version_id" INTEGER NOT NULL,
    "fitted_at" TIMESTAMPTZ(6) NOT NULL,
    "as_of" DATE NOT NULL,
    "refusal" JSONB,
    "forecaster" JSONB,
    "grade" TEXT,
    "median_error" DOUBLE PRECISION,
    "customers" INTEGER NOT NULL,
    "orders" INTEGER NOT NULL,
    "discount_rate" DOUBLE PRECISION NOT NULL,
    "margin_rate" DOUBLE PRECISION,
    "cost_coverage" DOUBLE PRECISION,
    "totals" JSONB,

    CONSTRAINT "model_versions_pkey" PRIMARY KEY ("shop_id","version_id")
);

CREATE TABLE "customer_scores" (
    "shop_id" BIGINT NOT NULL,
    "version_id" INTEGER NOT NULL,
    "customer_id" BIGINT NOT NULL,
    "repeat_orders" INTEGER NOT NULL,
    "last_order_day" DATE NOT NULL,
    "probability_alive" DOUBLE PRECISION NOT NULL,
    "orders_90" DOUBLE PRECISION NOT NULL,
    "orders_90_low" INTEGER NOT NULL,
    "orders_90_high" INTEGER NOT NULL,
    "profit_90" BIGINT,
    "profit_90_low" BIGINT,
    "profit_90_high" BIGINT,
    "orders_365" DOUBLE PRECISION NOT NULL,
    "orders_365_low" INTEGER NOT NULL,
    "orders_365_high" INTEGER NOT NULL,
    "profit_365" BIGINT,
    "profit_365_low" BIGINT,
    "profit_365_high" BIGINT,
    "orders_730" DOUBLE PRECISION NOT NULL,
    "orders_730_low" INTEGER NOT NULL,
    "orders_730_high" INTEGER NOT NULL,
    "profit_730" BIGINT,
    "profit_730_low" BIGINT,
    "profit_730_high" BIGINT,
    "orders_1095" DOUBLE PRECISION NOT NULL,
    "orders_1095_low" INTEGER NOT NULL,
    "orders_1095_high" INTEGER NOT NULL,
    "profit_1095" BIGINT,
    "profit_1095_low" BIGINT,
    "profit_1095_high" BIGINT,
    "likely_by" DATE,
    "order_value" BIGINT,
    "margin_rate" DOUBLE PRECISION,
    "historic_profit" BIGINT,
    "total_profit" BIGINT,

    CONSTRAINT "customer_scores_pkey" PRIMARY KEY ("shop_id","version_id","customer_id")
);

CREATE TABLE "prediction_states" (
    "shop_id" BIGINT NOT NULL,
    "phase" TEXT NOT NULL,
    "started_at" TIMESTAMPTZ(6) NOT NULL,
    "reached_at" TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT "prediction_states_pkey" PRIMARY KEY ("shop_id")
);

CREATE INDEX "customer_scores_shop_id_customer_id_idx" ON "customer_scores"("shop_id", "customer_id");
CREATE INDEX "customer_scores_shop_id_version_id_profit_365_idx" ON "customer_scores"("shop_id", "version_id", "profit_365" DESC);

ALTER TABLE "customer_scores" ADD CONSTRAINT "customer_scores_shop_id_version_id_fkey" FOREIGN KEY ("shop_id", "version_id")
  REFERENCES "model_versions"("shop_id", "version_id") ON DELETE CASCADE ON UPDATE CASCADE;

SELECT guard_by_shop('model_versions');
SELECT guard_by_shop('customer_scores');
SELECT guard_by_shop('prediction_states');
