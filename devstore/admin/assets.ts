import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const built = new Map<string, Promise<string>>();

/** One of the admin's browser scripts, compiled at its first request. */
export function script(name: "bridge" | "frame"): Promise<string> {
  const found = built.get(name) ?? compile(here(`./browser/${name}.ts`));
  built.set(name, found);
  return found;
}

/** The admin's style sheet. */
export function styleSheet(): Promise<string> {
  return readFile(here("./style.css"), "utf8");
}

async function compile(entry: string): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [entry],
    bundle: true,
    format: "iife",
    target: "es2022",
    charset: "utf8",
    write: false,
    logLevel: "silent",
  });
  const [file] = outputFiles;
  if (file === undefined) throw new Error(`${entry}: esbuild wrote nothing`);
  return file.text;
}
