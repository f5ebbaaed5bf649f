-- What each order costs besides its goods and its payment, in whole minor units; null is unknown.
CREATE TABLE "order_costs" (
    "shop_id" BIGINT NOT NULL,
    "order_id" BIGINT NOT NULL,
    "shipping_cost" BIGINT,
    "shipping_cost_source" TEXT,
    "handling_cost" BIGINT,
    "packaging_cost" BIGINT,
    "duties_cost" BIGINT,

    CONSTRAINT "order_costs_pkey" PRIMARY KEY ("shop_id","order_id")
);

CREATE TABLE "order_shipping_costs" (
    "shop_id" BIGINT NOT NULL,
    "order_id" BIGINT NOT NULL,
    "amount" BIGINT NOT NULL,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "order_shipping_costs_pkey" PRIMARY KEY ("shop_id","order_id")
);

CREATE TABLE "order_cost_rules" (
    "shop_id" BIGINT NOT NULL,
    "rule_id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "kind" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "valid_from" DATE,
    "countries" TEXT[],
    "min_value" BIGINT,
    "max_value" BIGINT,
    "min_units" INTEGER,
    "max_units" INTEGER,
    "basis" TEXT NOT NULL,
    "amount" BIGINT,
    "percent" DECIMAL(9,6),

    CONSTRAINT "order_cost_rules_pkey" PRIMARY KEY ("shop_id","rule_id")
);
CREATE INDEX "order_cost_rules_shop_id_kind_position_idx" ON "order_cost_rules"("shop_id", "kind", "position");
ALTER TABLE "order_cost_rules" ADD CONSTRAINT "order_cost_rules_one_measure" CHECK (
  CASE WHEN "basis" = 'percent' THEN "percent" IS NOT NULL AND "amount" IS NULL
       ELSE "basis" IN ('order', 'unit') AND "amount" IS NOT NULL AND "percent" IS NULL END);

CREATE TABLE "unit_cost_rules" (
    "shop_id" BIGINT NOT NULL,
    "rule_id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "kind" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "valid_from" DATE,
    "percent" DECIMAL(9,6) NOT NULL,

    CONSTRAINT "unit_cost_rules_pkey" PRIMARY KEY ("shop_id","rule_id")
);
CREATE UNIQUE INDEX "unit_cost_rules_subject" ON "unit_cost_rules"("shop_id", "kind", "subject", "valid_from") NULLS NOT DISTINCT;

-- A gateway may keep another part from a day on.
ALTER TABLE "gateway_fee_rules" DROP CONSTRAINT "gateway_fee_rules_pkey";
ALTER TABLE "gateway_fee_rules" ADD COLUMN "rule_id" UUID NOT NULL DEFAULT gen_random_uuid(), ADD COLUMN "valid_from" DATE;
ALTER TABLE "gateway_fee_rules" ADD CONSTRAINT "gateway_fee_rules_pkey" PRIMARY KEY ("shop_id","rule_id");
CREATE UNIQUE INDEX "gateway_fee_rules_day" ON "gateway_fee_rules"("shop_id", "gateway", "valid_from") NULLS NOT DISTINCT;

-- An expense is an amount or a percentage of net sales.
ALTER TABLE "expenses" ALTER COLUMN "amount" DROP NOT NULL;
ALTER TABLE "expenses" ADD COLUMN "percent" DECIMAL(9,6);
ALTER TABLE "expenses" ADD CONSTRAINT "expenses_one_measure" CHECK (
  CASE WHEN "kind" = 'percent' THEN "percent" IS NOT NULL AND "amount" IS NULL ELSE "amount" IS NOT NULL AND "percent" IS NULL END);

-- Where Shopify tells a payment's fee in another currency than the shop's: that currency.
ALTER TABLE "transactions" ADD COLUMN "fee_currency" TEXT;
CREATE INDEX "transactions_fee_currency" ON "transactions"("shop_id", "event_day") WHERE "fee_currency" IS NOT NULL;

CREATE TABLE "cost_changes" (
    "shop_id" BIGINT NOT NULL,
    "change_id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT clock_timestamp(),
    "changed_by" TEXT,
    "kind" TEXT NOT NULL,
    "summary" JSONB NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'pending',
    "undo_of" UUID,
    "undone_by" UUID,
    "orders_total" INTEGER,
    "orders_done" INTEGER NOT NULL DEFAULT 0,
    "cogs_before" BIGINT NOT NULL DEFAULT 0,
    "cogs_after" BIGINT NOT NULL DEFAULT 0,
    "profit_before" BIGINT NOT NULL DEFAULT 0,
    "profit_after" BIGINT NOT NULL DEFAULT 0,
    "done_at" TIMESTAMPTZ(6),
    "wide" BOOLEAN NOT NULL DEFAULT false,
    "failures" INTEGER NOT NULL DEFAULT 0,
    "failure" TEXT,

    CONSTRAINT "cost_changes_pkey" PRIMARY KEY ("shop_id","change_id")
);
CREATE INDEX "cost_changes_shop_id_created_at_idx" ON "cost_changes"("shop_id", "created_at");
CREATE INDEX "cost_changes_open" ON "cost_changes"("shop_id") WHERE "state" IN ('pending', 'running');

