import { createHmac, timingSafeEqual } from "node:crypto";
import { z } from "zod";

const claimsSchema = z.object({
  iss: z.string(),
  dest: z.string(),
  aud: z.string(),
  sub: z.string(),
  exp: z.number(),
  nbf: z.number(),
});

export type SessionClaims = z.infer<typeof claimsSchema>;

/** Shopify's own tolerance for clocks that differ, in seconds. */
const toleranceS = 10;

/**
 * Reads a session token (a JWT signed HS256 with the app's secret) for one app in one shop.
 * @returns the claims, or what is wrong with it.
 */
export function readSessionToken(
  token: string,
  expected: { readonly secret: string; readonly apiKey: string; readonly shopDomain: string; readonly nowMs: number },
): SessionClaims | string {
  const [header = "", payload = "", signature = "", ...rest] = token.split(".");
  if (rest.length > 0 || signature === "") return "expected a JWT of three parts";
  if (!isHs256(header)) return "expected a JWT signed with HS256";
  const own = createHmac("sha256", expected.secret).update(`${header}.${payload}`).digest();
  const given = Buffer.from(signature, "base64url");
  if (given.length !== own.length || !timingSafeEqual(given, own)) return "the signature does not match";
  const claims = claimsSchema.safeParse(decoded(payload));
  if (!claims.success) return `claims: ${claims.error.issues[0]?.path.join(".")} is missing or wrong`;
  const nowS = expected.nowMs / 1000;
  if (claims.data.exp + toleranceS < nowS) return "the session token has expired";
  if (claims.data.nbf - toleranceS > nowS) return "the session token is not valid yet";
  if (claims.data.aud !== expected.apiKey) return "aud is not this app";
  if (claims.data.dest !== `https://${expected.shopDomain}`) return "dest is not this shop";
  if (claims.data.iss !== `${claims.data.dest}/admin`) return "iss is not the admin of this shop";
  return claims.data;
}

function isHs256(header: string): boolean {
  const parsed = z.object({ alg: z.literal("HS256") }).safeParse(decoded(header));
  return parsed.success;
}

function decoded(part: string): unknown {
  try {
    return JSON.parse(Buffer.from(part, "base64url").toString("utf8"));
  } catch {
    return null;
  }
}
