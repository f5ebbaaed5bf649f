import { ledger } from "../derive/ledger";
import { StoreFolderError } from "./errors";
import { type FolderContent, readStoreFolder } from "./folder";
import type { NodeTable, Row } from "./nodeTable";
import type {
  Agreement,
  Change,
  Gid,
  RawCustomer,
  RawNode,
  RawOrder,
  RawProduct,
  RawSellingPlanGroup,
  RawVariant,
  SessionRow,
  ShopSettings,
} from "./types";

export type { Change } from "./types";

/** Opens a store folder. @throws StoreFolderError naming file, line, field and rule of what is wrong with it. */
export async function openStore(folder: string): Promise<Store> {
  return new Store(folder, await readStoreFolder(folder));
}

/** A shop and what it holds, in raw Admin API shapes. Changes are kept in memory; the folder is never written. */
export class Store {
  readonly orders: NodeTable<RawOrder>;
  readonly products: NodeTable<RawProduct>;
  readonly customers: NodeTable<RawCustomer>;
  readonly sellingPlanGroups: NodeTable<RawSellingPlanGroup>;
  private readonly listeners = new Set<(change: Change) => void>();
  private readonly ordersByCustomer = new Map<Gid, Set<Gid>>();
  private readonly orderOfRefund = new Map<Gid, Gid>();
  private readonly productOfVariant = new Map<Gid, Gid>();
  private readonly variantOfInventoryItem = new Map<Gid, Gid>();
  private fixedNow: Date | null;
  private currentShop: ShopSettings;

  constructor(
    readonly folder: string,
    private readonly content: FolderContent,
  ) {
    this.currentShop = content.shop;
    this.fixedNow = content.now;
    this.orders = content.orders;
    this.products = content.products;
    this.customers = content.customers;
    this.sellingPlanGroups = content.sellingPlanGroups;
    for (const row of this.orders.allRows()) this.indexOrder(row);
    for (const product of this.products.all()) this.indexProduct(product);
  }

  get shop(): ShopSettings {
    return this.currentShop;
  }

  /** The time at which the store stands: `now` of shop.json, or the wall clock. */
  now(): Date {
    return this.fixedNow ?? new Date();
  }

  /** Moves the store's clock; null gives it back to the wall clock. */
  setNow(now: Date | null): void {
    this.fixedNow = now;
  }

  order(id: Gid): RawOrder | null {
    return this.orders.get(id);
  }

  product(id: Gid): RawProduct | null {
    return this.products.get(id);
  }

  customer(id: Gid): RawCustomer | null {
    return this.customers.get(id);
  }

  /** A variant and its product; null when it was deleted. */
  variant(id: Gid): { variant: RawVariant; product: RawProduct } | null {
    const product = this.products.get(this.productOfVariant.get(id) ?? "");
    const variant = product?.variants?.find((candidate) => candidate.id === id);
    return product && variant ? { variant, product } : null;
  }

  hasVariant(id: Gid): boolean {
    return this.productOfVariant.has(id);
  }

  /** The product a variant belongs to, or null. */
  productIdOf(variant: Gid): Gid | null {
    return this.productOfVariant.get(variant) ?? null;
  }

  /** All variants, by gid, in the order of the folder. */
  variantIds(): IterableIterator<Gid> {
    return this.productOfVariant.keys();
  }

  /** The variant an inventory item belongs to, or null. */
  variantIdOfInventoryItem(id: Gid): Gid | null {
    return this.variantOfInventoryItem.get(id) ?? null;
  }

  inventoryItemIds(): IterableIterator<Gid> {
    return this.variantOfInventoryItem.keys();
  }

  /** Gids of a customer's orders, test orders included. */
  orderIdsOf(customer: Gid): Gid[] {
    return [...(this.ordersByCustomer.get(customer) ?? [])];
  }

  /** The order a refund belongs to, or null. */
  orderIdOfRefund(refund: Gid): Gid | null {
    return this.orderOfRefund.get(refund) ?? null;
  }

  sessions(): readonly SessionRow[] {
    return this.content.sessions;
  }

  /** The order's ledger: its agreements as written, or the one Shopify would have made of it. */
  ledgerOf(order: RawOrder): readonly Agreement[] {
    return ledger(order, this.currentShop);
  }

