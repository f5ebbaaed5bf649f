import { gidTail } from "../../derive/amounts";
import { iso } from "../../store/folder";
import type { Derive } from "./index";

export const shopDefaults: Readonly<Record<string, unknown>> = {
  "Shop.taxShipping": false,
  "Shop.unitSystem": "METRIC_SYSTEM",
  "Shop.weightUnit": "KILOGRAMS",
  "Shop.setupRequired": false,
  "Shop.plan": {},
  "Shop.features": {},
  "Shop.shopAddress": {},
  "ShopPlan.publicDisplayName": "Basic",
  "ShopPlan.partnerDevelopment": false,
  "ShopPlan.shopifyPlus": false,
};

export const shopFields: Readonly<Record<string, Derive>> = {
  "Shop.contactEmail": ({ raw }) => raw.email,
  "Shop.shopOwnerName": ({ raw }) => raw.name,
  "Shop.url": ({ raw }) => `https://${raw.myshopifyDomain}`,
  "Shop.primaryDomain": ({ raw }) => ({
    id: `gid://shopify/Domain/${gidTail(String(raw.id))}`,
    host: raw.myshopifyDomain,
    url: `https://${raw.myshopifyDomain}`,
    sslEnabled: true,
  }),
  "Shop.createdAt": (source) => {
    const { store } = source.serving;
    let first = store.now().getTime();
    for (const row of store.orders.allRows()) first = Math.min(first, row.processedAt);
    return iso(first);
  },
  "Shop.updatedAt": (source) => iso(source.serving.store.now().getTime()),
  "Shop.enabledPresentmentCurrencies": ({ raw }) => [raw.currencyCode],
  "Shop.timezoneOffsetMinutes": (source) =>
    offsetMinutes(source.serving.store.shop.ianaTimezone, source.serving.store.now()),
  "Shop.timezoneOffset": (source) => {
    const minutes = offsetMinutes(source.serving.store.shop.ianaTimezone, source.serving.store.now());
    const magnitude = Math.abs(minutes);
    const two = (part: number) => String(part).padStart(2, "0");
    return `${minutes < 0 ? "-" : "+"}${two(Math.floor(magnitude / 60))}${two(magnitude % 60)}`;
  },
  "ShopFeatures.sellsSubscriptions": (source) => source.serving.store.sellingPlanGroups.size > 0,
  "ShopAddress.id": (source) => `gid://shopify/ShopAddress/${gidTail(source.serving.store.shop.id)}`,
  "AppInstallation.launchUrl": (source) => `https://${source.serving.store.shop.myshopifyDomain}/admin/apps`,
};

/** Minutes the zone is ahead of UTC at this moment. */
function offsetMinutes(zone: string, at: Date): number {
  const parts = new Intl.DateTimeFormat("en-US", {
    timeZone: zone,
    hourCycle: "h23",
    year: "numeric",
    month: "numeric",
    day: "numeric",
    hour: "numeric",
    minute: "numeric",
  }).formatToParts(at);
  const part = (type: string) => Number(parts.find((candidate) => candidate.type === type)?.value);
  const local = Date.UTC(part("year"), part("month") - 1, part("day"), part("hour"), part("minute"));
  return Math.round((local - Math.floor(at.getTime() / 60_000) * 60_000) / 60_000);
}
