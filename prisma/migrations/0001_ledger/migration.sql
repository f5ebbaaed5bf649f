-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "public";

-- CreateTable
CREATE TABLE "products" (
    "shop_id" BIGINT NOT NULL,
    "product_id" BIGINT NOT NULL,
    "title" TEXT NOT NULL,
    "handle" TEXT,
    "status" TEXT,
    "vendor" TEXT,
    "product_type" TEXT,
    "tags" TEXT[],
    "collections" JSONB NOT NULL DEFAULT '{}',
    "is_gift_card" BOOLEAN NOT NULL DEFAULT false,
    "created_at" TIMESTAMPTZ(6),
    "updated_at" TIMESTAMPTZ(6) NOT NULL,
    "deleted_at" TIMESTAMPTZ(6),

    CONSTRAINT "products_pkey" PRIMARY KEY ("shop_id","product_id")
);

-- CreateTable
CREATE TABLE "variants" (
    "shop_id" BIGINT NOT NULL,
    "variant_id" BIGINT NOT NULL,
    "product_id" BIGINT NOT NULL,
    "title" TEXT NOT NULL,
    "sku" TEXT,
    "price" BIGINT NOT NULL,
    "compare_at_price" BIGINT,
    "inventory_item_id" BIGINT,
    "deleted_at" TIMESTAMPTZ(6),

    CONSTRAINT "variants_pkey" PRIMARY KEY ("shop_id","variant_id")
);

-- CreateTable
CREATE TABLE "selling_plans" (
    "shop_id" BIGINT NOT NULL,
    "selling_plan_id" BIGINT NOT NULL,
    "group_id" BIGINT NOT NULL,
    "group_name" TEXT NOT NULL,
    "app_id" TEXT,
    "name" TEXT NOT NULL,
    "category" TEXT,
    "interval" TEXT,
    "interval_count" INTEGER,
    "first_seen_at" TIMESTAMPTZ(6) NOT NULL,
    "last_seen_at" TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT "selling_plans_pkey" PRIMARY KEY ("shop_id","selling_plan_id")
);

-- CreateTable
CREATE TABLE "unit_costs" (
    "shop_id" BIGINT NOT NULL,
    "unit_cost_id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "variant_id" BIGINT,
    "product_id" BIGINT,
    "sku" TEXT,
    "valid_from" DATE,
    "amount" DECIMAL(20,6) NOT NULL,
    "currency" TEXT NOT NULL,
    "source" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "unit_costs_pkey" PRIMARY KEY ("shop_id","unit_cost_id")
);

-- CreateTable
CREATE TABLE "gateway_fee_rules" (
    "shop_id" BIGINT NOT NULL,
    "gateway" TEXT NOT NULL,
    "percent" DECIMAL(9,6) NOT NULL,
    "fixed" BIGINT NOT NULL,

    CONSTRAINT "gateway_fee_rules_pkey" PRIMARY KEY ("shop_id","gateway")
);

-- CreateTable
CREATE TABLE "ad_spend" (
    "shop_id" BIGINT NOT NULL,
    "day" DATE NOT NULL,
    "platform" TEXT NOT NULL,
    "amount" BIGINT NOT NULL,
    "source" TEXT NOT NULL,

    CONSTRAINT "ad_spend_pkey" PRIMARY KEY ("shop_id","day","platform")
);

-- CreateTable
CREATE TABLE "expenses" (
    "shop_id" BIGINT NOT NULL,
    "expense_id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "name" TEXT NOT NULL,
    "amount" BIGINT NOT NULL,
    "kind" TEXT NOT NULL,
    "start_day" DATE NOT NULL,
    "end_day" DATE,
    "source" TEXT NOT NULL,

    CONSTRAINT "expenses_pkey" PRIMARY KEY ("shop_id","expense_id")
);

