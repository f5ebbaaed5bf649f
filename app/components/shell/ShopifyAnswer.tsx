import { isRouteErrorResponse } from "@remix-run/react";

/** The page with which authentication answers in place of ours (to fetch a session token, to leave the frame); null for any other error. */
export function shopifyAnswer(error: unknown): string | null {
  if (!isRouteErrorResponse(error) || error.status === 404) return null;
  return typeof error.data === "string" && error.data.includes("<script") ? error.data : null;
}

/** Shows that page. It was written by @shopify/shopify-app-remix on our own server. */
export function ShopifyAnswer({ html }: { html: string }) {
  // biome-ignore lint/security/noDangerouslySetInnerHtml: the markup comes from the authentication library, never from input
  return <div dangerouslySetInnerHTML={{ __html: html }} />;
}
