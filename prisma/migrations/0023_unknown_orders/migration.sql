-- Where no rhythm is foretold, orders to come are not known: they are not none.
ALTER TABLE "customer_scores"
  ALTER COLUMN "repeat_orders" DROP NOT NULL,
  ALTER COLUMN "orders_90" DROP NOT NULL,
  ALTER COLUMN "orders_90_low" DROP NOT NULL,
  ALTER COLUMN "orders_90_high" DROP NOT NULL,
  ALTER COLUMN "orders_365" DROP NOT NULL,
  ALTER COLUMN "orders_365_low" DROP NOT NULL,
  ALTER COLUMN "orders_365_high" DROP NOT NULL,
  ALTER COLUMN "orders_730" DROP NOT NULL,
  ALTER COLUMN "orders_730_low" DROP NOT NULL,
  ALTER COLUMN "orders_730_high" DROP NOT NULL,
  ALTER COLUMN "orders_1095" DROP NOT NULL,
  ALTER COLUMN "orders_1095_low" DROP NOT NULL,
  ALTER COLUMN "orders_1095_high" DROP NOT NULL;