CREATE TABLE "cost_change_rows" (
    "shop_id" BIGINT NOT NULL,
    "change_id" UUID NOT NULL,
    "table_name" TEXT NOT NULL,
    "row_id" TEXT NOT NULL,
    "before" JSONB,
    "after" JSONB,

    CONSTRAINT "cost_change_rows_pkey" PRIMARY KEY ("shop_id","change_id","table_name","row_id")
);

CREATE TABLE "cost_change_orders" (
    "shop_id" BIGINT NOT NULL,
    "change_id" UUID NOT NULL,
    "order_id" BIGINT NOT NULL,

    CONSTRAINT "cost_change_orders_pkey" PRIMARY KEY ("shop_id","change_id","order_id")
);

ALTER TABLE "order_costs" ADD CONSTRAINT "order_costs_shop_id_order_id_fkey" FOREIGN KEY ("shop_id", "order_id") REFERENCES "orders"("shop_id", "order_id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "cost_change_rows" ADD CONSTRAINT "cost_change_rows_shop_id_change_id_fkey" FOREIGN KEY ("shop_id", "change_id") REFERENCES "cost_changes"("shop_id", "change_id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "cost_change_orders" ADD CONSTRAINT "cost_change_orders_shop_id_change_id_fkey" FOREIGN KEY ("shop_id", "change_id") REFERENCES "cost_changes"("shop_id", "change_id") ON DELETE CASCADE ON UPDATE CASCADE;

-- Inside a transaction that names its change in `app.cost_change`, every row of a cost is kept as it was and as it became,
-- so that undoing restores it exactly. The argument names the column that identifies a row within its shop.
CREATE FUNCTION record_cost_change() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  was jsonb := CASE WHEN TG_OP <> 'INSERT' THEN to_jsonb(OLD) END;
  is_now jsonb := CASE WHEN TG_OP <> 'DELETE' THEN to_jsonb(NEW) END;
BEGIN
  INSERT INTO cost_change_rows (shop_id, change_id, table_name, row_id, before, after)
  VALUES ((coalesce(is_now, was)->>'shop_id')::bigint, current_setting('app.cost_change')::uuid, TG_TABLE_NAME,
          coalesce(is_now, was)->>TG_ARGV[0], was, is_now)
  ON CONFLICT (shop_id, change_id, table_name, row_id) DO UPDATE SET after = excluded.after;
  RETURN NULL;
END $$;

CREATE TRIGGER record_change AFTER INSERT OR UPDATE OR DELETE ON "unit_costs" FOR EACH ROW
  WHEN (coalesce(current_setting('app.cost_change', true), '') <> '') EXECUTE FUNCTION record_cost_change('unit_cost_id');
CREATE TRIGGER record_change AFTER INSERT OR UPDATE OR DELETE ON "unit_cost_rules" FOR EACH ROW
  WHEN (coalesce(current_setting('app.cost_change', true), '') <> '') EXECUTE FUNCTION record_cost_change('rule_id');
CREATE TRIGGER record_change AFTER INSERT OR UPDATE OR DELETE ON "order_cost_rules" FOR EACH ROW
  WHEN (coalesce(current_setting('app.cost_change', true), '') <> '') EXECUTE FUNCTION record_cost_change('rule_id');
CREATE TRIGGER record_change AFTER INSERT OR UPDATE OR DELETE ON "gateway_fee_rules" FOR EACH ROW
  WHEN (coalesce(current_setting('app.cost_change', true), '') <> '') EXECUTE FUNCTION record_cost_change('rule_id');
CREATE TRIGGER record_change AFTER INSERT OR UPDATE OR DELETE ON "order_shipping_costs" FOR EACH ROW
  WHEN (coalesce(current_setting('app.cost_change', true), '') <> '') EXECUTE FUNCTION record_cost_change('order_id');

SELECT guard_by_shop('cost_changes', dispatch => true);
SELECT guard_by_shop(name) FROM unnest(ARRAY[
  'order_costs', 'order_shipping_costs', 'order_cost_rules', 'unit_cost_rules', 'cost_change_rows', 'cost_change_orders'
]::regclass[]) AS name;

-- Settings that costs are made of, each as if it were a row.
CREATE FUNCTION record_cost_settings() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO cost_change_rows (shop_id, change_id, table_name, row_id, before, after)
  SELECT NEW.shop_id, current_setting('app.cost_change')::uuid, 'shops', name, OLD.settings->name, NEW.settings->name
  FROM unnest(ARRAY['defaultCostShare', 'shippingCostPerOrder', 'handlingCostPerOrder']) AS name
  WHERE OLD.settings->name IS DISTINCT FROM NEW.settings->name
  ON CONFLICT (shop_id, change_id, table_name, row_id) DO UPDATE SET after = excluded.after;
  RETURN NULL;
END $$;

CREATE TRIGGER record_change AFTER UPDATE ON "shops" FOR EACH ROW
  WHEN (coalesce(current_setting('app.cost_change', true), '') <> '') EXECUTE FUNCTION record_cost_settings();
