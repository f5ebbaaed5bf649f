import type { LoaderFunctionArgs } from "@remix-run/node";
import { authenticate } from "~/shopify/requireShop.server";

/** Shopify's own paths of the sign-in (/auth/session-token, /auth/exit-iframe); each is answered by throwing a Response. */
export async function loader({ request }: LoaderFunctionArgs) {
  await authenticate(request);
  return null;
}
