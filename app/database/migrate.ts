import { execFile } from "node:child_process";
import { createRequire } from "node:module";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

const run = promisify(execFile);
const root = fileURLToPath(new URL("../..", import.meta.url));

/** Brings the database at `url` to the newest schema (`prisma migrate deploy`). Safe to run again and from several processes. */
export async function migrate(url: string): Promise<void> {
  const prisma = path.join(
    path.dirname(createRequire(import.meta.url).resolve("prisma/package.json")),
    "build/index.js",
  );
  await run(process.execPath, [prisma, "migrate", "deploy"], { cwd: root, env: { ...process.env, DATABASE_URL: url } });
}
