CREATE TABLE "ledger_sums" (
    "shop_id" BIGINT NOT NULL,
    "order_id" BIGINT NOT NULL,
    "happened_at" TIMESTAMPTZ(6) NOT NULL,
    "event_day" DATE NOT NULL,
    "order_day" DATE NOT NULL,
    "ordered" BOOLEAN NOT NULL,
    "first_ordered" BOOLEAN NOT NULL,
    "shipped" BOOLEAN NOT NULL,
    "gross_sales" BIGINT NOT NULL,
    "discounts" BIGINT NOT NULL,
    "sales_reversals" BIGINT NOT NULL,
    "shipping" BIGINT NOT NULL,
    "duties" BIGINT NOT NULL,
    "fees" BIGINT NOT NULL,
    "tax" BIGINT NOT NULL,
    "tips" BIGINT NOT NULL,
    "gift_card_sales" BIGINT NOT NULL,
    "units" INTEGER NOT NULL,
    "returned_units" INTEGER NOT NULL,
    "product_net" BIGINT NOT NULL,
    "costed_net" BIGINT NOT NULL,
    "cogs" BIGINT NOT NULL,
    "uncosted_cost" BIGINT NOT NULL,
    "costed_sales" INTEGER NOT NULL,
    "uncosted_sales" INTEGER NOT NULL,
    "first_seen_net" BIGINT NOT NULL,
    "estimated_net" BIGINT NOT NULL,
    "full_price_net" BIGINT NOT NULL,
    "restock_unknown" INTEGER NOT NULL,

    CONSTRAINT "ledger_sums_pkey" PRIMARY KEY ("shop_id","order_id","happened_at")
);

CREATE INDEX "ledger_sums_shop_id_event_day_idx" ON "ledger_sums"("shop_id", "event_day");
CREATE INDEX "ledger_sums_shop_id_order_day_idx" ON "ledger_sums"("shop_id", "order_day");

ALTER TABLE "ledger_sums" ADD CONSTRAINT "ledger_sums_shop_id_order_id_fkey" FOREIGN KEY ("shop_id", "order_id") REFERENCES "orders"("shop_id", "order_id") ON DELETE CASCADE ON UPDATE CASCADE;

CREATE TABLE "product_sums" (
    "shop_id" BIGINT NOT NULL,
    "order_id" BIGINT NOT NULL,
    "product_id" BIGINT NOT NULL,
    "title" TEXT NOT NULL,
    "happened_at" TIMESTAMPTZ(6) NOT NULL,
    "event_day" DATE NOT NULL,
    "order_day" DATE NOT NULL,
    "first_ordered" BOOLEAN NOT NULL,
    "units" INTEGER NOT NULL,
    "returned_units" INTEGER NOT NULL,
    "net" BIGINT NOT NULL,
    "costed_net" BIGINT NOT NULL,
    "cogs" BIGINT NOT NULL,
    "uncosted_cost" BIGINT NOT NULL,
    "costed_sales" INTEGER NOT NULL,
    "uncosted_sales" INTEGER NOT NULL,
    "fee_share" DECIMAL(19,18) NOT NULL,

    CONSTRAINT "product_sums_pkey" PRIMARY KEY ("shop_id","order_id","product_id","title","happened_at")
);

CREATE INDEX "product_sums_shop_id_event_day_idx" ON "product_sums"("shop_id", "event_day");
CREATE INDEX "product_sums_shop_id_order_day_idx" ON "product_sums"("shop_id", "order_day");

ALTER TABLE "product_sums" ADD CONSTRAINT "product_sums_shop_id_order_id_fkey" FOREIGN KEY ("shop_id", "order_id") REFERENCES "orders"("shop_id", "order_id") ON DELETE CASCADE ON UPDATE CASCADE;

SELECT guard_by_shop('ledger_sums');
SELECT guard_by_shop('product_sums');
