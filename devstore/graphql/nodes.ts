import type { OrderView } from "../derive/orderTotals";
import { inventoryItemId } from "../store/store";
import type { Gid, RawVariant } from "../store/types";
import { type Raw, Served, type Serving } from "./serving";

/** Makes the node behind a gid, or null when the store has none that the app may know of. */
type Find = (serving: Serving, id: Gid) => Served | null;

/** Node types that can be looked up by their gid. */
export const findNode: Readonly<Record<string, Find>> = {
  Order: orderNode,
  Customer: customerNode,
  Product: productNode,
  ProductVariant: variantNode,
  InventoryItem: inventoryItemNode,
  SellingPlanGroup: sellingPlanGroupNode,
  Refund: (serving, id) => {
    const order = orderNode(serving, serving.store.orderIdOfRefund(id) ?? "");
    return order?.view ? refundNode(serving, order.view, id) : null;
  },
  Shop: (serving, id) => (serving.store.shop.id === id ? new Served(serving, "Shop", serving.store.shop) : null),
};

/** An order; null when it is deleted, or too old for the scopes granted. */
export function orderNode(serving: Serving, id: Gid): Served | null {
  const row = serving.store.orders.row(id);
  if (!row || row.createdAt < serving.access.ordersSince(serving.store.now())) return null;
  return loadedOrder(serving, id);
}

/** An order whatever its age. */
export function loadedOrder(serving: Serving, id: Gid): Served | null {
  const order = serving.store.order(id);
  return order ? new Served(serving, "Order", order, serving.view(order)) : null;
}

export function customerNode(serving: Serving, id: Gid): Served | null {
  if (!serving.store.customers.has(id)) return null;
  return reference(serving, "Customer", id, () => serving.store.customer(id));
}

export function productNode(serving: Serving, id: Gid): Served | null {
  if (!serving.store.products.has(id)) return null;
  return reference(serving, "Product", id, () => serving.store.product(id));
}

export function sellingPlanGroupNode(serving: Serving, id: Gid): Served | null {
  if (!serving.store.sellingPlanGroups.has(id)) return null;
  return reference(serving, "SellingPlanGroup", id, () => serving.store.sellingPlanGroups.get(id));
}

/** A variant; null when it was deleted. Knows its product and its place in it. */
export function variantNode(serving: Serving, id: Gid): Served | null {
  if (!serving.store.hasVariant(id)) return null;
  return reference(serving, "ProductVariant", id, () => {
    const found = serving.store.variant(id);
    return found ? variantRaw(found.variant, found.product) : null;
  });
}

/** A variant with what it takes from its product. */
export function variantRaw(variant: RawVariant, product: Raw): Raw {
  const variants = Array.isArray(product.variants) ? product.variants : [];
  const position = variants.findIndex((candidate) => candidate?.id === variant.id) + 1;
  return {
    position,
    createdAt: product.createdAt,
    updatedAt: product.updatedAt,
    ...variant,
    product: { id: product.id },
    productTitle: product.title,
  };
}

export function inventoryItemNode(serving: Serving, id: Gid): Served | null {
  const variantId = serving.store.variantIdOfInventoryItem(id);
  if (!variantId) return null;
  return reference(serving, "InventoryItem", id, () => {
    const found = serving.store.variant(variantId);
    return found ? inventoryItemRaw(variantRaw(found.variant, found.product)) : null;
  });
}

/** An inventory item with what it takes from its variant. */
export function inventoryItemRaw(variant: Raw): Raw {
  const written = typeof variant.inventoryItem === "object" ? variant.inventoryItem : null;
  return {
    createdAt: variant.createdAt,
    updatedAt: variant.updatedAt,
    sku: variant.sku ?? null,
    ...written,
    id: inventoryItemId({ ...variant, id: String(variant.id) }),
    variants: [{ id: variant.id }],
  };
}

/** A line item of the order; the tip's when the order has no such line. */
export function lineItemNode(serving: Serving, view: OrderView, id: Gid, parent: Served | null = null): Served {
  const load = (): Raw =>
    view.order.lineItems.find((line) => line.id === id) ?? {
      id,
      title: "Tip",
      quantity: 1,
      originalUnitPriceSet: view.facts.tip,
    };
  return new Served(serving, "LineItem", null, view, parent, { id, load });
}

/** A refund of the order; one that is only named by a ledger entry has nothing but its id. */
export function refundNode(serving: Serving, view: OrderView, id: Gid): Served {
  const load = (): Raw => view.order.refunds?.find((refund) => refund.id === id) ?? { id };
  return new Served(serving, "Refund", null, view, null, { id, load });
}

function reference(serving: Serving, type: string, id: Gid, load: () => Raw | null): Served {
  return new Served(serving, type, null, null, null, { id, load: () => load() ?? { id } });
}