-- CreateTable
CREATE TABLE "orders" (
    "shop_id" BIGINT NOT NULL,
    "order_id" BIGINT NOT NULL,
    "name" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(6) NOT NULL,
    "processed_at" TIMESTAMPTZ(6) NOT NULL,
    "updated_at" TIMESTAMPTZ(6) NOT NULL,
    "ledger_updated_at" TIMESTAMPTZ(6),
    "cancelled_at" TIMESTAMPTZ(6),
    "deleted_at" TIMESTAMPTZ(6),
    "order_day" DATE NOT NULL,
    "test" BOOLEAN NOT NULL,
    "edited" BOOLEAN NOT NULL DEFAULT false,
    "currency" TEXT NOT NULL,
    "presentment_currency" TEXT,
    "customer_id" BIGINT,
    "financial_status" TEXT,
    "fulfillment_status" TEXT,
    "return_status" TEXT,
    "source_name" TEXT,
    "app_name" TEXT,
    "channel" TEXT,
    "tags" TEXT[],
    "discount_codes" TEXT[],
    "gateways" TEXT[],
    "shipping_country" TEXT,
    "shipping_province" TEXT,
    "billing_country" TEXT,
    "journey_ready" BOOLEAN,
    "days_to_conversion" INTEGER,
    "first_source" TEXT,
    "first_medium" TEXT,
    "first_campaign" TEXT,
    "first_landing_page" TEXT,
    "last_source" TEXT,
    "last_medium" TEXT,
    "last_campaign" TEXT,
    "current_total" BIGINT,
    "total_refunded" BIGINT,

    CONSTRAINT "orders_pkey" PRIMARY KEY ("shop_id","order_id")
);

-- CreateTable
CREATE TABLE "line_items" (
    "shop_id" BIGINT NOT NULL,
    "order_id" BIGINT NOT NULL,
    "line_item_id" BIGINT NOT NULL,
    "position" INTEGER NOT NULL,
    "title" TEXT NOT NULL,
    "variant_title" TEXT,
    "sku" TEXT,
    "vendor" TEXT,
    "product_id" BIGINT,
    "variant_id" BIGINT,
    "quantity" INTEGER NOT NULL,
    "current_quantity" INTEGER NOT NULL,
    "is_gift_card" BOOLEAN NOT NULL,
    "requires_shipping" BOOLEAN NOT NULL DEFAULT true,
    "unit_price" BIGINT NOT NULL,
    "discount" BIGINT NOT NULL,
    "selling_plan_id" BIGINT,
    "selling_plan_name" TEXT,

    CONSTRAINT "line_items_pkey" PRIMARY KEY ("shop_id","order_id","line_item_id")
);

-- CreateTable
CREATE TABLE "sales" (
    "shop_id" BIGINT NOT NULL,
    "order_id" BIGINT NOT NULL,
    "sale_id" TEXT NOT NULL,
    "agreement_id" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "happened_at" TIMESTAMPTZ(6) NOT NULL,
    "event_day" DATE NOT NULL,
    "order_day" DATE NOT NULL,
    "action_type" TEXT NOT NULL,
    "line_type" TEXT NOT NULL,
    "line_item_id" BIGINT,
    "refund_id" BIGINT,
    "quantity" INTEGER,
    "net" BIGINT NOT NULL,
    "discount" BIGINT NOT NULL,
    "tax" BIGINT NOT NULL,
    "restocked" INTEGER,
    "unit_cost" DECIMAL(20,6),
    "cost" BIGINT,
    "cost_source" TEXT,

    CONSTRAINT "sales_pkey" PRIMARY KEY ("shop_id","order_id","sale_id")
);

-- CreateTable
CREATE TABLE "refunds" (
    "shop_id" BIGINT NOT NULL,
    "order_id" BIGINT NOT NULL,
    "refund_id" BIGINT NOT NULL,
    "processed_at" TIMESTAMPTZ(6) NOT NULL,
    "total_refunded" BIGINT NOT NULL,
    "lines_known" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "refunds_pkey" PRIMARY KEY ("shop_id","order_id","refund_id")
);

-- CreateTable
CREATE TABLE "refund_line_items" (
    "shop_id" BIGINT NOT NULL,
    "order_id" BIGINT NOT NULL,
    "refund_id" BIGINT NOT NULL,
    "refund_line_item_id" BIGINT NOT NULL,
    "line_item_id" BIGINT NOT NULL,
    "quantity" INTEGER NOT NULL,
    "restocked" BOOLEAN NOT NULL,
    "restock_type" TEXT,

    CONSTRAINT "refund_line_items_pkey" PRIMARY KEY ("shop_id","order_id","refund_id","refund_line_item_id")
);

