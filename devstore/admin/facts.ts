import { exponentOf } from "../money";
import type { Store } from "../store/store";
import type { RawCustomer, RawNode, RawOrder, RawProduct, Sale } from "../store/types";
import { type Markup, markup } from "./html";

/** How many nodes a list of the admin shows. */
const listLength = 50;

/** Where an admin page stands: links point into it, times are the shop's. */
export interface FactsView {
  readonly store: Store;
  readonly storePath: string;
  readonly locale: string;
}

/** An order with its lines and its ledger, as the store holds them. */
export function orderFacts(view: FactsView, order: RawOrder): Markup {
  const customer = order.customer ? link(view, "customers", order.customer.id, numberOf(order.customer.id)) : null;
  const lines = order.lineItems.map((line) => [
    line.product ? link(view, "products", line.product.id, line.title) : line.title,
    plain(line.sku),
    line.quantity,
    moneyText(line.originalUnitPriceSet),
  ]);
  return markup`
    ${facts([
      ["Processed", time(view, order.processedAt)],
      ["Created", time(view, order.createdAt)],
      ["Updated", time(view, order.updatedAt)],
      ["Cancelled", order.cancelledAt ? time(view, String(order.cancelledAt)) : null],
      ["Test order", order.test === true ? "yes" : null],
      ["Customer", customer],
      ["Source", plain(order.sourceName)],
      ["Currency", plain(order.currencyCode) ?? view.store.shop.currencyCode],
      ["Tags", plain(order.tags)],
    ])}
    ${table("Line items", ["Title", "SKU", "Quantity", "Unit price"], lines)}
    ${table("Sales ledger", LEDGER, ledgerRows(view, order))}
    ${json(order)}`;
}

const LEDGER = ["Happened", "Reason", "Action", "Line", "Quantity", "Total", "Tax", "Discount"];

function ledgerRows(view: FactsView, order: RawOrder): Cell[][] {
  return view.store
    .ledgerOf(order)
    .flatMap(({ happenedAt, reason, sales }) =>
      sales.map((sale: Sale) => [
        time(view, happenedAt),
        reason,
        sale.actionType,
        sale.lineType,
        sale.quantity,
        amount(view, sale.totalAmount.shop, sale.totalAmount.shopCurrency),
        amount(view, sale.totalTaxAmount.shop, sale.totalTaxAmount.shopCurrency),
        amount(view, sale.totalDiscountAmountBeforeTaxes.shop, sale.totalDiscountAmountBeforeTaxes.shopCurrency),
      ]),
    );
}

/** A product with its variants. */
export function productFacts(view: FactsView, product: RawProduct): Markup {
  const variants = (product.variants ?? []).map((variant) => [
    variant.title ?? null,
    plain(variant.sku),
    moneyText(variant.price),
    moneyText(variant.compareAtPrice),
    moneyText(field(variant.inventoryItem, "unitCost")),
  ]);
  return markup`
    ${facts([
      ["Status", plain(product.status)],
      ["Vendor", plain(product.vendor)],
      ["Type", plain(product.productType)],
      ["Created", time(view, product.createdAt)],
      ["Updated", time(view, product.updatedAt)],
      ["Tags", plain(product.tags)],
    ])}
    ${table("Variants", ["Title", "SKU", "Price", "Compare at", "Cost"], variants)}
    ${json(product)}`;
}

/** A customer with their orders. */
export function customerFacts(view: FactsView, customer: RawCustomer): Markup {
  const orders = view.store
    .orderIdsOf(customer.id)
    .map((id) => view.store.order(id))
    .filter((order) => order !== null)
    .map((order) => orderRow(view, order));
  return markup`
    ${facts([
      ["Name", plain([customer.firstName, customer.lastName].filter(Boolean).join(" "))],
      ["Country", plain(field(customer.defaultAddress, "countryCodeV2"))],
      ["Language", plain(customer.locale)],
      ["Created", time(view, customer.createdAt)],
      ["Updated", time(view, customer.updatedAt)],
      ["Tags", plain(customer.tags)],
    ])}
    ${table("Orders", ORDER_LIST, orders)}
    ${json(customer)}`;
}

const ORDER_LIST = ["Order", "Processed", "Customer", "Total"];

function orderRow(view: FactsView, order: RawOrder): Cell[] {
  const total = view.store
    .ledgerOf(order)
    .flatMap((agreement) => agreement.sales)
    .reduce((sum, sale) => sum + sale.totalAmount.shop, 0);
  const currency = plain(order.currencyCode) ?? view.store.shop.currencyCode;
  return [
    link(view, "orders", order.id, order.name),
    time(view, order.processedAt),
    order.customer ? link(view, "customers", order.customer.id, numberOf(order.customer.id)) : null,
    amount(view, total, currency),
  ];
}

