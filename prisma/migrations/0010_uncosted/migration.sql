-- What was sold without a known unit cost and without a variant has to be looked at line by line: found without reading the rest.
CREATE INDEX "product_facts_uncosted" ON "product_facts"("shop_id", "event_day") WHERE "uncosted_sales" > 0 AND "variant_id" = 0;
