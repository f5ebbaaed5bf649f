import { closeSync, existsSync, mkdirSync, openSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const MARKER = ".finished.json";
const CHUNK = 1 << 20;

/** Every name a demo store may put into its folder; a folder with any other is not ours to empty. */
const OWN_NAMES = new Set([
  MARKER,
  "shop.json",
  "products.jsonl",
  "customers.jsonl",
  "orders.jsonl",
  "sellingPlanGroups.jsonl",
  "sessions.csv",
  "costs.csv",
  "ad_spend.csv",
  "expenses.csv",
  "made-up.json",
  "truth",
]);

/**
 * Fills `into` by `write` unless it was finished before with the same `key`. The marker is written last, so a
 * half-written folder is emptied and written again. Throws if the folder holds files of someone else's.
 */
export async function fillFolder(into: string, key: string, write: (folder: string) => Promise<void>): Promise<void> {
  const marker = join(into, MARKER);
  if (existsSync(marker) && readFileSync(marker, "utf8") === key) return;
  const foreign = existsSync(into) ? readdirSync(into).filter((name) => !OWN_NAMES.has(name)) : [];
  if (foreign.length > 0)
    throw new Error(`${into}: holds ${foreign[0]}, which is no part of a demo store; choose another folder`);
  rmSync(into, { recursive: true, force: true });
  mkdirSync(into, { recursive: true });
  await write(into);
  writeFileSync(marker, key);
}

/** Lines into a file, in large pieces. */
export type LineFile = { line(text: string): void; close(): void };

export function lineFile(path: string): LineFile {
  const file = openSync(path, "w");
  let pending: string[] = [];
  let size = 0;
  const flush = () => {
    writeFileSync(file, pending.join(""));
    pending = [];
    size = 0;
  };
  return {
    line(text) {
      pending.push(text, "\n");
      size += text.length + 1;
      if (size >= CHUNK) flush();
    },
    close() {
      flush();
      closeSync(file);
    },
  };
}

export function writeLines(path: string, lines: Iterable<string>): void {
  const file = lineFile(path);
  for (const line of lines) file.line(line);
  file.close();
}

export function writeJson(path: string, value: unknown): void {
  writeFileSync(path, `${JSON.stringify(value, null, 2)}\n`);
}

/** A CSV with a header; a field with a comma, a quote or a line break is quoted. */
export function writeCsv(path: string, header: readonly string[], rows: Iterable<readonly (string | number)[]>): void {
  const file = lineFile(path);
  file.line(header.join(","));
  for (const row of rows) file.line(row.map((field) => quoted(String(field))).join(","));
  file.close();
}

function quoted(field: string): string {
  return /[",\n]/.test(field) ? `"${field.replaceAll('"', '""')}"` : field;
}

/** Gives timers and signals a turn in the middle of a long synchronous piece of work. */
export function breathe(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
