import { gidTail, isRecord, recordsOf } from "../../derive/amounts";
import { inventoryItemRaw, variantRaw } from "../nodes";
import { Served } from "../serving";
import type { Derive } from "./index";

export const productDefaults: Readonly<Record<string, unknown>> = {
  "Product.status": "ACTIVE",
  "Product.productType": "",
  "Product.description": "",
  "Product.descriptionHtml": "",
  "Product.tags": [],
  "Product.isGiftCard": false,
  "Product.requiresSellingPlan": false,
  "Product.variants": [],
  "Product.sellingPlanGroups": [],
  "Product.collections": [],
  "ProductVariant.title": "Default Title",
  "ProductVariant.taxable": true,
  "ProductVariant.availableForSale": true,
  "ProductVariant.inventoryPolicy": "DENY",
  "InventoryItem.tracked": false,
  "InventoryItem.requiresShipping": true,
  "SellingPlanGroup.appId": null,
  "SellingPlanGroup.options": [],
  "SellingPlanGroup.sellingPlans": [],
  "SellingPlan.category": null,
  "SellingPlan.options": [],
  "SellingPlan.pricingPolicies": [],
};

export const productFields: Readonly<Record<string, Derive>> = {
  "Product.handle": ({ raw }) => handleOf(String(raw.title)),
  "Product.vendor": (source) => source.serving.store.shop.name,
  "Product.hasOnlyDefaultVariant": ({ raw }) => recordsOf(raw.variants).length <= 1,
  "Product.totalInventory": ({ raw }) =>
    recordsOf(raw.variants).reduce((sum, { inventoryQuantity }) => sum + Number(inventoryQuantity ?? 0), 0),
  "Product.variantsCount": ({ raw }) => ({ count: recordsOf(raw.variants).length, precision: "EXACT" }),
  "Collection.handle": ({ raw }) => handleOf(String(raw.title)),
  "ProductVariant.displayName": ({ raw }) => `${raw.productTitle} - ${raw.title ?? "Default Title"}`,
  "ProductVariant.selectedOptions": ({ raw }) => [{ name: "Title", value: raw.title ?? "Default Title" }],
  "InventoryItem.measurement": (source) => ({
    id: `gid://shopify/InventoryItemMeasurement/${gidTail(String(source.id))}`,
    weight: null,
  }),
  "SellingPlanGroup.merchantCode": ({ raw }) => raw.name,
  "SellingPlan.createdAt": (source) => source.parent?.raw.createdAt,
  // Goods that are billed for each period are delivered for each period unless the plan says otherwise.
  "SellingPlan.deliveryPolicy": ({ raw }) => {
    const billing = raw.billingPolicy;
    return isRecord(billing) && "interval" in billing
      ? { interval: billing.interval, intervalCount: billing.intervalCount }
      : undefined;
  },
};

export const productComputed: Readonly<Record<string, Derive>> = {
  "Product.variants": (source) =>
    recordsOf(source.raw.variants).map(
      (variant) =>
        new Served(
          source.serving,
          "ProductVariant",
          variantRaw({ ...variant, id: String(variant.id) }, source.raw),
          null,
          source,
        ),
    ),
  "ProductVariant.inventoryItem": (source) =>
    new Served(source.serving, "InventoryItem", inventoryItemRaw(source.raw), null, source),
};

/** A title as it stands in a web address. */
function handleOf(title: string): string {
  return title
    .toLowerCase()
    .normalize("NFKD")
    .replace(/[^\p{L}\p{N}]+/gu, "-")
    .replace(/^-|-$/g, "");
}
