import { createHmac, timingSafeEqual } from "node:crypto";

/** A path that can be fetched without a token until it expires. */
export function signedPath(path: string, expires: number, secret: Buffer): string {
  return `${path}?expires=${expires}&signature=${signature(path, expires, secret)}`;
}

/** Whether a signature was made for this path and this expiry. */
export function isSigned(path: string, expires: string | null, given: string | null, secret: Buffer): boolean {
  const expected = Buffer.from(signature(path, Number(expires), secret));
  const actual = Buffer.from(given ?? "");
  return actual.length === expected.length && timingSafeEqual(actual, expected);
}

function signature(path: string, expires: number, secret: Buffer): string {
  return createHmac("sha256", secret).update(`${path}\n${expires}`).digest("hex");
}
