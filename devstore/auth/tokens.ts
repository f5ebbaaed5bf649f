import { createHmac, randomBytes, timingSafeEqual } from "node:crypto";
import { z } from "zod";

/** How long an expiring offline access token works. */
export const accessTokenLifetimeMs = 60 * 60_000;
/** How long its refresh token works. */
export const refreshTokenLifetimeMs = 90 * 86_400_000;
/** How long a refresh token that was used still works, while the one it was exchanged for has not been used. */
const usedTokenLifetimeMs = 30 * 86_400_000;

export interface TokenPair {
  readonly accessToken: string;
  readonly refreshToken: string;
}

const grantSchema = z.object({
  kind: z.enum(["access", "refresh"]),
  id: z.string(),
  expires: z.number(),
  /** The refresh tokens this pair goes back to, newest first. */
  before: z.array(z.string()),
});
type Grant = z.infer<typeof grantSchema>;

/**
 * Offline tokens of one app in one shop. A token carries its own expiry, signed, so that tokens outlive a restart of the
 * dev store; what is used up or revoked is remembered while it runs.
 */
export class Tokens {
  private readonly spent = new Set<string>();
  private readonly usedAt = new Map<string, number>();
  private revokedBefore = 0;

  constructor(
    private readonly secret: string,
    private readonly shopDomain: string,
    private readonly clock: () => number,
  ) {}

  /** A new pair, as a token exchange gives. */
  issue(before: readonly string[] = []): TokenPair {
    const id = `${this.clock()}-${randomBytes(12).toString("hex")}`;
    const grant = (kind: Grant["kind"], lifetimeMs: number) =>
      this.signed({ kind, id, expires: this.clock() + lifetimeMs, before: [...before] });
    return {
      accessToken: grant("access", accessTokenLifetimeMs),
      refreshToken: grant("refresh", refreshTokenLifetimeMs),
    };
  }

  /** A new pair for a refresh token; null when it is unknown, expired, revoked or superseded. */
  refresh(refreshToken: string): TokenPair | null {
    const grant = this.read(refreshToken, "refresh");
    if (!grant || this.spent.has(grant.id)) return null;
    const usedAt = this.usedAt.get(grant.id);
    if (usedAt !== undefined && usedAt + usedTokenLifetimeMs < this.clock()) return null;
    // Using a token shows that it arrived: those before it are not needed any more.
    for (const id of grant.before) this.spent.add(id);
    if (usedAt === undefined) this.usedAt.set(grant.id, this.clock());
    return this.issue([grant.id]);
  }

  /** Whether a call may be made with this access token. */
  isValid(accessToken: string): boolean {
    return this.read(accessToken, "access") !== null;
  }

  /** Refuses every token given so far. */
  revokeAll(): void {
    this.revokedBefore = this.clock() + 1;
  }

  private signed(grant: Grant): string {
    const body = Buffer.from(JSON.stringify(grant)).toString("base64url");
    return `${grant.kind === "access" ? "shpat" : "shprt"}_${body}.${this.signature(body)}`;
  }

  private read(token: string, kind: Grant["kind"]): Grant | null {
    const match = /^shp[ar]t_([\w-]+)\.([\w-]+)$/.exec(token);
    const [, body = "", given = ""] = match ?? [];
    const own = Buffer.from(this.signature(body));
    const actual = Buffer.from(given);
    if (!match || actual.length !== own.length || !timingSafeEqual(actual, own)) return null;
    const grant = grantSchema.safeParse(JSON.parse(Buffer.from(body, "base64url").toString("utf8")));
    if (!grant.success || grant.data.kind !== kind || grant.data.expires <= this.clock()) return null;
    return Number(grant.data.id.split("-")[0]) < this.revokedBefore ? null : grant.data;
  }

  private signature(body: string): string {
    return createHmac("sha256", this.secret).update(`${this.shopDomain}\n${body}`).digest("base64url");
  }
}
