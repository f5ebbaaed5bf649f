import type { Session as SessionRow } from "@prisma/client";
import { Session } from "@shopify/shopify-api";
import { prisma } from "~/db.server";
import { env } from "~/env.server";
import { type TokenCipher, tokenCipher } from "./tokenCipher.server";

/**
 * Shopify's session storage with both tokens encrypted. The place a token is bound to is its session and column, so that a
 * row's token copied into another row is of no use. Online sessions are never made, so no staff data is kept.
 */
export class EncryptedSessionStorage {
  constructor(private readonly cipher: TokenCipher) {}

  async storeSession(session: Session): Promise<boolean> {
    const row = this.toRow(session);
    // Prisma's upsert reads before it writes, so two first visits at once would collide.
    await prisma.$executeRaw`
      INSERT INTO sessions (id, shop, state, is_online, scope, expires, access_token, refresh_token, refresh_token_expires)
      VALUES (${row.id}, ${row.shop}, ${row.state}, ${row.isOnline}, ${row.scope}, ${row.expires}, ${row.accessToken},
              ${row.refreshToken}, ${row.refreshTokenExpires})
      ON CONFLICT (id) DO UPDATE SET state = EXCLUDED.state, scope = EXCLUDED.scope, expires = EXCLUDED.expires,
        access_token = EXCLUDED.access_token, refresh_token = EXCLUDED.refresh_token,
        refresh_token_expires = EXCLUDED.refresh_token_expires`;
    return true;
  }

  /** The session, or undefined. One whose tokens no key decrypts counts as absent: the next visit makes a new one. */
  async loadSession(id: string): Promise<Session | undefined> {
    const row = await prisma.session.findUnique({ where: { id } });
    return row ? this.fromRow(row) : undefined;
  }

  async deleteSession(id: string): Promise<boolean> {
    return this.deleteSessions([id]);
  }

  async deleteSessions(ids: string[]): Promise<boolean> {
    await prisma.session.deleteMany({ where: { id: { in: ids } } });
    return true;
  }

  async findSessionsByShop(shop: string): Promise<Session[]> {
    const rows = await prisma.session.findMany({ where: { shop } });
    return rows.flatMap((row) => this.fromRow(row) ?? []);
  }

  private toRow(session: Session): SessionRow {
    const { id } = session;
    return {
      id,
      shop: session.shop,
      state: session.state,
      isOnline: session.isOnline,
      scope: session.scope ?? null,
      expires: session.expires ?? null,
      accessToken: session.accessToken ? this.cipher.encrypt(session.accessToken, `${id}/access_token`) : "",
      refreshToken: session.refreshToken ? this.cipher.encrypt(session.refreshToken, `${id}/refresh_token`) : null,
      refreshTokenExpires: session.refreshTokenExpires ?? null,
    };
  }

  private fromRow(row: SessionRow): Session | undefined {
    try {
      return new Session({
        id: row.id,
        shop: row.shop,
        state: row.state,
        isOnline: row.isOnline,
        scope: row.scope ?? undefined,
        expires: row.expires ?? undefined,
        accessToken: row.accessToken ? this.cipher.decrypt(row.accessToken, `${row.id}/access_token`) : undefined,
        refreshToken: row.refreshToken ? this.cipher.decrypt(row.refreshToken, `${row.id}/refresh_token`) : undefined,
        refreshTokenExpires: row.refreshTokenExpires ?? undefined,
      });
    } catch {
      return undefined;
    }
  }
}

export const sessionStorage = new EncryptedSessionStorage(
  tokenCipher(env.TOKEN_KEY, ...(env.TOKEN_KEY_PREVIOUS ? [env.TOKEN_KEY_PREVIOUS] : [])),
);
