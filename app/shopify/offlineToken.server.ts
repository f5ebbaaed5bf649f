import { Session } from "@shopify/shopify-api";
import { z } from "zod";
import { pool } from "~/db.server";
import { env } from "~/env.server";
import { AdminApiError } from "./errors";
import { sessionStorage } from "./sessionStorage.server";
import { shopifyFetch } from "./transport.server";

/** A token is renewed this long before it ends, so that no call starts with one that ends on the way. */
const RENEW_BEFORE_MS = 120_000;
const TIMEOUT_MS = 10_000;

const TokenAnswer = z.object({
  access_token: z.string().min(1),
  scope: z.string().optional(),
  // Without an end the token could never be renewed: such an answer is refused rather than stored.
  expires_in: z.number().positive(),
  refresh_token: z.string().min(1),
  refresh_token_expires_in: z.number().positive(),
});

export const offlineSessionId = (domain: string): string => `offline_${domain}`;

/**
 * The shop's Admin API token, renewed when it is about to end. `refused` is a token Shopify answered 401 to: another one is
 * fetched unless somebody has done so already. One renewal at a time per shop, across processes.
 * @throws AdminApiError reauthorise when there is no session, or Shopify refuses to renew it
 */
export async function offlineToken(domain: string, refused?: string): Promise<string> {
  const known = await usable(domain, refused);
  if (known) return known;
  return alone(domain, async () => (await usable(domain, refused)) ?? (await renew(domain)));
}

async function usable(domain: string, refused: string | undefined): Promise<string | null> {
  const session = await sessionStorage.loadSession(offlineSessionId(domain));
  if (!session?.accessToken || session.accessToken === refused) return null;
  return session.isExpired(RENEW_BEFORE_MS) ? null : session.accessToken;
}

/** Holds a lock on the shop's token for as long as `work` runs; it ends with the connection, whatever happens to us. */
async function alone<T>(domain: string, work: () => Promise<T>): Promise<T> {
  const client = await pool.connect();
  let broken: Error | undefined;
  try {
    await client.query("BEGIN");
    await client.query("SELECT pg_advisory_xact_lock(hashtext('token'), hashtext($1))", [domain]);
    return await work();
  } finally {
    await client.query("COMMIT").catch((failure: Error) => {
      broken = failure;
    });
    client.release(broken);
  }
}

async function renew(domain: string): Promise<string> {
  const session = await sessionStorage.loadSession(offlineSessionId(domain));
  if (!session?.refreshToken) throw new AdminApiError("reauthorise", `no token to renew for ${domain}`);
  return grant(domain, { grant_type: "refresh_token", refresh_token: session.refreshToken }, session.scope);
}

/**
 * Gives the shop a token in exchange for a session token, as a visit to the embedded app does. For the command line, where
 * no browser visits. @throws AdminApiError
 */
export async function exchangeSessionToken(domain: string, sessionToken: string): Promise<void> {
  await grant(domain, {
    grant_type: "urn:ietf:params:oauth:grant-type:token-exchange",
    subject_token: sessionToken,
    subject_token_type: "urn:ietf:params:oauth:token-type:id_token",
    requested_token_type: "urn:shopify:params:oauth:token-type:offline-access-token",
    expiring: "1",
  });
}

/** Asks for a pair of tokens and stores both at once; answers the access token. */
async function grant(domain: string, grantFields: Readonly<Record<string, string>>, scope?: string): Promise<string> {
  const response = await ask(domain, grantFields);
  if (response.status === 400 || response.status === 401 || response.status === 403) {
    throw new AdminApiError("reauthorise", `a token for ${domain} is refused with ${response.status}`);
  }
  if (!response.ok)
    throw new AdminApiError("unreachable", `the request for a token of ${domain} answered ${response.status}`);
  const answer = await readToken(response, domain);
  const now = Date.now();
  const session = new Session({
    id: offlineSessionId(domain),
    shop: domain,
    state: "",
    isOnline: false,
    scope: answer.scope ?? scope,
    accessToken: answer.access_token,
    expires: new Date(now + answer.expires_in * 1000),
    refreshToken: answer.refresh_token,
    refreshTokenExpires: new Date(now + answer.refresh_token_expires_in * 1000),
  });
  await sessionStorage.storeSession(session);
  return answer.access_token;
}

function ask(domain: string, grantFields: Readonly<Record<string, string>>): Promise<Response> {
  return shopifyFetch(`https://${domain}/admin/oauth/access_token`, {
    method: "POST",
    headers: { "content-type": "application/json", accept: "application/json" },
    body: JSON.stringify({ client_id: env.SHOPIFY_API_KEY, client_secret: env.SHOPIFY_API_SECRET, ...grantFields }),
    signal: AbortSignal.timeout(TIMEOUT_MS),
  }).catch((cause: unknown) => {
    throw new AdminApiError("unreachable", `no answer to the request for a token of ${domain}`, { cause });
  });
}

async function readToken(response: Response, domain: string): Promise<z.infer<typeof TokenAnswer>> {
  try {
    return TokenAnswer.parse(await response.json());
  } catch (cause) {
    throw new AdminApiError("unreachable", `an answer for ${domain} that is no token`, { cause });
  }
}
