import { applyFacts } from "~/data/facts.server";
import { acrossShops, type ShopClient, withShopClient } from "~/db.server";

// A small store, row by row, as the sync would have stored it. Amounts are minor units, instants ISO 8601.

export interface ShopRow {
  readonly domain?: string;
  readonly name?: string;
  readonly currency?: string;
  readonly timeZone?: string;
  readonly settings?: Readonly<Record<string, unknown>>;
}

export interface LineRow {
  readonly id: number;
  readonly title?: string;
  readonly product?: number | null;
  readonly variant?: number | null;
  readonly sku?: string | null;
  readonly quantity: number;
  readonly price: number;
  readonly discount?: number;
  readonly ships?: boolean;
  readonly giftCard?: boolean;
  readonly vendor?: string | null;
  readonly sellingPlan?: number | null;
}

export interface SaleRow {
  readonly at: string;
  readonly action: "ORDER" | "RETURN" | "UPDATE" | "UNKNOWN";
  readonly type?:
    | "PRODUCT"
    | "SHIPPING"
    | "TIP"
    | "GIFT_CARD"
    | "DUTY"
    | "FEE"
    | "ADDITIONAL_FEE"
    | "ADJUSTMENT"
    | "UNKNOWN";
  readonly line?: number | null;
  readonly quantity?: number | null;
  readonly net: number;
  readonly discount?: number;
  readonly tax?: number;
  readonly restocked?: number | null;
}

export interface TransactionRow {
  readonly kind?: string;
  readonly status?: string;
  readonly test?: boolean;
  readonly gateway?: string | null;
  readonly at?: string;
  readonly amount: number;
  readonly fee?: number | null;
}

export interface OrderRow {
  readonly id: number;
  readonly at: string;
  readonly customer?: number | null;
  readonly currency?: string;
  readonly test?: boolean;
  readonly cancelledAt?: string | null;
  readonly deletedAt?: string | null;
  readonly financialStatus?: string;
  readonly country?: string | null;
  readonly discountCodes?: readonly string[];
  /** Of the first visit, and of the last one before the order. */
  readonly source?: string | null;
  readonly lastSource?: string | null;
  readonly channel?: string | null;
  readonly sourceName?: string | null;
  readonly tags?: readonly string[];
  readonly lines?: readonly LineRow[];
  /** Default: each line ordered at `at` for price × quantity − discount, without tax. */
  readonly sales?: readonly SaleRow[];
  /** Sales after the order: returns, edits, adjustments. */
  readonly changes?: readonly SaleRow[];
  readonly transactions?: readonly TransactionRow[];
}

let shops = 0;

/** A shop of its own for a test; GBP in London unless told otherwise. */
export async function insertShop(shop: ShopRow = {}): Promise<bigint> {
  shops += 1;
  const answer = await acrossShops((client) =>
    client.query<{ shop_id: number }>(
      `INSERT INTO shops (domain, name, currency, time_zone, settings) VALUES ($1, $2, $3, $4, $5) RETURNING shop_id`,
      [
        shop.domain ?? `store-${process.pid}-${shops}.myshopify.com`,
        shop.name ?? "A small store",
        shop.currency ?? "GBP",
        shop.timeZone ?? "Europe/London",
        JSON.stringify(shop.settings ?? {}),
      ],
    ),
  );
  return BigInt(answer.rows[0]?.shop_id ?? 0);
}

/** Inserts orders with their lines, ledger, payments and customers, and applies the facts. */
export async function insertOrders(shopId: bigint, orders: readonly OrderRow[]): Promise<void> {
  await withShopClient(shopId, async (client) => {
    for (const order of orders) await insertOrder(client, shopId, order);
    await settle(client, shopId);
  });
}

export async function insertOrder(client: ShopClient, shopId: bigint, order: OrderRow): Promise<void> {
  const shop = await client.query<{ currency: string; zone: string }>(
    "SELECT currency, time_zone AS zone FROM shops WHERE shop_id = $1",
    [String(shopId)],
  );
  const { currency = "", zone = "" } = shop.rows[0] ?? {};
  if (order.customer) await insertCustomer(client, shopId, order.customer, order.at);
  await client.query(
    `INSERT INTO orders (shop_id, order_id, name, created_at, processed_at, updated_at, ledger_updated_at, cancelled_at,
       deleted_at, order_day, test, currency, customer_id, financial_status, shipping_country, discount_codes, first_source,
       channel, source_name, tags, last_source)
     VALUES ($1, $2, $3, $4, $4, $4, $4, $5, $6, local_day($4, $7), $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18)`,
    [
      String(shopId),
      order.id,
      `#${order.id}`,
      order.at,
      order.cancelledAt ?? null,
      order.deletedAt ?? null,
      zone,
      order.test ?? false,
      order.currency ?? currency,
      order.customer ?? null,
      order.financialStatus ?? "PAID",
      order.country ?? null,
      order.discountCodes ?? [],
      order.source ?? null,
      order.channel ?? null,
      order.sourceName ?? null,
      order.tags ?? [],
      order.lastSource ?? null,
    ],
  );
  for (const [position, line] of (order.lines ?? []).entries())
    await insertLine(client, shopId, order.id, position, line);
  const sales = [
    ...(order.sales ?? (order.lines ?? []).map((line) => soldLine(order.at, line))),
    ...(order.changes ?? []),
  ];
  for (const [index, sale] of sales.entries()) await insertSale(client, shopId, order, zone, index, sale);
  for (const [index, paid] of (order.transactions ?? []).entries()) {
    await insertTransaction(client, shopId, order, zone, index, paid);
  }
}

