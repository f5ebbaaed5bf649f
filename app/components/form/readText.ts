/**
 * The text of a file: UTF-8 or, as spreadsheets and advertising platforms also write it, UTF-16 with its mark; else what
 * Western Windows writes. Null for what is no text at all.
 */
export function readText(bytes: ArrayBuffer): string | null {
  const [first, second] = new Uint8Array(bytes);
  const encoding =
    first === 0xff && second === 0xfe ? "utf-16le" : first === 0xfe && second === 0xff ? "utf-16be" : "utf-8";
  const text = decode(bytes, encoding) ?? decode(bytes, "windows-1252");
  return text?.includes("\u0000") ? null : text;
}

function decode(bytes: ArrayBuffer, encoding: string): string | null {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}
