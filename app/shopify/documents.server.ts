import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

const QUERIES = path.join("app", "shopify", "queries");

export type DocumentName =
  | "bulk_customers"
  | "bulk_order_ledger"
  | "bulk_orders"
  | "bulk_ops"
  | "bulk_products"
  | "bulk_selling_plans"
  | "catalogue_by_id"
  | "changes"
  | "order_refunds"
  | "orders_by_id"
  | "shop"
  | "shopifyql";

/** The queries lie beside this file when it is run from source, and upwards from the build when it is bundled. */
function queriesFolder(from: string): string {
  const candidate = path.join(from, QUERIES);
  if (existsSync(candidate)) return candidate;
  const parent = path.dirname(from);
  if (parent === from) throw new Error(`${QUERIES}: expected in a folder above ${fileURLToPath(import.meta.url)}`);
  return queriesFolder(parent);
}

const folder = queriesFolder(path.dirname(fileURLToPath(import.meta.url)));
const texts = new Map<DocumentName, string>();

/** The text of app/shopify/queries/<name>.graphql without its comments and indentation. */
export function graphqlDocument(name: DocumentName): string {
  const known = texts.get(name);
  if (known !== undefined) return known;
  const text = readFileSync(path.join(folder, `${name}.graphql`), "utf8")
    .replace(/^\s*#.*$/gm, "")
    .replace(/\s+/g, " ")
    .trim();
  texts.set(name, text);
  return text;
}

/**
 * A bulk query with its filter. `tag` becomes a comment in its first line, by which the operation is found again when the
 * answer to its start was lost.
 */
export function bulkDocument(name: DocumentName, filter: string, tag: string): string {
  if (/["\\\n]/.test(filter)) throw new RangeError(`filter ${filter}: expected no double quote, backslash or new line`);
  return `# ${tag}\n${graphqlDocument(name).replace("%FILTER%", filter)}`;
}