-- CreateTable
CREATE TABLE "transactions" (
    "shop_id" BIGINT NOT NULL,
    "order_id" BIGINT NOT NULL,
    "transaction_id" BIGINT NOT NULL,
    "kind" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "test" BOOLEAN NOT NULL,
    "gateway" TEXT,
    "processed_at" TIMESTAMPTZ(6) NOT NULL,
    "event_day" DATE NOT NULL,
    "order_day" DATE NOT NULL,
    "amount" BIGINT NOT NULL,
    "fee" BIGINT,
    "fee_source" TEXT,

    CONSTRAINT "transactions_pkey" PRIMARY KEY ("shop_id","order_id","transaction_id")
);

-- CreateTable
CREATE TABLE "customers" (
    "shop_id" BIGINT NOT NULL,
    "customer_id" BIGINT NOT NULL,
    "created_at" TIMESTAMPTZ(6) NOT NULL,
    "updated_at" TIMESTAMPTZ(6) NOT NULL,
    "deleted_at" TIMESTAMPTZ(6),
    "state" TEXT,
    "tags" TEXT[],
    "locale" TEXT,
    "country" TEXT,
    "province" TEXT,
    "city" TEXT,
    "marketing_state" TEXT,
    "number_of_orders" INTEGER,
    "amount_spent" BIGINT,
    "rfm_group" TEXT,
    "predicted_spend_tier" TEXT,

    CONSTRAINT "customers_pkey" PRIMARY KEY ("shop_id","customer_id")
);

-- CreateTable
CREATE TABLE "sessions" (
    "id" TEXT NOT NULL,
    "shop" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "is_online" BOOLEAN NOT NULL DEFAULT false,
    "scope" TEXT,
    "expires" TIMESTAMPTZ(6),
    "access_token" TEXT NOT NULL,
    "refresh_token" TEXT,
    "refresh_token_expires" TIMESTAMPTZ(6),

    CONSTRAINT "sessions_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "shops" (
    "shop_id" BIGSERIAL NOT NULL,
    "domain" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "email" TEXT,
    "currency" TEXT NOT NULL,
    "time_zone" TEXT NOT NULL,
    "country" TEXT,
    "taxes_included" BOOLEAN NOT NULL DEFAULT false,
    "created_at" TIMESTAMPTZ(6),
    "granted_scopes" TEXT[],
    "language" TEXT NOT NULL DEFAULT 'en',
    "state" TEXT NOT NULL DEFAULT 'active',
    "installed_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "uninstalled_at" TIMESTAMPTZ(6),
    "settings" JSONB NOT NULL DEFAULT '{}',

    CONSTRAINT "shops_pkey" PRIMARY KEY ("shop_id")
);

-- CreateIndex
CREATE INDEX "products_shop_id_updated_at_idx" ON "products"("shop_id", "updated_at");

-- CreateIndex
CREATE INDEX "variants_shop_id_sku_idx" ON "variants"("shop_id", "sku");

-- CreateIndex
CREATE INDEX "unit_costs_shop_id_variant_id_valid_from_idx" ON "unit_costs"("shop_id", "variant_id", "valid_from");

-- CreateIndex
CREATE INDEX "unit_costs_shop_id_sku_valid_from_idx" ON "unit_costs"("shop_id", "sku", "valid_from");

-- CreateIndex
CREATE INDEX "unit_costs_shop_id_product_id_valid_from_idx" ON "unit_costs"("shop_id", "product_id", "valid_from");

-- CreateIndex
CREATE INDEX "orders_shop_id_customer_id_processed_at_idx" ON "orders"("shop_id", "customer_id", "processed_at");

-- CreateIndex
CREATE INDEX "orders_shop_id_currency_order_day_idx" ON "orders"("shop_id", "currency", "order_day");

