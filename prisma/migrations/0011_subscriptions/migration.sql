CREATE TABLE "subscriptions" (
    "shop_id" BIGINT NOT NULL,
    "subscription_id" BIGINT NOT NULL,
    "customer_id" BIGINT NOT NULL,
    "evidence" TEXT NOT NULL,
    "began_here" BOOLEAN NOT NULL,
    "started_on" DATE NOT NULL,
    "last_charge_on" DATE NOT NULL,
    "last_due_on" DATE NOT NULL,
    "next_due_on" DATE NOT NULL,
    "failed_on" DATE,
    "switched_on" DATE,
    "interval_unit" TEXT NOT NULL,
    "interval_count" INTEGER NOT NULL,
    "interval_basis" TEXT NOT NULL,
    "interval_confidence" DOUBLE PRECISION NOT NULL,
    "product_id" BIGINT,
    "variant_id" BIGINT,
    "title" TEXT NOT NULL,
    "plan_name" TEXT,
    "quantity" INTEGER NOT NULL,
    "monthly_list" BIGINT NOT NULL,
    "monthly_recurring" BIGINT NOT NULL,
    "monthly_paid" BIGINT NOT NULL,
    "charge_amount" BIGINT NOT NULL,
    "charge_count" INTEGER NOT NULL,
    "first_code" TEXT,
    "contribution_profit" BIGINT NOT NULL,
    "contract_id" TEXT,
    "due_days" INTEGER[],
    "charges" JSONB NOT NULL,
    "events" JSONB NOT NULL,

    CONSTRAINT "subscriptions_pkey" PRIMARY KEY ("shop_id","subscription_id")
);

CREATE INDEX "subscriptions_shop_id_customer_id_idx" ON "subscriptions"("shop_id", "customer_id");

CREATE TABLE "subscription_contracts" (
    "shop_id" BIGINT NOT NULL,
    "contract_id" TEXT NOT NULL,
    "customer_id" BIGINT NOT NULL,
    "format" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "started_on" DATE,
    "ended_on" DATE,
    "reason" TEXT,
    "reason_text" TEXT,
    "interval_unit" TEXT,
    "interval_count" INTEGER,
    "next_due_on" DATE,
    "quantity" INTEGER,
    "variant_id" BIGINT,
    "product_id" BIGINT,
    "sku" TEXT,
    "title" TEXT,
    "file_name" TEXT NOT NULL,
    "file_line" INTEGER NOT NULL,
    "imported_on" DATE NOT NULL,
    "imported_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "subscription_contracts_pkey" PRIMARY KEY ("shop_id","contract_id")
);

CREATE INDEX "subscription_contracts_shop_id_customer_id_idx" ON "subscription_contracts"("shop_id", "customer_id");

CREATE TABLE "subscription_settings" (
    "shop_id" BIGINT NOT NULL,
    "recognition" JSONB NOT NULL,
    "rules" JSONB NOT NULL,
    "switches" JSONB NOT NULL,

    CONSTRAINT "subscription_settings_pkey" PRIMARY KEY ("shop_id")
);

ALTER TABLE "customers" ADD COLUMN "subscriber_status" TEXT, ADD COLUMN "subscriber_seen_at" TIMESTAMPTZ(6);

SELECT guard_by_shop('subscriptions');
SELECT guard_by_shop('subscription_contracts');
SELECT guard_by_shop('subscription_settings');
