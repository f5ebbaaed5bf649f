-- The columns of sums in which any fact has anything but zero: the others are neither summed nor read. Of facts that stand nothing
-- is known yet: all columns, until they are made anew. By a default, because an update would see no shop's rows.
ALTER TABLE "fact_state" ADD COLUMN IF NOT EXISTS "used_sums" TEXT[] DEFAULT ARRAY[
  'shipped_orders', 'gross_sales', 'discounts', 'sales_reversals', 'shipping', 'duties', 'fees', 'tax', 'tips', 'gift_card_sales',
  'units', 'returned_units', 'product_net', 'costed_net', 'first_seen_net', 'estimated_net', 'full_price_net', 'cogs', 'uncosted_cost',
  'costed_sales', 'uncosted_sales', 'restock_unknown', 'shipping_cost', 'handling_cost', 'packaging_cost', 'duties_cost',
  'shipping_cost_unknown', 'handling_cost_unknown', 'packaging_cost_unknown', 'duties_cost_unknown',
  'payment_fees', 'payments', 'known_payments', 'estimated_payments', 'paid', 'unknown_paid', 'estimated_paid'
];
ALTER TABLE "fact_state" ALTER COLUMN "used_sums" DROP DEFAULT;
