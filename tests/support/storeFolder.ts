import { rmSync } from "node:fs";
import { mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { brotliCompressSync, gzipSync } from "node:zlib";

type Fields = Readonly<Record<string, unknown>>;

/** What a store folder made for a test holds; a missing part is a missing file. */
export interface FolderParts {
  /** Fields over those of the standard shop: USD, Asia/Tokyo, prices without tax. */
  readonly shop?: Fields;
  readonly orders?: readonly Fields[];
  readonly products?: readonly Fields[];
  readonly customers?: readonly Fields[];
  readonly sellingPlanGroups?: readonly Fields[];
  /** Other files by name, as they are (`sessions.csv`, a broken `orders.jsonl`). */
  readonly files?: Readonly<Record<string, string>>;
  /** How the node files are compressed. */
  readonly compression?: "gz" | "br";
}

export const testShop = {
  name: "Lantern",
  myshopifyDomain: "lantern.myshopify.com",
  email: "owner@lantern.example",
  currencyCode: "USD",
  ianaTimezone: "Asia/Tokyo",
  taxesIncluded: false,
  now: "2026-06-15T00:00:00Z",
} as const;

const made: string[] = [];
process.once("exit", () => {
  for (const folder of made) rmSync(folder, { recursive: true, force: true });
});

/** Writes a store folder into a new directory under the system's temporary one, gone when the process ends. @returns its path. */
export async function storeFolder(parts: FolderParts = {}): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "store-folder-"));
  made.push(folder);
  const write = (name: string, text: string) => {
    if (parts.compression === "gz") return writeFile(join(folder, `${name}.gz`), gzipSync(text));
    if (parts.compression === "br") return writeFile(join(folder, `${name}.br`), brotliCompressSync(text));
    return writeFile(join(folder, name), text);
  };
  await write("shop.json", JSON.stringify({ ...testShop, ...parts.shop }));
  for (const name of ["orders", "products", "customers", "sellingPlanGroups"] as const) {
    const nodes = parts[name];
    if (nodes) await write(`${name}.jsonl`, nodes.map((node) => `${JSON.stringify(node)}\n`).join(""));
  }
  for (const [name, text] of Object.entries(parts.files ?? {})) await writeFile(join(folder, name), text);
  return folder;
}

/** A gid by type and number. */
export function gid(type: string, number: number | string): string {
  return `gid://shopify/${type}/${number}`;
}

/** A line item: `lineItem(1, { price: "12.50", quantity: 2 })`. */
export function lineItem(
  number: number,
  { price, quantity = 1, ...more }: { price: string; quantity?: number } & Fields,
) {
  return { id: gid("LineItem", number), title: `Item ${number}`, quantity, originalUnitPriceSet: price, ...more };
}

/** An order of customer 1 in May 2026 unless said otherwise. */
export function order(number: number, { lines, ...more }: { lines: readonly Fields[] } & Fields) {
  return {
    id: gid("Order", number),
    name: `#${number}`,
    processedAt: "2026-05-01T03:00:00Z",
    customer: { id: gid("Customer", 1) },
    lineItems: lines,
    ...more,
  };
}
