import type { Request } from "../http";

/** Whether a request to `https://{shop}/admin/…`, sent here instead, was meant for this shop. */
export function isThisShop(request: Request, shopDomain: string): boolean {
  const forwarded = request.headers["x-forwarded-host"];
  return (Array.isArray(forwarded) ? forwarded[0] : forwarded) === shopDomain;
}
