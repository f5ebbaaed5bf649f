-- Few rows among many that pages ask for by day, found without reading the rest: orders that are cancelled or unpaid, and what was given back.
CREATE INDEX "order_facts_unusual_event_day" ON "order_facts"("shop_id", "event_day")
  WHERE "cancelled_at" IS NOT NULL OR "financial_status" = ANY ('{PENDING,AUTHORIZED,EXPIRED,VOIDED}'::text[]);
CREATE INDEX "order_facts_unusual_order_day" ON "order_facts"("shop_id", "order_day")
  WHERE "cancelled_at" IS NOT NULL OR "financial_status" = ANY ('{PENDING,AUTHORIZED,EXPIRED,VOIDED}'::text[]);
CREATE INDEX "sales_back_event_day" ON "sales"("shop_id", "event_day") WHERE "action_type" <> 'ORDER';
CREATE INDEX "sales_back_order_day" ON "sales"("shop_id", "order_day") WHERE "action_type" <> 'ORDER';
CREATE INDEX "transactions_back_event_day" ON "transactions"("shop_id", "event_day") WHERE "kind" = 'REFUND';
CREATE INDEX "transactions_back_order_day" ON "transactions"("shop_id", "order_day") WHERE "kind" = 'REFUND';

-- Who orders for the first time in a span of days, counted from the index alone.
CREATE INDEX "order_facts_placed" ON "order_facts"("shop_id", "order_day") INCLUDE ("previous_order_day", "customer_order_number")
  WHERE "first_moment" AND "customer_id" IS NOT NULL;

-- Customers by what they are worth: known contribution profit, else net sales. A page of them is read without the others.
CREATE INDEX "customer_facts_worth" ON "customer_facts"("shop_id",
  (coalesce(CASE WHEN "uncosted_sales" = 0 OR "costed_sales" > 0 THEN "contribution_profit" END, "net_sales")) DESC NULLS LAST, "customer_id");
CREATE INDEX "customer_facts_known_profit" ON "customer_facts"("shop_id",
  (CASE WHEN "uncosted_sales" = 0 OR "costed_sales" > 0 THEN "contribution_profit" END) DESC NULLS LAST, "customer_id");

-- New customers of a span of days by where they came from, counted from the index alone; and orders whose way is not known.
CREATE INDEX "order_facts_new" ON "order_facts"("shop_id", "order_day") INCLUDE ("last_source", "first_source", "channel")
  WHERE "first_moment" AND "customer_order_number" = 1;
CREATE INDEX "order_facts_untouched" ON "order_facts"("shop_id", "event_day") WHERE coalesce("last_source", '') = '';
