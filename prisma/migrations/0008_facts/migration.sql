CREATE TABLE "order_facts" (
    "shop_id" BIGINT NOT NULL,
    "order_id" BIGINT NOT NULL,
    "happened_at" TIMESTAMPTZ(6) NOT NULL,
    "processed_at" TIMESTAMPTZ(6) NOT NULL,
    "counted_from" TIMESTAMPTZ(6) NOT NULL,
    "event_day" DATE NOT NULL,
    "order_day" DATE NOT NULL,
    "first_moment" BOOLEAN NOT NULL,
    "ordered" BOOLEAN NOT NULL,
    "first_ordered" BOOLEAN NOT NULL,
    "customer_id" BIGINT,
    "customer_order_number" INTEGER,
    "cohort_day" DATE,
    "previous_order_day" DATE,
    "cohort_channel" TEXT,
    "cohort_country" TEXT,
    "cohort_source" TEXT,
    "cohort_code" TEXT,
    "channel" TEXT,
    "source_name" TEXT,
    "shipping_country" TEXT,
    "first_source" TEXT,
    "last_source" TEXT,
    "discount_code" TEXT,
    "is_subscription" BOOLEAN NOT NULL,
    "cancelled_at" TIMESTAMPTZ(6),
    "financial_status" TEXT,
    "gross_sales" BIGINT NOT NULL,
    "discounts" BIGINT NOT NULL,
    "sales_reversals" BIGINT NOT NULL,
    "shipping" BIGINT NOT NULL,
    "duties" BIGINT NOT NULL,
    "fees" BIGINT NOT NULL,
    "tax" BIGINT NOT NULL,
    "tips" BIGINT NOT NULL,
    "gift_card_sales" BIGINT NOT NULL,
    "product_net" BIGINT NOT NULL,
    "costed_net" BIGINT NOT NULL,
    "first_seen_net" BIGINT NOT NULL,
    "estimated_net" BIGINT NOT NULL,
    "full_price_net" BIGINT NOT NULL,
    "cogs" BIGINT NOT NULL,
    "uncosted_cost" BIGINT NOT NULL,
    "shipping_cost" BIGINT NOT NULL,
    "handling_cost" BIGINT NOT NULL,
    "packaging_cost" BIGINT NOT NULL,
    "duties_cost" BIGINT NOT NULL,
    "payment_fees" BIGINT NOT NULL,
    "paid" BIGINT NOT NULL,
    "unknown_paid" BIGINT NOT NULL,
    "estimated_paid" BIGINT NOT NULL,
    "shipped_orders" INTEGER NOT NULL,
    "units" INTEGER NOT NULL,
    "returned_units" INTEGER NOT NULL,
    "costed_sales" INTEGER NOT NULL,
    "uncosted_sales" INTEGER NOT NULL,
    "restock_unknown" INTEGER NOT NULL,
    "shipping_cost_unknown" INTEGER NOT NULL,
    "handling_cost_unknown" INTEGER NOT NULL,
    "packaging_cost_unknown" INTEGER NOT NULL,
    "duties_cost_unknown" INTEGER NOT NULL,
    "payments" INTEGER NOT NULL,
    "known_payments" INTEGER NOT NULL,
    "estimated_payments" INTEGER NOT NULL,

    CONSTRAINT "order_facts_pkey" PRIMARY KEY ("shop_id","order_id","happened_at")
);

CREATE INDEX "order_facts_shop_id_event_day_idx" ON "order_facts"("shop_id", "event_day");
CREATE INDEX "order_facts_shop_id_order_day_idx" ON "order_facts"("shop_id", "order_day");
CREATE INDEX "order_facts_shop_id_customer_id_idx" ON "order_facts"("shop_id", "customer_id");

