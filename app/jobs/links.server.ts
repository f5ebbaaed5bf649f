import type { ReportLinks } from "~/emails/ReportEmail";
import { env } from "~/env.server";

/** The app's name in addresses of Shopify's admin (`handle` of shopify.app.toml). */
const APP_HANDLE = "tenure";

/** Where a mail's links lead: into the app inside the shop's admin, Shopify's or the dev store's. */
export function reportLinks(shopDomain: string, scheduleId: string | null): ReportLinks {
  const { admin, app } = placesOf(shopDomain);
  return {
    report: `${app}/app`,
    settings: scheduleId ? `${app}/app/reports/${scheduleId}` : `${app}/app/reports`,
    admin,
  };
}

/** Where a notice about a metric leads: to its watch in the app. */
export const watchLink = (shopDomain: string, watchId: string): string =>
  `${placesOf(shopDomain).app}/app/alerts/${watchId}`;

function placesOf(shopDomain: string): { readonly admin: string; readonly app: string } {
  const host = (env.DEVSTORE_URL ?? "https://admin.shopify.com").replace(/\/$/, "");
  const admin = `${host}/store/${shopDomain.replace(/\.myshopify\.com$/, "")}`;
  return { admin, app: `${admin}/apps/${APP_HANDLE}` };
}