-- CreateIndex
CREATE INDEX "orders_shop_id_updated_at_idx" ON "orders"("shop_id", "updated_at");

-- CreateIndex
CREATE INDEX "line_items_shop_id_product_id_idx" ON "line_items"("shop_id", "product_id");

-- CreateIndex
CREATE INDEX "line_items_shop_id_variant_id_idx" ON "line_items"("shop_id", "variant_id");

-- CreateIndex
CREATE INDEX "sales_shop_id_event_day_idx" ON "sales"("shop_id", "event_day");

-- CreateIndex
CREATE INDEX "customers_shop_id_updated_at_idx" ON "customers"("shop_id", "updated_at");

-- CreateIndex
CREATE INDEX "sessions_shop_idx" ON "sessions"("shop");

-- CreateIndex
CREATE UNIQUE INDEX "shops_domain_key" ON "shops"("domain");

-- AddForeignKey
ALTER TABLE "variants" ADD CONSTRAINT "variants_shop_id_product_id_fkey" FOREIGN KEY ("shop_id", "product_id") REFERENCES "products"("shop_id", "product_id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "refunds" ADD CONSTRAINT "refunds_shop_id_order_id_fkey" FOREIGN KEY ("shop_id", "order_id") REFERENCES "orders"("shop_id", "order_id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "refund_line_items" ADD CONSTRAINT "refund_line_items_shop_id_order_id_refund_id_fkey" FOREIGN KEY ("shop_id", "order_id", "refund_id") REFERENCES "refunds"("shop_id", "order_id", "refund_id") ON DELETE CASCADE ON UPDATE CASCADE;


-- line_items, sales and transactions are written by the ten thousand, only together with their order (orderWriter), and
-- deleted with it: a foreign key would look every one of them up again, a third of the time of an import.

-- Days are local days of an IANA zone; the function is the one place that turns an instant into a shop's day.
CREATE FUNCTION local_day(at timestamptz, zone text) RETURNS date
  LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT
  RETURN (at AT TIME ZONE zone)::date;

-- Exactly one of the three says what a unit cost is for.
ALTER TABLE "unit_costs" ADD CONSTRAINT "unit_costs_one_subject" CHECK (num_nonnulls("variant_id", "product_id", "sku") = 1);
ALTER TABLE "unit_costs" ADD CONSTRAINT "unit_costs_not_negative" CHECK ("amount" >= 0);
CREATE UNIQUE INDEX "unit_costs_subject" ON "unit_costs" ("shop_id", "source", "variant_id", "product_id", "sku", "valid_from") NULLS NOT DISTINCT;

-- Row policies. `app.shop_id` is set by withShop for one transaction. A forgotten setting shows no rows and raises no error.
CREATE FUNCTION current_shop_id() RETURNS bigint
  LANGUAGE sql STABLE PARALLEL SAFE
  RETURN NULLIF(current_setting('app.shop_id', true), '')::bigint;

-- Tables from which the clock finds what is due in any shop also open to a transaction of acrossShops.
CREATE FUNCTION across_shops() RETURNS boolean
  LANGUAGE sql STABLE PARALLEL SAFE
  RETURN coalesce(current_setting('app.across_shops', true), '') = 'on';

CREATE FUNCTION guard_by_shop(guarded regclass, dispatch boolean DEFAULT false) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  rule text := CASE WHEN dispatch THEN 'shop_id = current_shop_id() OR across_shops()' ELSE 'shop_id = current_shop_id()' END;
BEGIN
  EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY', guarded);
  EXECUTE format('ALTER TABLE %s FORCE ROW LEVEL SECURITY', guarded);
  EXECUTE format('CREATE POLICY by_shop ON %s USING (%s) WITH CHECK (%s)', guarded, rule, rule);
END $$;

SELECT guard_by_shop('shops', dispatch => true);
SELECT guard_by_shop(name) FROM unnest(ARRAY[
  'orders', 'line_items', 'sales', 'refunds', 'refund_line_items', 'transactions', 'customers',
  'products', 'variants', 'selling_plans', 'unit_costs', 'gateway_fee_rules', 'ad_spend', 'expenses'
]::regclass[]) AS name;
