import type { Bag } from "../money";

/** A gid of the Admin API, such as `gid://shopify/Order/1001`. */
export type Gid = string;

/** A node as the store folder writes it: Admin API field names, connections and lists as arrays. */
export interface RawNode {
  readonly id: Gid;
  readonly [field: string]: unknown;
}

/** An amount as the folder writes it: a plain decimal string, or `shopMoney` alone, is the shop's currency in both fields. */
export type RawMoney = string | { readonly shopMoney: RawMoneyV2; readonly presentmentMoney?: RawMoneyV2 };

export interface RawMoneyV2 {
  readonly amount: string;
  readonly currencyCode: string;
}

export interface RawReference {
  readonly id: Gid;
}

export interface RawLineItem extends RawNode {
  readonly title: string;
  readonly quantity: number;
  readonly originalUnitPriceSet: RawMoney;
  readonly product?: RawReference | null;
  readonly variant?: RawReference | null;
  readonly isGiftCard?: boolean;
}

export interface RawRefund extends RawNode {
  readonly createdAt?: string | null;
  readonly processedAt?: string;
}

export interface RawOrder extends RawNode {
  readonly name: string;
  readonly processedAt: string;
  readonly createdAt: string;
  readonly updatedAt: string;
  readonly test?: boolean;
  readonly sourceName?: string | null;
  readonly currencyCode?: string;
  readonly presentmentCurrencyCode?: string;
  readonly taxesIncluded?: boolean;
  readonly customer?: RawReference | null;
  readonly lineItems: readonly RawLineItem[];
  readonly refunds?: readonly RawRefund[];
}

export interface RawVariant extends RawNode {
  readonly title?: string;
  readonly sku?: string | null;
}

export interface RawProduct extends RawNode {
  readonly title: string;
  readonly createdAt: string;
  readonly updatedAt: string;
  readonly variants?: readonly RawVariant[];
}

export interface RawCustomer extends RawNode {
  readonly createdAt: string;
  readonly updatedAt: string;
}

export interface RawSellingPlanGroup extends RawNode {
  readonly name: string;
}

/** What `shop.json` holds: one `Shop` of the Admin API, and what the store itself needs to know. */
export interface ShopSettings extends RawNode {
  readonly name: string;
  readonly myshopifyDomain: string;
  readonly email: string;
  readonly currencyCode: string;
  readonly ianaTimezone: string;
  readonly taxesIncluded: boolean;
  /** Access scopes the merchant granted at install. */
  readonly grantedScopes: readonly string[];
  /** Level-2 protected customer data the app is approved for. */
  readonly protectedCustomerData: readonly ProtectedData[];
}

export type ProtectedData = "name" | "email" | "phone" | "address";

/** One row of `sessions.csv`: visits of one local day from one source. */
export interface SessionRow {
  readonly day: string;
  readonly source: string;
  readonly sessions: number;
  readonly conversions: number;
}

export type AgreementReason = "ORDER" | "ORDER_EDIT" | "REFUND" | "RETURN" | "UNKNOWN";
export type SaleAction = "ORDER" | "RETURN" | "UPDATE" | "UNKNOWN";
export type SaleLine =
  | "ADDITIONAL_FEE"
  | "ADJUSTMENT"
  | "DUTY"
  | "FEE"
  | "GIFT_CARD"
  | "PRODUCT"
  | "SHIPPING"
  | "TIP"
  | "UNKNOWN";

/** One signed line of the ledger. Amounts in minor units; returns are negative. */
export interface Sale {
  readonly __typename: string;
  readonly id: Gid;
  readonly actionType: SaleAction;
  readonly lineType: SaleLine;
  readonly quantity: number | null;
  /** After discounts and taxes. */
  readonly totalAmount: Bag;
  readonly totalTaxAmount: Bag;
  readonly totalDiscountAmountBeforeTaxes: Bag;
  readonly totalDiscountAmountAfterTaxes: Bag;
  readonly lineItem: RawReference | null;
}

/** One dated change of an order. */
export interface Agreement {
  readonly __typename: string;
  readonly id: Gid;
  readonly happenedAt: string;
  readonly reason: AgreementReason;
  readonly refund: RawReference | null;
  readonly sales: readonly Sale[];
}

/** A change of the store that a webhook would report; `node` is what the store holds after it (before it, for a deletion). */
export interface Change {
  readonly topic: string;
  readonly gid: Gid;
  readonly node: RawNode;
  /** What a created or changed node was before; null when it is new. */
  readonly before?: RawNode | null;
}
