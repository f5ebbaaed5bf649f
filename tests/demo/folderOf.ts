import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { parse } from "csv-parse/sync";

/** SHA-256 over the names and bytes of all files of a folder, in order of name. */
export function digestOf(folder: string): string {
  const hash = createHash("sha256");
  for (const name of readdirSync(folder, { recursive: true, encoding: "utf8" }).sort()) {
    const path = join(folder, name);
    if (statSync(path).isFile()) hash.update(name.replaceAll("\\", "/")).update(readFileSync(path));
  }
  return hash.digest("hex");
}

export function csvOf(path: string): Record<string, string>[] {
  return parse(readFileSync(path), { columns: true });
}

export function linesOf(path: string): string[] {
  return existsSync(path) ? readFileSync(path, "utf8").trimEnd().split("\n") : [];
}
