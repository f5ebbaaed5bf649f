-- What was sold without a known unit cost is found without reading what was sold with one.
CREATE INDEX "product_facts_uncosted" ON "product_facts"("shop_id", "event_day") WHERE "uncosted_sales" > 0;
