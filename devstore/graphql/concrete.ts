import { isRecord } from "../derive/amounts";
import { agreementType } from "../derive/ledger";
import { saleTypeOf } from "../derive/sales";
import type { AgreementReason, SaleLine } from "../store/types";

type Raw = Readonly<Record<string, unknown>>;

/** How the concrete type is told from the object itself, for the interfaces and unions an order or a plan is made of. */
const told: Readonly<Record<string, (raw: Raw) => string | null>> = {
  SalesAgreement: (raw) => (typeof raw.reason === "string" ? agreementType(raw.reason as AgreementReason) : null),
  Sale: (raw) => (typeof raw.lineType === "string" ? saleTypeOf(raw.lineType as SaleLine) : null),
  DiscountApplication: (raw) => ("code" in raw ? "DiscountCodeApplication" : null),
  PricingValue: (raw) => ("percentage" in raw ? "PricingPercentageValue" : "MoneyV2"),
  SellingPlanBillingPolicy: (raw) =>
    "interval" in raw ? "SellingPlanRecurringBillingPolicy" : "SellingPlanFixedBillingPolicy",
  SellingPlanDeliveryPolicy: (raw) =>
    "interval" in raw ? "SellingPlanRecurringDeliveryPolicy" : "SellingPlanFixedDeliveryPolicy",
  SellingPlanPricingPolicy: (raw) =>
    "afterCycle" in raw ? "SellingPlanRecurringPricingPolicy" : "SellingPlanFixedPricingPolicy",
  SellingPlanPricingPolicyAdjustmentValue: (raw) =>
    "percentage" in raw ? "SellingPlanPricingPolicyPercentageValue" : "MoneyV2",
  SellingPlanCheckoutChargeValue: (raw) =>
    "percentage" in raw ? "SellingPlanCheckoutChargePercentageValue" : "MoneyV2",
};

/** The object type a raw value of an interface or union has: its `__typename`, else what its fields tell; null if neither. */
export function concreteType(abstract: string, raw: unknown): string | null {
  if (!isRecord(raw)) return typeof raw === "string" && told[abstract] ? "MoneyV2" : null;
  if (typeof raw.__typename === "string") return raw.__typename;
  return told[abstract]?.(raw) ?? null;
}