CREATE TABLE "product_facts" (
    "shop_id" BIGINT NOT NULL,
    "order_id" BIGINT NOT NULL,
    "happened_at" TIMESTAMPTZ(6) NOT NULL,
    "product_id" BIGINT NOT NULL,
    "variant_id" BIGINT NOT NULL,
    "title" TEXT NOT NULL,
    "event_day" DATE NOT NULL,
    "order_day" DATE NOT NULL,
    "first_ordered" BOOLEAN NOT NULL,
    "first_variant_ordered" BOOLEAN NOT NULL,
    "customer_id" BIGINT,
    "of_first_order" BOOLEAN NOT NULL,
    "units" INTEGER NOT NULL,
    "returned_units" INTEGER NOT NULL,
    "ordered_net" BIGINT NOT NULL,
    "net" BIGINT NOT NULL,
    "costed_net" BIGINT NOT NULL,
    "cogs" BIGINT NOT NULL,
    "uncosted_cost" BIGINT NOT NULL,
    "costed_sales" INTEGER NOT NULL,
    "uncosted_sales" INTEGER NOT NULL,
    "fee_share" DECIMAL(19,18) NOT NULL,

    CONSTRAINT "product_facts_pkey" PRIMARY KEY ("shop_id","order_id","happened_at","product_id","variant_id","title")
);

CREATE INDEX "product_facts_shop_id_event_day_idx" ON "product_facts"("shop_id", "event_day");
CREATE INDEX "product_facts_shop_id_product_id_order_day_idx" ON "product_facts"("shop_id", "product_id", "order_day");

CREATE TABLE "customer_facts" (
    "shop_id" BIGINT NOT NULL,
    "customer_id" BIGINT NOT NULL,
    "first_order_day" DATE NOT NULL,
    "second_order_day" DATE,
    "last_order_day" DATE NOT NULL,
    "first_order_id" BIGINT NOT NULL,
    "last_order_id" BIGINT NOT NULL,
    "orders" INTEGER NOT NULL,
    "counted_orders" INTEGER NOT NULL,
    "order_days" DATE[] NOT NULL,
    "net_sales" BIGINT NOT NULL,
    "contribution_profit" BIGINT NOT NULL,
    "gross_sales" BIGINT NOT NULL,
    "discounts" BIGINT NOT NULL,
    "sales_reversals" BIGINT NOT NULL,
    "shipping" BIGINT NOT NULL,
    "duties" BIGINT NOT NULL,
    "fees" BIGINT NOT NULL,
    "tax" BIGINT NOT NULL,
    "tips" BIGINT NOT NULL,
    "gift_card_sales" BIGINT NOT NULL,
    "product_net" BIGINT NOT NULL,
    "costed_net" BIGINT NOT NULL,
    "first_seen_net" BIGINT NOT NULL,
    "estimated_net" BIGINT NOT NULL,
    "full_price_net" BIGINT NOT NULL,
    "cogs" BIGINT NOT NULL,
    "uncosted_cost" BIGINT NOT NULL,
    "shipping_cost" BIGINT NOT NULL,
    "handling_cost" BIGINT NOT NULL,
    "packaging_cost" BIGINT NOT NULL,
    "duties_cost" BIGINT NOT NULL,
    "payment_fees" BIGINT NOT NULL,
    "paid" BIGINT NOT NULL,
    "unknown_paid" BIGINT NOT NULL,
    "estimated_paid" BIGINT NOT NULL,
    "shipped_orders" INTEGER NOT NULL,
    "units" INTEGER NOT NULL,
    "returned_units" INTEGER NOT NULL,
    "costed_sales" INTEGER NOT NULL,
    "uncosted_sales" INTEGER NOT NULL,
    "restock_unknown" INTEGER NOT NULL,
    "shipping_cost_unknown" INTEGER NOT NULL,
    "handling_cost_unknown" INTEGER NOT NULL,
    "packaging_cost_unknown" INTEGER NOT NULL,
    "duties_cost_unknown" INTEGER NOT NULL,
    "payments" INTEGER NOT NULL,
    "known_payments" INTEGER NOT NULL,
    "estimated_payments" INTEGER NOT NULL,

    CONSTRAINT "customer_facts_pkey" PRIMARY KEY ("shop_id","customer_id")
);

CREATE INDEX "customer_facts_shop_id_last_order_day_idx" ON "customer_facts"("shop_id", "last_order_day");
CREATE INDEX "customer_facts_shop_id_first_order_day_idx" ON "customer_facts"("shop_id", "first_order_day");

