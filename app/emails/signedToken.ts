import { createHmac, timingSafeEqual } from "node:crypto";
import { env } from "~/env.server";

/** What a token is good for: one made for another purpose is none. */
export type TokenPurpose = "confirm" | "share";

/** A token for a link in a mail: it says what it stands for and until when, and only this app can have made it. */
export function signToken(purpose: TokenPurpose, parts: readonly string[], expiresAt: Date): string {
  const body = Buffer.from(JSON.stringify([Math.floor(expiresAt.getTime() / 1000), ...parts])).toString("base64url");
  return `${body}.${signature(purpose, body, env.TOKEN_KEY).toString("base64url")}`;
}

/** What a token stands for, or null: changed, expired, or another purpose's. The key before the last rotation holds, too. */
export function readToken(purpose: TokenPurpose, token: string, now: Date): string[] | null {
  const opened = openToken(purpose, token);
  return opened && opened.expiresAt > now ? opened.parts : null;
}

/** As readToken, for a token that may have expired: what it stood for, and until when; null: changed, or another purpose's. */
export function openToken(
  purpose: TokenPurpose,
  token: string,
): { readonly parts: string[]; readonly expiresAt: Date } | null {
  const [body = "", given = "", ...rest] = token.slice(0, 2000).split(".");
  if (rest.length > 0) return null;
  // Compared as text: two spellings of the same bytes are not the same link.
  const bytes = Buffer.from(given);
  const keys = [env.TOKEN_KEY, env.TOKEN_KEY_PREVIOUS].filter((key) => key !== undefined);
  const isOurs = keys.some((key) => {
    const own = Buffer.from(signature(purpose, body, key).toString("base64url"));
    return own.length === bytes.length && timingSafeEqual(own, bytes);
  });
  if (!isOurs) return null;
  // Signed by us: what it holds is what we wrote.
  const [expires, ...parts] = JSON.parse(Buffer.from(body, "base64url").toString("utf8")) as [number, ...string[]];
  return { parts, expiresAt: new Date(expires * 1000) };
}

const signature = (purpose: TokenPurpose, body: string, key: string): Buffer =>
  createHmac("sha256", Buffer.from(key, "base64")).update(`tenure link ${purpose}\n${body}`).digest();
