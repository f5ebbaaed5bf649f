import type { Agreement, RawOrder, Sale } from "../store/types";
import { dayReader } from "./dates";
import { type Fact, type Metric, perEach, type Table } from "./table";

/** What `FROM sales` reads of the store. */
export interface SalesSource {
  readonly zone: string;
  readonly exponent: number;
  readonly orders: Iterable<RawOrder>;
  ledgerOf(order: RawOrder): readonly Agreement[];
}

/**
 * `FROM sales`: one fact per sale of the ledger, on the local day of its agreement. Test orders never count.
 * Signs are Shopify's: discounts and sales reversals are negative, so that a row adds up to net sales.
 */
export function salesTable(source: SalesSource): Table {
  return { name: "sales", metrics, dimensions, exponent: source.exponent, facts: () => facts(source) };
}

function* facts(source: SalesSource): Generator<Fact> {
  const dayOf = dayReader(source.zone);
  for (const order of source.orders) {
    if (order.test === true) continue;
    const lines = new Map(order.lineItems.map((line) => [line.id, line]));
    for (const agreement of source.ledgerOf(order)) {
      const day = dayOf(agreement.happenedAt);
      for (const sale of agreement.sales) {
        const line = sale.lineItem ? lines.get(sale.lineItem.id) : undefined;
        yield {
          day,
          dimensions: dimensionsOf(order, sale, line),
          amounts: amountsOf(sale),
          order: orderOf(order, sale),
        };
      }
    }
  }
}

function orderOf(order: RawOrder, sale: Sale): string | null {
  return sale.actionType === "ORDER" ? order.id : null;
}

/** Minor units of the shop's currency by figure; only what this sale adds to. */
function amountsOf(sale: Sale): Readonly<Record<string, number>> {
  const tax = sale.totalTaxAmount.shop;
  const net = sale.totalAmount.shop - tax;
  return { taxes: tax, ...figuresOf(sale, net) };
}

function figuresOf(sale: Sale, net: number): Readonly<Record<string, number>> {
  const discount = sale.totalDiscountAmountBeforeTaxes.shop;
  const units = sale.quantity ?? 0;
  switch (sale.lineType) {
    case "PRODUCT":
      if (sale.actionType === "ORDER") return { gross: net + discount, discount, net, ordered: units, sold: units };
      return { reversed: net, net, sold: units };
    case "ADJUSTMENT":
      return { reversed: net, net };
    case "SHIPPING":
      return { shipping: net };
    case "DUTY":
      return { duty: net };
    case "FEE":
    case "ADDITIONAL_FEE":
      return { fee: net };
    case "TIP":
      return { tip: net };
    // Selling a gift card is a liability, not a sale.
    case "GIFT_CARD":
    case "UNKNOWN":
      return {};
  }
}

function dimensionsOf(order: RawOrder, sale: Sale, line: RawOrder["lineItems"][number] | undefined) {
  return {
    order_id: numericId(order.id),
    order_name: order.name,
    customer_id: order.customer ? numericId(order.customer.id) : null,
    product_id: line?.product ? numericId(line.product.id) : null,
    product_title: line?.title ?? null,
    product_variant_id: line?.variant ? numericId(line.variant.id) : null,
    product_variant_sku: text(line?.sku),
    product_vendor: text(line?.vendor),
    line_type: sale.lineType.toLowerCase(),
    billing_country: country(order.billingAddress),
    shipping_country: country(order.shippingAddress),
  };
}

const dimensions = {
  order_id: { displayName: "Order ID", dataType: "IDENTITY" },
  order_name: { displayName: "Order name", dataType: "STRING" },
  customer_id: { displayName: "Customer ID", dataType: "IDENTITY" },
  product_id: { displayName: "Product ID", dataType: "IDENTITY" },
  product_title: { displayName: "Product title", dataType: "STRING" },
  product_variant_id: { displayName: "Product variant ID", dataType: "IDENTITY" },
  product_variant_sku: { displayName: "Product variant SKU", dataType: "STRING" },
  product_vendor: { displayName: "Product vendor", dataType: "STRING" },
  line_type: { displayName: "Line type", dataType: "STRING" },
  billing_country: { displayName: "Billing country", dataType: "STRING" },
  shipping_country: { displayName: "Shipping country", dataType: "STRING" },
} as const;

const money = (displayName: string, of: (sum: (figure: string) => number) => number): Metric => ({
  displayName,
  dataType: "MONEY",
  of: (bucket) => of((figure) => bucket.sum(figure)),
});

const metrics: Readonly<Record<string, Metric>> = {
  gross_sales: money("Gross sales", (sum) => sum("gross")),
  discounts: money("Discounts", (sum) => 0 - sum("discount")),
  sales_reversals: money("Sales reversals", (sum) => sum("reversed")),
  net_sales: money("Net sales", (sum) => sum("net")),
  shipping_charges: money("Shipping charges", (sum) => sum("shipping")),
  duties: money("Duties", (sum) => sum("duty")),
  additional_fees: money("Additional fees", (sum) => sum("fee")),
  taxes: money("Taxes", (sum) => sum("taxes")),
  tips: money("Tips", (sum) => sum("tip")),
  total_sales: money("Total sales", (sum) => sum("net") + sum("shipping") + sum("duty") + sum("fee") + sum("taxes")),
  orders: { displayName: "Orders", dataType: "INTEGER", of: (bucket) => bucket.orders() },
  average_order_value: {
    displayName: "Average order value",
    dataType: "MONEY",
    of: (bucket) => perEach(bucket.sum("gross") - bucket.sum("discount"), bucket.orders()),
  },
  quantity_ordered: { displayName: "Quantity ordered", dataType: "INTEGER", of: (bucket) => bucket.sum("ordered") },
  net_items_sold: { displayName: "Net items sold", dataType: "INTEGER", of: (bucket) => bucket.sum("sold") },
};

function numericId(gid: string): string {
  return gid.slice(gid.lastIndexOf("/") + 1);
}

function text(value: unknown): string | null {
  return typeof value === "string" ? value : null;
}

/** The address as the folder holds it; Shopify groups by the country's English name. */
function country(address: unknown): string | null {
  if (typeof address !== "object" || address === null) return null;
  const fields = new Map(Object.entries(address));
  const code = text(fields.get("countryCodeV2"));
  return text(fields.get("country")) ?? (code === null ? null : (regionNames.of(code) ?? code));
}

const regionNames = new Intl.DisplayNames(["en"], { type: "region" });
