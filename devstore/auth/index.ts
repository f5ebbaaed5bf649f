import { z } from "zod";
import type { DevStoreContext } from "../context";
import { json, type Reply, type Request, type Router } from "../http";
import { isThisShop } from "./host";
import { readSessionToken } from "./jwt";
import { accessTokenLifetimeMs, refreshTokenLifetimeMs, type TokenPair, Tokens } from "./tokens";

const tokenExchange = "urn:ietf:params:oauth:grant-type:token-exchange";
const offline = "urn:shopify:params:oauth:token-type:offline-access-token";
const idToken = "urn:ietf:params:oauth:token-type:id_token";

const bodySchema = z.record(z.string(), z.coerce.string());
type Body = z.infer<typeof bodySchema>;

/** Answers `/admin/oauth/access_token`. @returns the tokens, by which the Admin API knows its callers. */
export function registerAuth(router: Router, context: DevStoreContext): Tokens {
  const tokens = new Tokens(context.apiSecret, context.shopDomain, context.clock);
  context.faults.onRevoke(() => tokens.revokeAll());
  router.route("POST", "/admin/oauth/access_token", async (request) => {
    if (!isThisShop(request, context.shopDomain)) return json(404, { errors: "Not Found" });
    const reply = answer(await bodyOf(request), tokens, context);
    if (!context.faults.strikes("tokenReplyLostNext")) return reply;
    request.raw.socket.destroy();
    return "sent";
  });
  return tokens;
}

function answer(body: Body | null, tokens: Tokens, context: DevStoreContext): Reply {
  if (!body) return oauthError("invalid_request", "The request body is neither JSON nor a form.");
  if (body.client_id !== context.apiKey || body.client_secret !== context.apiSecret) {
    return oauthError("invalid_client", "The client id and secret do not belong to an app of this shop.");
  }
  if (body.grant_type === tokenExchange) return exchange(body, tokens, context);
  if (body.grant_type === "refresh_token") return refresh(body, tokens, context);
  return oauthError("unsupported_grant_type", `The grant type ${body.grant_type ?? "(none)"} is not supported.`);
}

function exchange(body: Body, tokens: Tokens, context: DevStoreContext): Reply {
  if (body.subject_token_type !== idToken)
    return oauthError("invalid_request", `subject_token_type must be ${idToken}.`);
  const claims = readSessionToken(body.subject_token ?? "", {
    secret: context.apiSecret,
    apiKey: context.apiKey,
    shopDomain: context.shopDomain,
    nowMs: context.clock(),
  });
  if (typeof claims === "string")
    return oauthError("invalid_subject_token", `The session token is not valid: ${claims}.`);
  if (body.requested_token_type !== offline) {
    return oauthError(
      "invalid_request",
      `The dev store gives offline tokens only; requested_token_type must be ${offline}.`,
    );
  }
  if (body.expiring !== "1") {
    return oauthError("invalid_request", "Public apps must use expiring offline access tokens; send expiring=1.");
  }
  return granted(tokens.issue(), context);
}

function refresh(body: Body, tokens: Tokens, context: DevStoreContext): Reply {
  const pair = tokens.refresh(body.refresh_token ?? "");
  return pair
    ? granted(pair, context)
    : oauthError("invalid_grant", "The refresh token is invalid, expired, revoked or used up.");
}

function granted({ accessToken, refreshToken }: TokenPair, context: DevStoreContext): Reply {
  return json(200, {
    access_token: accessToken,
    scope: context.store.shop.grantedScopes.join(","),
    expires_in: accessTokenLifetimeMs / 1000,
    refresh_token: refreshToken,
    refresh_token_expires_in: refreshTokenLifetimeMs / 1000,
  });
}

function oauthError(error: string, description: string): Reply {
  return json(400, { error, error_description: description });
}

async function bodyOf(request: Request): Promise<Body | null> {
  const text = (await request.body()).toString("utf8");
  if ((request.headers["content-type"] ?? "").includes("form-urlencoded"))
    return Object.fromEntries(new URLSearchParams(text));
  try {
    const parsed = bodySchema.safeParse(JSON.parse(text));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}
