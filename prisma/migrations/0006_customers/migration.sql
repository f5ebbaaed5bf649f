CREATE TABLE "customer_merges" (
    "shop_id" BIGINT NOT NULL,
    "customer_id" BIGINT NOT NULL,
    "into_customer_id" BIGINT NOT NULL,
    "source" TEXT NOT NULL,
    "merged_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "customer_merges_pkey" PRIMARY KEY ("shop_id","customer_id"),
    CONSTRAINT "customer_merges_of_two" CHECK ("customer_id" <> "into_customer_id")
);

CREATE INDEX "customer_merges_shop_id_into_customer_id_idx" ON "customer_merges"("shop_id", "into_customer_id");

CREATE TABLE "lapse_points" (
    "shop_id" BIGINT NOT NULL,
    "product_id" BIGINT NOT NULL,
    "days" INTEGER NOT NULL,

    CONSTRAINT "lapse_points_pkey" PRIMARY KEY ("shop_id","product_id"),
    CONSTRAINT "lapse_points_days" CHECK ("days" >= 1)
);

CREATE TABLE "customer_summaries" (
    "shop_id" BIGINT NOT NULL,
    "name" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "marker" TEXT NOT NULL,
    "as_of" TIMESTAMPTZ(6) NOT NULL,
    "computed_ms" INTEGER NOT NULL,
    "summary" JSONB NOT NULL,

    CONSTRAINT "customer_summaries_pkey" PRIMARY KEY ("shop_id","name")
);

SELECT guard_by_shop(name) FROM unnest(ARRAY['customer_merges', 'lapse_points', 'customer_summaries']::regclass[]) AS name;
