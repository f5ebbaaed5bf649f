import { execFile } from "node:child_process";
import { readdir, stat } from "node:fs/promises";
import { createRequire } from "node:module";
import path from "node:path";
import { promisify } from "node:util";

const run = promisify(execFile);
const BUILT = "build/server/index.js";
const SOURCES = ["app", "public", "package-lock.json", "vite.config.ts"];

/** Builds the app's pages unless the build is newer than every source. Returns whether it had to. */
export async function buildIfStale(): Promise<boolean> {
  const built = await changedAt(BUILT);
  const newest = Math.max(...(await Promise.all(SOURCES.map(newestIn))));
  if (built > newest) return false;
  const require = createRequire(import.meta.url);
  const cli = path.join(path.dirname(require.resolve("@remix-run/dev/package.json")), "dist/cli.js");
  await run(process.execPath, [cli, "vite:build"], {
    env: { ...process.env, NODE_ENV: "production" },
    maxBuffer: 2 ** 26,
  });
  return true;
}

async function changedAt(file: string): Promise<number> {
  return stat(file).then(
    ({ mtimeMs }) => mtimeMs,
    () => 0,
  );
}

async function newestIn(place: string): Promise<number> {
  const entries = await readdir(place, { recursive: true, withFileTypes: true }).catch(() => null);
  if (!entries) return changedAt(place);
  const files = entries.filter((entry) => entry.isFile()).map((entry) => path.join(entry.parentPath, entry.name));
  return Math.max(0, ...(await Promise.all(files.map(changedAt))));
}
