/** The part of the Admin API's shapes (2026-07) that the demo stores write. Amounts are decimal strings in the shop's currency. */
export type Reference = { readonly id: string };
export type MoneyV2 = { readonly amount: string; readonly currencyCode: string };

export type ProductNode = {
  readonly id: string;
  readonly title: string;
  readonly handle: string;
  readonly status: "ACTIVE" | "ARCHIVED";
  readonly vendor: string;
  readonly productType: string;
  readonly tags: readonly string[];
  readonly isGiftCard: boolean;
  readonly requiresSellingPlan: boolean;
  readonly createdAt: string;
  readonly updatedAt: string;
  readonly publishedAt: string;
  readonly variants: readonly VariantNode[];
  readonly sellingPlanGroups: readonly Pick<SellingPlanGroupNode, "id" | "name" | "merchantCode" | "appId">[];
};

export type VariantNode = {
  readonly id: string;
  readonly title: string;
  readonly sku: string;
  readonly position: number;
  readonly price: string;
  readonly compareAtPrice: string | null;
  readonly taxable: boolean;
  readonly createdAt: string;
  readonly updatedAt: string;
  readonly selectedOptions: readonly { readonly name: string; readonly value: string }[];
  readonly inventoryItem: {
    readonly id: string;
    readonly sku: string;
    readonly tracked: boolean;
    readonly requiresShipping: boolean;
    readonly unitCost: MoneyV2 | null;
    readonly createdAt: string;
    readonly updatedAt: string;
  };
};

export type CustomerNode = {
  readonly id: string;
  readonly createdAt: string;
  readonly updatedAt: string;
  readonly state: "ENABLED" | "DISABLED";
  readonly locale: string;
  readonly tags: readonly string[];
  readonly taxExempt: boolean;
  readonly verifiedEmail: boolean;
  readonly dataSaleOptOut: boolean;
  readonly productSubscriberStatus?: "ACTIVE" | "CANCELLED" | "FAILED" | "NEVER_SUBSCRIBED" | "PAUSED";
  readonly defaultAddress: AddressNode | null;
};

export type AddressNode = { readonly countryCodeV2: string; readonly provinceCode?: string };

export type TaxLine = { readonly title: string; readonly rate: number; readonly priceSet: string };

export type DiscountAllocation = {
  readonly allocatedAmountSet: string;
  readonly discountApplication: {
    readonly __typename: "DiscountCodeApplication";
    readonly code: string;
    readonly index: number;
    readonly targetType: "LINE_ITEM";
    readonly allocationMethod: "ACROSS";
    readonly targetSelection: "ALL";
    readonly value: { readonly __typename: "PricingPercentageValue"; readonly percentage: number };
  };
};

export type LineNode = {
  readonly id: string;
  readonly title: string;
  readonly variantTitle?: string;
  readonly quantity: number;
  readonly originalUnitPriceSet: string;
  readonly product: Reference | null;
  readonly variant: Reference | null;
  readonly sku: string | null;
  readonly isGiftCard?: true;
  readonly requiresShipping?: false;
  readonly taxable?: boolean;
  readonly sellingPlan?: { readonly name: string; readonly sellingPlanId: string };
  readonly discountAllocations?: readonly DiscountAllocation[];
  readonly taxLines?: readonly TaxLine[];
};

export type ShippingLineNode = {
  readonly id: string;
  readonly title: string;
  readonly code: string;
  readonly originalPriceSet: string;
  readonly discountedPriceSet: string;
};

export type TransactionNode = {
  readonly id: string;
  readonly kind: "SALE" | "REFUND";
  readonly status: "SUCCESS" | "FAILURE";
  readonly gateway: string;
  readonly test?: true;
  readonly createdAt: string;
  readonly processedAt: string;
  readonly amountSet: string;
  readonly parentTransaction?: Reference;
  readonly fees: readonly {
    readonly id: string;
    readonly type: "processing_fee";
    readonly rateName: string;
    readonly rate: string;
    readonly flatFeeName: string;
    readonly flatFee: MoneyV2;
    readonly amount: MoneyV2;
    readonly taxAmount: MoneyV2;
  }[];
};

export type RefundNode = {
  readonly id: string;
  readonly createdAt: string;
  readonly processedAt: string;
  readonly note: string | null;
  readonly totalRefundedSet: string;
  readonly refundLineItems: readonly {
    readonly id: string;
    readonly quantity: number;
    readonly restockType: "RETURN" | "NO_RESTOCK" | "CANCEL";
    readonly restocked: boolean;
    readonly lineItem: Reference;
    readonly priceSet: string;
    readonly subtotalSet: string;
    readonly totalTaxSet: string;
  }[];
  readonly refundShippingLines?: readonly {
    readonly id: string;
    readonly shippingLine: ShippingLineNode;
    readonly subtotalAmountSet: string;
    readonly taxAmountSet: string;
  }[];
  readonly orderAdjustments?: readonly {
    readonly id: string;
    readonly reason: "REFUND_DISCREPANCY";
    readonly amountSet: string;
    readonly taxAmountSet: string;
  }[];
  readonly transactions: readonly TransactionNode[];
};

