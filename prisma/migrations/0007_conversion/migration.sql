CREATE TABLE "shopify_figures" (
    "shop_id" BIGINT NOT NULL,
    "grain" TEXT NOT NULL,
    "day" DATE NOT NULL,
    "gross_sales" BIGINT,
    "discounts" BIGINT,
    "sales_reversals" BIGINT,
    "net_sales" BIGINT,
    "shipping" BIGINT,
    "duties" BIGINT,
    "fees" BIGINT,
    "tax" BIGINT,
    "total_sales" BIGINT,
    "orders" INTEGER,
    "read_at" TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT "shopify_figures_pkey" PRIMARY KEY ("shop_id","grain","day")
);

CREATE TABLE "shopify_readings" (
    "shop_id" BIGINT NOT NULL,
    "report" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "detail" TEXT NOT NULL,
    "tried_at" TIMESTAMPTZ(6) NOT NULL,
    "read_at" TIMESTAMPTZ(6),

    CONSTRAINT "shopify_readings_pkey" PRIMARY KEY ("shop_id","report")
);

CREATE TABLE "order_drifts" (
    "shop_id" BIGINT NOT NULL,
    "day" DATE NOT NULL,
    "order_key" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "cause" TEXT NOT NULL,
    "ours" JSONB,
    "shopify" JSONB,
    "found_at" TIMESTAMPTZ(6) NOT NULL,
    "repaired_at" TIMESTAMPTZ(6),

    CONSTRAINT "order_drifts_pkey" PRIMARY KEY ("shop_id","day","order_key")
);

CREATE TABLE "session_counts" (
    "shop_id" BIGINT NOT NULL,
    "day" DATE NOT NULL,
    "referrer_source" TEXT NOT NULL,
    "referrer_name" TEXT NOT NULL,
    "utm_source" TEXT NOT NULL,
    "sessions" INTEGER NOT NULL,
    "conversions" INTEGER,
    "origin" TEXT NOT NULL,

    CONSTRAINT "session_counts_pkey" PRIMARY KEY ("shop_id","day","referrer_source","referrer_name","utm_source")
);

CREATE TABLE "platform_rules" (
    "shop_id" BIGINT NOT NULL,
    "source" TEXT NOT NULL,
    "platform" TEXT NOT NULL,

    CONSTRAINT "platform_rules_pkey" PRIMARY KEY ("shop_id","source")
);

SELECT guard_by_shop('shopify_figures');
SELECT guard_by_shop('shopify_readings');
SELECT guard_by_shop('order_drifts');
SELECT guard_by_shop('session_counts');
SELECT guard_by_shop('platform_rules');