CREATE TABLE "day_sums" (
    "shop_id" BIGINT NOT NULL,
    "clock" TEXT NOT NULL,
    "dimension" TEXT NOT NULL,
    "value" TEXT NOT NULL,
    "day" DATE NOT NULL,
    "facts" INTEGER NOT NULL,
    "orders" INTEGER NOT NULL,
    "gross_sales" BIGINT NOT NULL,
    "discounts" BIGINT NOT NULL,
    "sales_reversals" BIGINT NOT NULL,
    "shipping" BIGINT NOT NULL,
    "duties" BIGINT NOT NULL,
    "fees" BIGINT NOT NULL,
    "tax" BIGINT NOT NULL,
    "tips" BIGINT NOT NULL,
    "gift_card_sales" BIGINT NOT NULL,
    "product_net" BIGINT NOT NULL,
    "costed_net" BIGINT NOT NULL,
    "first_seen_net" BIGINT NOT NULL,
    "estimated_net" BIGINT NOT NULL,
    "full_price_net" BIGINT NOT NULL,
    "cogs" BIGINT NOT NULL,
    "uncosted_cost" BIGINT NOT NULL,
    "shipping_cost" BIGINT NOT NULL,
    "handling_cost" BIGINT NOT NULL,
    "packaging_cost" BIGINT NOT NULL,
    "duties_cost" BIGINT NOT NULL,
    "payment_fees" BIGINT NOT NULL,
    "paid" BIGINT NOT NULL,
    "unknown_paid" BIGINT NOT NULL,
    "estimated_paid" BIGINT NOT NULL,
    "shipped_orders" BIGINT NOT NULL,
    "units" BIGINT NOT NULL,
    "returned_units" BIGINT NOT NULL,
    "costed_sales" BIGINT NOT NULL,
    "uncosted_sales" BIGINT NOT NULL,
    "restock_unknown" BIGINT NOT NULL,
    "shipping_cost_unknown" BIGINT NOT NULL,
    "handling_cost_unknown" BIGINT NOT NULL,
    "packaging_cost_unknown" BIGINT NOT NULL,
    "duties_cost_unknown" BIGINT NOT NULL,
    "payments" BIGINT NOT NULL,
    "known_payments" BIGINT NOT NULL,
    "estimated_payments" BIGINT NOT NULL,

    CONSTRAINT "day_sums_pkey" PRIMARY KEY ("shop_id","clock","dimension","value","day")
);

CREATE TABLE "cohort_sums" (
    "shop_id" BIGINT NOT NULL,
    "span" TEXT NOT NULL,
    "dimension" TEXT NOT NULL,
    "value" TEXT NOT NULL,
    "cohort" DATE NOT NULL,
    "tenure" INTEGER NOT NULL,
    "facts" INTEGER NOT NULL,
    "customers" INTEGER NOT NULL,
    "new_customers" INTEGER NOT NULL,
    "second_orders" INTEGER NOT NULL,
    "counted_orders" INTEGER NOT NULL,
    "orders" INTEGER NOT NULL,
    "gross_sales" BIGINT NOT NULL,
    "discounts" BIGINT NOT NULL,
    "sales_reversals" BIGINT NOT NULL,
    "shipping" BIGINT NOT NULL,
    "duties" BIGINT NOT NULL,
    "fees" BIGINT NOT NULL,
    "tax" BIGINT NOT NULL,
    "tips" BIGINT NOT NULL,
    "gift_card_sales" BIGINT NOT NULL,
    "product_net" BIGINT NOT NULL,
    "costed_net" BIGINT NOT NULL,
    "first_seen_net" BIGINT NOT NULL,
    "estimated_net" BIGINT NOT NULL,
    "full_price_net" BIGINT NOT NULL,
    "cogs" BIGINT NOT NULL,
    "uncosted_cost" BIGINT NOT NULL,
    "shipping_cost" BIGINT NOT NULL,
    "handling_cost" BIGINT NOT NULL,
    "packaging_cost" BIGINT NOT NULL,
    "duties_cost" BIGINT NOT NULL,
    "payment_fees" BIGINT NOT NULL,
    "paid" BIGINT NOT NULL,
    "unknown_paid" BIGINT NOT NULL,
    "estimated_paid" BIGINT NOT NULL,
    "shipped_orders" BIGINT NOT NULL,
    "units" BIGINT NOT NULL,
    "returned_units" BIGINT NOT NULL,
    "costed_sales" BIGINT NOT NULL,
    "uncosted_sales" BIGINT NOT NULL,
    "restock_unknown" BIGINT NOT NULL,
    "shipping_cost_unknown" BIGINT NOT NULL,
    "handling_cost_unknown" BIGINT NOT NULL,
    "packaging_cost_unknown" BIGINT NOT NULL,
    "duties_cost_unknown" BIGINT NOT NULL,
    "payments" BIGINT NOT NULL,
    "known_payments" BIGINT NOT NULL,
    "estimated_payments" BIGINT NOT NULL,

    CONSTRAINT "cohort_sums_pkey" PRIMARY KEY ("shop_id","span","dimension","value","cohort","tenure")
);

