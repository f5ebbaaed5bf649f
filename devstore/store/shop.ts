import { z } from "zod";
import { exponentOf } from "../money";
import type { CheckContext, Checks } from "./check";
import type { ShopSettings } from "./types";

/** The scopes the app asks for; granted unless the folder says otherwise. */
const defaultScopes = ["read_orders", "read_all_orders", "read_customers", "read_products"];

/** What shop.json holds beside the fields of a `Shop`. */
const ownSettings = z.object({
  grantedScopes: z
    .array(z.string().regex(/^(read|write)_[a-z_]+$/, "expected a scope such as read_orders"))
    .default(defaultScopes),
  protectedCustomerData: z.array(z.enum(["name", "email", "phone", "address"])).default([]),
  now: z.iso.datetime({ offset: true, error: "expected a time with its zone (2026-03-31T10:00:00Z)" }).nullish(),
});

const checkedShop = z.object({
  name: z.string().min(1),
  myshopifyDomain: z
    .string()
    .regex(/^[a-z0-9][a-z0-9-]*\.myshopify\.com$/, "expected a domain such as my-shop.myshopify.com"),
  currencyCode: z.string().refine((code) => exponentOf(code) !== null, "expected an ISO 4217 currency"),
  ianaTimezone: z.string().refine(isTimeZone, "expected an IANA time zone such as Europe/Paris"),
});

/** The shop and the time it stands at, from the object shop.json holds; what is wrong is reported to the context. */
export function readShop(
  raw: Readonly<Record<string, unknown>>,
  checks: Checks,
  context: CheckContext,
): { shop: ShopSettings; now: Date | null } | null {
  const { grantedScopes, protectedCustomerData, now, ...fields } = raw;
  checks.root("Shop")(fields, context);
  const own = ownSettings.safeParse({ grantedScopes, protectedCustomerData, now });
  const shop = checkedShop.safeParse(fields);
  for (const issue of [...(own.error?.issues ?? []), ...(shop.error?.issues ?? [])]) {
    if (issue.code === "invalid_type" && fields[String(issue.path[0])] === undefined && !(String(issue.path[0]) in raw))
      continue;
    context.path.push(...issue.path.map((part) => (typeof part === "symbol" ? String(part) : part)));
    context.report(issue.message);
    context.path.length -= issue.path.length;
  }
  if (!own.success || !shop.success) return null;
  const settings = {
    id: "gid://shopify/Shop/1",
    email: `owner@${shop.data.myshopifyDomain}`,
    taxesIncluded: false,
    ...fields,
    ...shop.data,
    grantedScopes: own.data.grantedScopes,
    protectedCustomerData: own.data.protectedCustomerData,
  };
  return { shop: settings as ShopSettings, now: own.data.now ? new Date(own.data.now) : null };
}

/** A name, not an offset: PostgreSQL reads "+09:00" the other way round. */
function isTimeZone(zone: string): boolean {
  if (!/^[A-Za-z]/.test(zone)) return false;
  try {
    new Intl.DateTimeFormat("en", { timeZone: zone });
    return true;
  } catch {
    return false;
  }
}