/** The newest orders. */
export function orderList(view: FactsView): Markup {
  const rows = newest(view.store.orders.allRows(), (row) => row.processedAt)
    .map((row) => view.store.order(row.id))
    .filter((order) => order !== null)
    .map((order) => orderRow(view, order));
  return table(`${rows.length} of ${view.store.orders.size}`, ORDER_LIST, rows);
}

/** The newest products. */
export function productList(view: FactsView): Markup {
  const rows = newest(view.store.products.allRows(), (row) => row.createdAt)
    .map((row) => view.store.product(row.id))
    .filter((product) => product !== null)
    .map((product) => [
      link(view, "products", product.id, product.title),
      plain(product.vendor),
      (product.variants ?? []).length,
    ]);
  return table(`${rows.length} of ${view.store.products.size}`, ["Product", "Vendor", "Variants"], rows);
}

/** The newest customers. */
export function customerList(view: FactsView): Markup {
  const rows = newest(view.store.customers.allRows(), (row) => row.createdAt)
    .map((row) => view.store.customer(row.id))
    .filter((customer) => customer !== null)
    .map((customer) => [
      link(view, "customers", customer.id, numberOf(customer.id)),
      time(view, customer.createdAt),
      view.store.orderIdsOf(customer.id).length,
    ]);
  return table(`${rows.length} of ${view.store.customers.size}`, ["Customer", "Created", "Orders"], rows);
}

function newest<Row>(rows: Iterable<Row>, at: (row: Row) => number): Row[] {
  return [...rows].sort((left, right) => at(right) - at(left)).slice(0, listLength);
}

type Cell = Markup | string | number | null;

function facts(entries: readonly (readonly [string, Cell])[]): Markup {
  const known = entries.filter(([, value]) => value !== null && value !== "");
  const rows = known.map(([name, value]) => markup`<dt>${name}</dt><dd>${value}</dd>`);
  return markup`<section class="card"><dl class="facts">${rows}</dl></section>`;
}

const NUMBERS = new Set([
  "Quantity",
  "Unit price",
  "Total",
  "Tax",
  "Discount",
  "Price",
  "Compare at",
  "Cost",
  "Variants",
  "Orders",
]);
const TEXTS = new Set(["Title", "Product"]);

function table(title: string, columns: readonly string[], rows: readonly (readonly Cell[])[]): Markup {
  const kind = (column: string | undefined) =>
    NUMBERS.has(column ?? "") ? markup` class="number"` : TEXTS.has(column ?? "") ? markup` class="text"` : null;
  const head = columns.map((column) => markup`<th scope="col"${kind(column)}>${column}</th>`);
  const body = rows.map(
    (row) => markup`<tr>${row.map((cell, index) => markup`<td${kind(columns[index])}>${cell ?? "—"}</td>`)}</tr>`,
  );
  return markup`<section class="card"><h2>${title}</h2><div class="scroll" tabindex="0" role="region" aria-label="${title}"><table><thead><tr>${head}</tr></thead><tbody>${body}</tbody></table></div></section>`;
}

function json(node: RawNode): Markup {
  return markup`<details class="card"><summary>JSON</summary><pre>${JSON.stringify(node, null, 2)}</pre></details>`;
}

function link(view: FactsView, section: string, gid: string, text: string): Markup {
  return markup`<a href="${view.storePath}/${section}/${numberOf(gid)}">${text}</a>`;
}

function numberOf(gid: string): string {
  return gid.slice(gid.lastIndexOf("/") + 1);
}

function time(view: FactsView, instant: string): string {
  const format = { dateStyle: "medium", timeStyle: "short", timeZone: view.store.shop.ianaTimezone } as const;
  return new Intl.DateTimeFormat(view.locale, format).format(new Date(instant));
}

function plain(value: unknown): string | null {
  if (Array.isArray(value)) return value.map(String).join(", ");
  return typeof value === "string" && value !== "" ? value : null;
}

function field(value: unknown, name: string): unknown {
  return typeof value === "object" && value !== null ? new Map(Object.entries(value)).get(name) : undefined;
}

/** An amount as the folder writes it: a plain decimal string, a MoneyV2 or a MoneyBag. */
function moneyText(value: unknown): string | null {
  if (typeof value === "string") return value;
  const money = field(value, "shopMoney") ?? value;
  const decimal = plain(field(money, "amount"));
  return decimal === null ? null : `${decimal} ${plain(field(money, "currencyCode")) ?? ""}`.trim();
}

function amount(view: FactsView, minor: number, currency: string): string {
  const exponent = exponentOf(currency) ?? 2;
  const format = { style: "currency", currency, minimumFractionDigits: exponent } as const;
  return new Intl.NumberFormat(view.locale, format).format(minor / 10 ** exponent);
}
