-- Few rows among many that pages ask for by day, found without reading the rest: orders that are cancelled or unpaid, and what was given back.
CREATE INDEX "order_facts_unusual_event_day" ON "order_facts"("shop_id", "event_day")
  WHERE "cancelled_at" IS NOT NULL OR "financial_status" = ANY ('{PENDING,AUTHORIZED,EXPIRED,VOIDED}'::text[]);
CREATE INDEX "order_facts_unusual_order_day" ON "order_facts"("shop_id", "order_day")
  WHERE "cancelled_at" IS NOT NULL OR "financial_status" = ANY ('{PENDING,AUTHORIZED,EXPIRED,VOIDED}'::text[]);
CREATE INDEX "sales_back_event_day" ON "sales"("shop_id", "event_day") WHERE "action_type" <> 'ORDER';
CREATE INDEX "sales_back_order_day" ON "sales"("shop_id", "order_day") WHERE "action_type" <> 'ORDER';
CREATE INDEX "transactions_back_event_day" ON "transactions"("shop_id", "event_day") WHERE "kind" = 'REFUND';
CREATE INDEX "transactions_back_order_day" ON "transactions"("shop_id", "order_day") WHERE "kind" = 'REFUND';