CREATE TABLE "product_month_sums" (
    "shop_id" BIGINT NOT NULL,
    "clock" TEXT NOT NULL,
    "month" DATE NOT NULL,
    "product_id" BIGINT NOT NULL,
    "variant_id" BIGINT NOT NULL,
    "title" TEXT NOT NULL,
    "facts" INTEGER NOT NULL,
    "orders" INTEGER NOT NULL,
    "variant_orders" INTEGER NOT NULL,
    "first_order_customers" INTEGER NOT NULL,
    "units" BIGINT NOT NULL,
    "returned_units" BIGINT NOT NULL,
    "ordered_net" BIGINT NOT NULL,
    "net" BIGINT NOT NULL,
    "costed_net" BIGINT NOT NULL,
    "cogs" BIGINT NOT NULL,
    "uncosted_cost" BIGINT NOT NULL,
    "costed_sales" BIGINT NOT NULL,
    "uncosted_sales" BIGINT NOT NULL,
    "fees" DECIMAL(38,18) NOT NULL,

    CONSTRAINT "product_month_sums_pkey" PRIMARY KEY ("shop_id","clock","month","product_id","variant_id","title")
);

CREATE TABLE "month_customers" (
    "shop_id" BIGINT NOT NULL,
    "month" DATE NOT NULL,
    "previous_month" DATE NOT NULL,
    "customers" INTEGER NOT NULL,

    CONSTRAINT "month_customers_pkey" PRIMARY KEY ("shop_id","month","previous_month")
);

CREATE TABLE "order_gaps" (
    "shop_id" BIGINT NOT NULL,
    "days" INTEGER NOT NULL,
    "orders" INTEGER NOT NULL,
    "second_orders" INTEGER NOT NULL,

    CONSTRAINT "order_gaps_pkey" PRIMARY KEY ("shop_id","days")
);

CREATE TABLE "order_values" (
    "shop_id" BIGINT NOT NULL,
    "value" BIGINT NOT NULL,
    "orders" INTEGER NOT NULL,

    CONSTRAINT "order_values_pkey" PRIMARY KEY ("shop_id","value")
);

CREATE TABLE "fact_state" (
    "shop_id" BIGINT NOT NULL,
    "unsettled" BOOLEAN NOT NULL,
    "settled_orders" INTEGER NOT NULL,
    "newest_at" TIMESTAMPTZ(6),

    CONSTRAINT "fact_state_pkey" PRIMARY KEY ("shop_id")
);

-- The few moments at which an edit added to an order: by day they are counted apart.
CREATE INDEX "order_facts_ordered_again" ON "order_facts"("shop_id", "event_day") WHERE "ordered" AND NOT "first_ordered";

-- Rows of nothing are swept after each change.
CREATE INDEX "day_sums_nothing" ON "day_sums"("shop_id") WHERE "facts" = 0;
CREATE INDEX "cohort_sums_nothing" ON "cohort_sums"("shop_id") WHERE "facts" = 0;
CREATE INDEX "product_month_sums_nothing" ON "product_month_sums"("shop_id") WHERE "facts" = 0;
CREATE INDEX "month_customers_nothing" ON "month_customers"("shop_id") WHERE "customers" = 0;
CREATE INDEX "order_gaps_nothing" ON "order_gaps"("shop_id") WHERE "orders" = 0;
CREATE INDEX "order_values_nothing" ON "order_values"("shop_id") WHERE "orders" = 0;

SELECT guard_by_shop(name) FROM unnest(ARRAY[
  'order_facts', 'product_facts', 'customer_facts', 'day_sums', 'cohort_sums', 'product_month_sums', 'month_customers', 'order_gaps', 'order_values', 'fact_state'
]::regclass[]) AS name;