  /** Called after every change of the store, in the order of the changes. Returns the way to stop listening. */
  onChange(listener: (change: Change) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  /** Tells the listeners of something that happened; a webhook follows if the app subscribed to the topic. */
  emit(change: Change): void {
    for (const listener of [...this.listeners]) listener(change);
  }

  /**
   * Creates or replaces an order and moves its `updatedAt` on: to the store's now, or a second after the last change.
   * @throws StoreFolderError when the node breaks a rule of the store folder.
   */
  putOrder(node: RawNode): RawOrder {
    const before = this.orders.row(node.id);
    const previous = this.orders.get(node.id);
    const row = this.content.check("Order", node, before, this.currentShop, this.now());
    if (row.customer && row.customer !== before?.customer) this.needCustomer(row, row.customer);
    if (before) this.unindexOrder(before);
    this.orders.set(row);
    this.indexOrder(row);
    return this.changed(this.orders, row.id, before ? "orders/updated" : "orders/create", previous);
  }

  putProduct(node: RawNode): RawProduct {
    const before = this.products.row(node.id);
    const previous = this.products.get(node.id);
    if (before) this.unindexProduct(previous);
    this.products.set(this.content.check("Product", node, before, this.currentShop, this.now()));
    const product = this.changed(this.products, node.id, before ? "products/update" : "products/create", previous);
    this.indexProduct(product);
    return product;
  }

  putCustomer(node: RawNode): RawCustomer {
    const before = this.customers.row(node.id);
    const previous = this.customers.get(node.id);
    this.customers.set(this.content.check("Customer", node, before, this.currentShop, this.now()));
    return this.changed(this.customers, node.id, before ? "customers/update" : "customers/create", previous);
  }

  putSellingPlanGroup(node: RawNode): RawSellingPlanGroup {
    const before = this.sellingPlanGroups.row(node.id);
    const previous = this.sellingPlanGroups.get(node.id);
    this.sellingPlanGroups.set(this.content.check("SellingPlanGroup", node, before, this.currentShop, this.now()));
    return this.changed(
      this.sellingPlanGroups,
      node.id,
      before ? "selling_plan_groups/update" : "selling_plan_groups/create",
      previous,
    );
  }

  /** Changes fields of the shop (its zone, its currency, the granted scopes). @throws StoreFolderError */
  putShop(fields: Readonly<Record<string, unknown>>): ShopSettings {
    const previous = this.currentShop;
    const before = new Set(previous.grantedScopes);
    this.currentShop = this.content.checkShop({ ...this.currentShop, ...fields });
    const { grantedScopes } = this.currentShop;
    const scopesChanged = grantedScopes.length !== before.size || grantedScopes.some((scope) => !before.has(scope));
    const topic = scopesChanged ? "app/scopes_update" : "shop/update";
    this.emit({ topic, gid: this.currentShop.id, node: this.currentShop, before: previous });
    return this.currentShop;
  }

  /** Deletes an order. @returns false when there is none. */
  deleteOrder(id: Gid): boolean {
    const row = this.orders.row(id);
    if (row) this.unindexOrder(row);
    return this.remove(this.orders, id, "orders/delete");
  }

  deleteProduct(id: Gid): boolean {
    this.unindexProduct(this.products.get(id));
    return this.remove(this.products, id, "products/delete");
  }

  /** Deletes a customer; their orders stay, without a customer. */
  deleteCustomer(id: Gid): boolean {
    return this.remove(this.customers, id, "customers/delete");
  }

  deleteSellingPlanGroup(id: Gid): boolean {
    return this.remove(this.sellingPlanGroups, id, "selling_plan_groups/delete");
  }

  private needCustomer(order: Row, customer: Gid): void {
    if (this.customers.has(customer)) return;
    if (!this.content.customersGiven) {
      this.content.addCustomerOf(order, this.customers);
      return;
    }
    const rule = `the store has no ${customer}; put the customer first`;
    throw new StoreFolderError([{ file: `Order ${order.id}`, line: null, field: "customer", rule }]);
  }

  private changed<Node extends RawNode>(table: NodeTable<Node>, id: Gid, topic: string, before: Node | null): Node {
    const node = table.get(id);
    if (!node) throw new Error(`${id}: expected to stand in the store after it was put there`);
    this.emit({ topic, gid: id, node, before });
    return node;
  }

  private remove<Node extends RawNode>(table: NodeTable<Node>, id: Gid, topic: string): boolean {
    const node = table.get(id);
    if (!node) return false;
    table.delete(id);
    this.emit({ topic, gid: id, node });
    return true;
  }

  private indexOrder(row: Row): void {
    for (const refund of row.refunds) this.orderOfRefund.set(refund, row.id);
    if (!row.customer) return;
    const ids = this.ordersByCustomer.get(row.customer) ?? new Set();
    ids.add(row.id);
    this.ordersByCustomer.set(row.customer, ids);
  }

  private unindexOrder(row: Row): void {
    for (const refund of row.refunds) this.orderOfRefund.delete(refund);
    if (row.customer) this.ordersByCustomer.get(row.customer)?.delete(row.id);
  }

  private indexProduct(product: RawProduct): void {
    for (const variant of product.variants ?? []) {
      this.productOfVariant.set(variant.id, product.id);
      this.variantOfInventoryItem.set(inventoryItemId(variant), variant.id);
    }
  }

  private unindexProduct(product: RawProduct | null): void {
    for (const variant of product?.variants ?? []) {
      this.productOfVariant.delete(variant.id);
      this.variantOfInventoryItem.delete(inventoryItemId(variant));
    }
  }
}

/** Gid of a variant's inventory item: as written, or the variant's number when none is written. */
export function inventoryItemId(variant: RawVariant): Gid {
  const item = variant.inventoryItem;
  if (typeof item === "object" && item !== null && "id" in item && typeof item.id === "string") return item.id;
  return `gid://shopify/InventoryItem/${variant.id.slice(variant.id.lastIndexOf("/") + 1)}`;
}
