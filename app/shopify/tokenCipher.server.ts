import { createCipheriv, createDecipheriv, createHash, randomBytes } from "node:crypto";

const VERSION = "v1";
const IV_BYTES = 12;
const TAG_BYTES = 16;

/** Encrypts and decrypts secrets at rest. Text: `v1.<key id>.<base64url of iv, tag, ciphertext>`. */
export interface TokenCipher {
  /** `place` names the row and column; the same text in another place does not decrypt. */
  encrypt(secret: string, place: string): string;
  /** @throws when the text was altered, moved to another place, or encrypted by a key that is not in the ring. */
  decrypt(text: string, place: string): string;
  /** Whether the text was encrypted by the current key. */
  isCurrent(text: string): boolean;
}

interface Key {
  readonly id: string;
  readonly bytes: Buffer;
}

/** AES-256-GCM with the first key; the others still decrypt what they encrypted. Keys are 32 bytes as base64. */
export function tokenCipher(current: string, ...previous: readonly string[]): TokenCipher {
  const key = readKey(current);
  const ring = new Map([key, ...previous.map(readKey)].map((one) => [one.id, one]));
  return {
    encrypt: (secret, place) => encrypt(key, secret, place),
    decrypt: (text, place) => {
      const [version, id = "", sealed = ""] = text.split(".");
      const used = ring.get(id);
      if (version !== VERSION || !used)
        throw new Error(`secret of ${place}: encrypted by a key that is not in the ring`);
      return decrypt(used, Buffer.from(sealed, "base64url"), place);
    },
    isCurrent: (text) => text.startsWith(`${VERSION}.${key.id}.`),
  };
}

function readKey(base64: string): Key {
  const bytes = Buffer.from(base64, "base64");
  if (bytes.length !== 32) throw new RangeError(`token key of ${bytes.length} bytes: expected 32 bytes as base64`);
  return { id: createHash("sha256").update(bytes).digest("hex").slice(0, 8), bytes };
}

function encrypt(key: Key, secret: string, place: string): string {
  const iv = randomBytes(IV_BYTES);
  const cipher = createCipheriv("aes-256-gcm", key.bytes, iv).setAAD(Buffer.from(place));
  const body = Buffer.concat([cipher.update(secret, "utf8"), cipher.final()]);
  return `${VERSION}.${key.id}.${Buffer.concat([iv, cipher.getAuthTag(), body]).toString("base64url")}`;
}

function decrypt(key: Key, sealed: Buffer, place: string): string {
  const iv = sealed.subarray(0, IV_BYTES);
  const tag = sealed.subarray(IV_BYTES, IV_BYTES + TAG_BYTES);
  const decipher = createDecipheriv("aes-256-gcm", key.bytes, iv, { authTagLength: TAG_BYTES })
    .setAAD(Buffer.from(place))
    .setAuthTag(tag);
  const body = sealed.subarray(IV_BYTES + TAG_BYTES);
  return Buffer.concat([decipher.update(body), decipher.final()]).toString("utf8");
}