export type VisitNode = {
  readonly id: string;
  readonly occurredAt: string;
  readonly source: string;
  readonly sourceType: "AD" | "SEO" | "NEWSLETTER" | "POST" | null;
  readonly landingPage: string;
  readonly referrerUrl: string | null;
  readonly utmParameters: { readonly source: string; readonly medium: string; readonly campaign: string | null } | null;
};

export type JourneyNode = {
  readonly ready: true;
  readonly customerOrderIndex: number | null;
  readonly daysToConversion: number;
  readonly momentsCount: { readonly count: number };
  readonly firstVisit: VisitNode;
  readonly lastVisit: VisitNode;
};

export type SaleNode = {
  readonly __typename: "ProductSale" | "GiftCardSale" | "ShippingLineSale" | "TipSale" | "AdjustmentSale";
  readonly id: string;
  readonly actionType: "ORDER" | "UPDATE" | "RETURN";
  readonly lineType: "PRODUCT" | "GIFT_CARD" | "SHIPPING" | "TIP" | "ADJUSTMENT";
  readonly quantity: number | null;
  readonly totalAmount: string;
  readonly totalTaxAmount: string;
  readonly totalDiscountAmountBeforeTaxes: string;
  readonly totalDiscountAmountAfterTaxes: string;
  readonly lineItem?: Reference;
};

export type AgreementNode = {
  readonly __typename: "OrderAgreement" | "OrderEditAgreement" | "RefundAgreement";
  readonly id: string;
  readonly happenedAt: string;
  readonly reason: "ORDER" | "ORDER_EDIT" | "REFUND";
  readonly refund?: Reference;
  readonly sales: readonly SaleNode[];
};

export type OrderNode = {
  readonly id: string;
  readonly name: string;
  readonly createdAt: string;
  readonly processedAt: string;
  readonly cancelledAt?: string;
  readonly cancelReason?: "CUSTOMER" | "FRAUD" | "INVENTORY";
  readonly test?: true;
  readonly edited?: true;
  readonly sourceName: string;
  readonly tags?: readonly string[];
  readonly discountCodes?: readonly string[];
  readonly displayFinancialStatus: "PAID" | "PARTIALLY_REFUNDED" | "REFUNDED" | "PENDING" | "VOIDED";
  readonly customer: Reference | null;
  readonly shippingAddress: AddressNode | null;
  readonly shippingLine?: ShippingLineNode;
  readonly totalTipReceivedSet?: string;
  readonly lineItems: readonly LineNode[];
  readonly transactions: readonly TransactionNode[];
  readonly refunds?: readonly RefundNode[];
  readonly agreements?: readonly AgreementNode[];
  readonly customerJourneySummary?: JourneyNode;
};

export type SellingPlanGroupNode = {
  readonly id: string;
  readonly name: string;
  readonly merchantCode: string;
  readonly appId: string;
  readonly options: readonly string[];
  readonly createdAt: string;
  readonly sellingPlans: readonly SellingPlanNode[];
};

export type SellingPlanNode = {
  readonly id: string;
  readonly name: string;
  readonly category: "SUBSCRIPTION";
  readonly options: readonly string[];
  readonly createdAt: string;
  readonly billingPolicy: IntervalPolicy<"SellingPlanRecurringBillingPolicy">;
  readonly deliveryPolicy: IntervalPolicy<"SellingPlanRecurringDeliveryPolicy">;
  readonly pricingPolicies: readonly {
    readonly __typename: "SellingPlanFixedPricingPolicy";
    readonly adjustmentType: "PERCENTAGE";
    readonly adjustmentValue: {
      readonly __typename: "SellingPlanPricingPolicyPercentageValue";
      readonly percentage: number;
    };
  }[];
};

type IntervalPolicy<T extends string> = {
  readonly __typename: T;
  readonly interval: "WEEK" | "MONTH";
  readonly intervalCount: number;
};

export function gid(type: string, number: number): string {
  return `gid://shopify/${type}/${number}`;
}

export function reference(type: string, number: number): Reference {
  return { id: gid(type, number) };
}

/** The demo stores let the app read Shopify's own reports, so that its figures can be held against them. */
export const REPORTS_GRANTED = {
  grantedScopes: ["read_orders", "read_all_orders", "read_customers", "read_products", "read_reports"],
  protectedCustomerData: ["name", "address", "phone", "email"],
} as const;
