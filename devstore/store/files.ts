import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { brotliDecompress, gunzip } from "node:zlib";
import { type Problems, StoreFolderError } from "./errors";

const unzip = promisify(gunzip);
const unbrotli = promisify(brotliDecompress);

/** Files of a store folder, each plain or compressed (`.gz`, `.br`). */
export const folderFiles = [
  "shop.json",
  "products.jsonl",
  "customers.jsonl",
  "orders.jsonl",
  "sellingPlanGroups.jsonl",
  "sessions.csv",
  "costs.csv",
  "ad_spend.csv",
  "expenses.csv",
] as const;
export type FolderFile = (typeof folderFiles)[number];

/** A file as it stands in the folder: its real name and its decompressed bytes. */
export interface FileContent {
  readonly name: string;
  readonly bytes: Buffer;
}

/** Finds the store's files. @throws StoreFolderError when the folder is missing, or a name is there twice or nearly right. */
export async function listStoreFiles(folder: string, problems: Problems): Promise<ReadonlyMap<FolderFile, string>> {
  const names = await readdir(folder).catch(() => null);
  if (!names) throw new StoreFolderError([{ file: folder, line: null, field: null, rule: "no such folder" }]);
  const found = new Map<FolderFile, string>();
  for (const file of folderFiles) {
    const variants = names.filter((name) => name === file || name === `${file}.gz` || name === `${file}.br`);
    if (variants.length > 1) {
      problems.add({ file, line: null, field: null, rule: `expected one file, got ${variants.join(" and ")}` });
    }
    if (variants[0]) found.set(file, variants[0]);
    for (const name of names) {
      const stem = file.slice(0, file.indexOf("."));
      const misnamed = new RegExp(`^${stem}\\.(json|jsonl|ndjson|csv)(\\.gz|\\.br)?$`, "i").test(name);
      if (misnamed && !variants.includes(name)) {
        problems.add({
          file: name,
          line: null,
          field: null,
          rule: `expected the name ${file} (or ${file}.gz, ${file}.br)`,
        });
      }
    }
  }
  return found;
}

/** Reads and decompresses one of the files found; null when the folder has none of it. */
export async function readStoreFile(
  folder: string,
  found: ReadonlyMap<FolderFile, string>,
  file: FolderFile,
): Promise<FileContent | null> {
  const name = found.get(file);
  if (name === undefined) return null;
  const bytes = await readFile(join(folder, name));
  try {
    if (name.endsWith(".gz")) return { name, bytes: withoutMark(await unzip(bytes)) };
    if (name.endsWith(".br")) return { name, bytes: withoutMark(await unbrotli(bytes)) };
    return { name, bytes: withoutMark(bytes) };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new StoreFolderError([{ file: name, line: null, field: null, rule: `cannot be decompressed: ${reason}` }]);
  }
}

/** Without the byte order mark that some editors put before UTF-8. */
function withoutMark(bytes: Buffer): Buffer {
  return bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? bytes.subarray(3) : bytes;
}

/** The lines of a file that hold anything, with their numbers from 1. */
export function* linesOf(bytes: Buffer): Generator<{ line: number; text: Buffer }> {
  let start = 0;
  for (let line = 1; start < bytes.length; line += 1) {
    const newline = bytes.indexOf(0x0a, start);
    const end = newline < 0 ? bytes.length : newline;
    const text = bytes.subarray(start, end);
    if (!isBlank(text)) yield { line, text };
    start = end + 1;
  }
}

function isBlank(text: Buffer): boolean {
  for (const byte of text) if (byte !== 0x20 && byte !== 0x09 && byte !== 0x0d) return false;
  return true;
}