const soldLine = (at: string, line: LineRow): SaleRow => ({
  at,
  action: "ORDER",
  type: line.giftCard ? "GIFT_CARD" : "PRODUCT",
  line: line.id,
  quantity: line.quantity,
  net: line.price * line.quantity - (line.discount ?? 0),
  discount: line.discount ?? 0,
});

async function insertCustomer(client: ShopClient, shopId: bigint, customer: number, at: string): Promise<void> {
  await client.query(
    `INSERT INTO customers (shop_id, customer_id, created_at, updated_at, country) VALUES ($1, $2, $3, $3, 'GB')
     ON CONFLICT DO NOTHING`,
    [String(shopId), customer, at],
  );
}

async function insertLine(client: ShopClient, shopId: bigint, orderId: number, position: number, line: LineRow) {
  await client.query(
    `INSERT INTO line_items (shop_id, order_id, line_item_id, position, title, sku, product_id, variant_id, quantity,
       current_quantity, is_gift_card, requires_shipping, unit_price, discount, vendor, selling_plan_id)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $9, $10, $11, $12, $13, $14, $15)`,
    [
      String(shopId),
      orderId,
      line.id,
      position,
      line.title ?? `Product ${line.product ?? line.id}`,
      line.sku ?? null,
      line.product ?? null,
      line.variant ?? null,
      line.quantity,
      line.giftCard ?? false,
      line.ships ?? true,
      line.price,
      line.discount ?? 0,
      line.vendor ?? null,
      line.sellingPlan ?? null,
    ],
  );
}

async function insertSale(
  client: ShopClient,
  shopId: bigint,
  order: OrderRow,
  zone: string,
  index: number,
  sale: SaleRow,
) {
  await client.query(
    `INSERT INTO sales (shop_id, order_id, sale_id, agreement_id, reason, happened_at, event_day, order_day, action_type,
       line_type, line_item_id, quantity, net, discount, tax, restocked)
     VALUES ($1, $2, $3, $4, $5, $6, local_day($6, $7), local_day($8, $7), $9, $10, $11, $12, $13, $14, $15, $16)`,
    [
      String(shopId),
      order.id,
      `${order.id}-${index}`,
      `${order.id}-${sale.at}`,
      sale.action === "ORDER" ? "ORDER" : "REFUND",
      sale.at,
      zone,
      order.at,
      sale.action,
      sale.type ?? "PRODUCT",
      sale.line ?? null,
      sale.quantity ?? null,
      sale.net,
      sale.discount ?? 0,
      sale.tax ?? 0,
      sale.restocked ?? null,
    ],
  );
}

async function insertTransaction(
  client: ShopClient,
  shopId: bigint,
  order: OrderRow,
  zone: string,
  index: number,
  paid: TransactionRow,
) {
  await client.query(
    `INSERT INTO transactions (shop_id, order_id, transaction_id, kind, status, test, gateway, processed_at, event_day,
       order_day, amount, fee, fee_source)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, local_day($8, $9), local_day($10, $9), $11, $12::bigint,
       CASE WHEN $12::bigint IS NOT NULL THEN 'actual' END)`,
    [
      String(shopId),
      order.id,
      order.id * 100 + index,
      paid.kind ?? "SALE",
      paid.status ?? "SUCCESS",
      paid.test ?? false,
      paid.gateway === undefined ? "shopify_payments" : paid.gateway,
      paid.at ?? order.at,
      zone,
      order.at,
      paid.amount,
      paid.fee ?? null,
    ],
  );
}

/** Applies the facts, as the end of a sync does. */
export async function settle(client: ShopClient, shopId: bigint): Promise<void> {
  await applyFacts(client, shopId, "all");
}

export interface VariantRow {
  readonly id: number;
  readonly product?: number;
  readonly title?: string;
  readonly vendor?: string | null;
  readonly sku?: string | null;
  readonly price?: number;
  readonly compareAtPrice?: number | null;
  readonly deletedAt?: string | null;
}

/** Inserts variants with their products. Call before the orders, or settle again. */
export async function insertVariants(shopId: bigint, variants: readonly VariantRow[]): Promise<void> {
  await withShopClient(shopId, async (client) => {
    for (const variant of variants) {
      const product = variant.product ?? variant.id;
      await client.query(
        `INSERT INTO products (shop_id, product_id, title, vendor, updated_at) VALUES ($1, $2, $3, $4, '2024-01-01Z')
         ON CONFLICT DO NOTHING`,
        [String(shopId), product, variant.title ?? `Product ${product}`, variant.vendor ?? null],
      );
      await client.query(
        `INSERT INTO variants (shop_id, variant_id, product_id, title, sku, price, compare_at_price, deleted_at)
         VALUES ($1, $2, $3, 'Default', $4, $5, $6, $7)`,
        [
          String(shopId),
          variant.id,
          product,
          variant.sku ?? null,
          variant.price ?? 1000,
          variant.compareAtPrice ?? null,
          variant.deletedAt ?? null,
        ],
      );
    }
  });
}

export interface UnitCostRow {
  readonly variant?: number;
  readonly product?: number;
  readonly sku?: string;
  readonly amount: string;
  readonly currency?: string;
  readonly from?: string | null;
  readonly source?: "form" | "import" | "shopify";
}

/** Inserts unit costs (decimal strings in major units). Call before the orders, or settle again. */
export async function insertUnitCosts(shopId: bigint, costs: readonly UnitCostRow[]): Promise<void> {
  await withShopClient(shopId, async (client) => {
    for (const cost of costs) {
      await client.query(
        `INSERT INTO unit_costs (shop_id, variant_id, product_id, sku, valid_from, amount, currency, source)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
        [
          String(shopId),
          cost.variant ?? null,
          cost.product ?? null,
          cost.sku ?? null,
          cost.from ?? null,
          cost.amount,
          cost.currency ?? "GBP",
          cost.source ?? "form",
        ],
      );
    }
  });
}
