import { OrderView } from "../derive/orderTotals";
import type { Store } from "../store/store";
import type { Gid, RawOrder } from "../store/types";
import { Access } from "./access";
import type { AdminSchema } from "./schema";

/** What one request, or one bulk operation, is served with. */
export interface Serving {
  readonly store: Store;
  readonly admin: AdminSchema;
  readonly access: Access;
  /** The order with everything summed of it; kept as long as the order is. */
  view(order: RawOrder): OrderView;
}

export function serving(store: Store, admin: AdminSchema): Serving {
  const views = new WeakMap<RawOrder, OrderView>();
  const shop = store.shop;
  return {
    store,
    admin,
    access: new Access(admin, shop),
    view: (order) => {
      const known = views.get(order);
      if (known) return known;
      const view = new OrderView(order, shop);
      views.set(order, view);
      return view;
    },
  };
}

export type Raw = Readonly<Record<string, unknown>>;

/** An object of the Admin API while it is served: its type, what the folder says of it, and the order it belongs to. */
export class Served {
  private loaded: Raw | null;

  constructor(
    readonly serving: Serving,
    readonly type: string,
    raw: Raw | null,
    /** The order it is part of; null outside orders. */
    readonly view: OrderView | null = null,
    /** The object it was reached from, where its fields need it. */
    readonly parent: Served | null = null,
    private readonly reference: { readonly id: Gid; load(): Raw } | null = null,
  ) {
    this.loaded = raw;
  }

  /** What the folder says of it; read when first asked for. */
  get raw(): Raw {
    this.loaded ??= this.reference?.load() ?? {};
    return this.loaded;
  }

  /** Its gid, known without reading it; null for an object without one. */
  get id(): Gid | null {
    if (this.reference) return this.reference.id;
    return typeof this.raw.id === "string" ? this.raw.id : null;
  }
}

/** A list that can be paged through without making its objects first. */
export interface Items {
  readonly length: number;
  at(index: number): Served;
  /** As `at`, null when the object has been deleted since the list was made. */
  find?(index: number): Served | null;
  /** Gid, or another name that stays the same, by which a cursor finds the place again. */
  id(index: number): string;
  /** What the list is sorted by at this place. */
  sortValue(index: number): string | number;
}

/** The same list from its end. */
export function reversedItems(items: Items): Items {
  const mirrored = (index: number) => items.length - 1 - index;
  return {
    length: items.length,
    at: (index) => items.at(mirrored(index)),
    id: (index) => items.id(mirrored(index)),
    sortValue: (index) => items.sortValue(mirrored(index)),
  };
}

/** Whether a value is a connection's list. */
export function isItems(value: unknown): value is Items {
  return typeof value === "object" && value !== null && "sortValue" in value && "at" in value;
}

/** Items of objects at hand. */
export function itemsOf(objects: readonly Served[]): Items {
  const at = (index: number): Served => {
    const object = objects[index];
    if (!object) throw new RangeError(`expected an index below ${objects.length}, got ${index}`);
    return object;
  };
  return {
    length: objects.length,
    at,
    id: (index) => at(index).id ?? String(index),
    sortValue: (index) => index,
  };
}
