import { boolean, instantOrNull, type Node, object, objectOrNull, objects, string, stringOrNull } from "./shape";

/** The shop's own facts and the scopes it granted, from the operation ShopSettings. */
export function toShop(answer: Node) {
  const shop = object(answer, "shop");
  const address = objectOrNull(shop, "billingAddress");
  const installation = object(answer, "currentAppInstallation");
  return {
    domain: string(shop, "myshopifyDomain"),
    name: string(shop, "name"),
    email: stringOrNull(shop, "email"),
    currency: string(shop, "currencyCode"),
    timeZone: string(shop, "ianaTimezone"),
    country: address ? stringOrNull(address, "countryCodeV2") : null,
    taxesIncluded: boolean(shop, "taxesIncluded"),
    createdAt: instantOrNull(shop, "createdAt"),
    grantedScopes: objects(installation, "accessScopes").map((scope) => string(scope, "handle")),
  };
}
