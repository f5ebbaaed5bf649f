import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";

/** Rooms of app/ and what each may import: arrows point downward. Files at the root of app/ are named by themselves. */
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  routes: [
    "components",
    "i18n",
    "reports",
    "exports",
    "emails",
    "jobs",
    "sync",
    "data",
    "shopify",
    "analytics",
    "env",
    "log",
  ],
  jobs: ["sync", "reports", "exports", "emails", "data", "i18n", "analytics", "db", "env", "log"],
  emails: ["i18n", "reports", "exports", "analytics", "data", "env", "log"],
  exports: ["i18n", "reports", "analytics"],
  components: ["i18n", "reports", "analytics"],
  reports: ["data", "analytics", "db", "log"],
  sync: ["shopify", "data", "analytics", "db", "env", "log"],
  data: ["analytics", "db", "log"],
  shopify: ["analytics", "data", "db", "env", "log"],
  i18n: ["analytics", "reports"],
  database: [],
  analytics: [],
};

/** Rooms from which another room may take types only. */
const TYPES_ONLY: Readonly<Record<string, readonly string[]>> = {
  i18n: ["reports"],
  components: ["reports"],
};

const root = path.resolve("app");

interface Import {
  readonly from: string;
  readonly to: string;
  readonly typeOnly: boolean;
}

function sourceFiles(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name))
    .map((entry) => path.join(entry.parentPath, entry.name));
}

function importsOf(file: string): Import[] {
  const text = readFileSync(file, "utf8");
  const statements = text.matchAll(/(?:^|\n)\s*(import|export)\s+(type\s+)?(?:[^"';]*?\s+from\s+)?["']([^"']+)["']/g);
  const lazy = text.matchAll(/\bimport\(\s*["']([^"']+)["']\s*\)/g);
  return [
    ...[...statements].map(([, , type, to]) => ({ from: file, to: to ?? "", typeOnly: type !== undefined })),
    ...[...lazy].map(([, to]) => ({ from: file, to: to ?? "", typeOnly: false })),
  ];
}

/** The room of a file of app/: its first folder, or for a file at the root its name without endings. */
function roomOf(file: string): string {
  const [first = "", ...rest] = path.relative(root, file).split(path.sep);
  return rest.length > 0 ? first : (first.split(".")[0] ?? first);
}

function target({ from, to }: Import): string | null {
  if (to.startsWith("~/")) return roomOf(path.join(root, to.slice(2)));
  if (to.startsWith(".")) {
    const resolved = path.resolve(path.dirname(from), to);
    return resolved.startsWith(root + path.sep) ? roomOf(resolved) : `outside app (${to})`;
  }
  return null;
}

const files = sourceFiles(root);
const imports = files.flatMap(importsOf);
const show = ({ from, to }: Import) => `${path.relative(root, from)} imports ${to}`;

describe("layers", () => {
  it("finds the files it judges", () => {
    expect(files.length).toBeGreaterThan(20);
    expect(imports.length).toBeGreaterThan(files.length);
  });

  it.each(Object.entries(MAY_IMPORT))("%s imports only from below", (room, allowed) => {
    const broken = imports.filter((one) => {
      const to = target(one);
      return roomOf(one.from) === room && to !== null && to !== room && !allowed.includes(to);
    });
    expect(broken.map(show)).toEqual([]);
  });

  it.each(Object.entries(TYPES_ONLY))("%s takes no values from %s", (room, rooms) => {
    const broken = imports.filter(
      (one) => roomOf(one.from) === room && rooms.includes(target(one) ?? "") && !one.typeOnly,
    );
    expect(broken.map(show)).toEqual([]);
  });

  it("every folder of app/ has its rule", () => {
    const rooms = readdirSync(root, { withFileTypes: true }).filter((entry) => entry.isDirectory());
    expect(rooms.map((entry) => entry.name).filter((room) => !(room in MAY_IMPORT))).toEqual([]);
  });

  it("analytics does no I/O and reads no clock", () => {
    const pure = /^(decimal\.js|temporal-polyfill|zod|d3-array|simple-statistics|@stdlib\/.+)$/;
    const inside = imports.filter((one) => roomOf(one.from) === "analytics" && target(one) === null);
    expect(inside.filter(({ to }) => !pure.test(to)).map(show)).toEqual([]);
    const clocks = files.filter(
      (file) =>
        roomOf(file) === "analytics" && /new Date\(\)|Date\.now\(|Temporal\.Now/.test(readFileSync(file, "utf8")),
    );
    expect(clocks).toEqual([]);
  });

  it("only one file imports Bull, one reads process.env", () => {
    expect(imports.filter(({ to }) => to === "bull").map(({ from }) => path.basename(from))).toEqual([
      "bullDriver.server.ts",
    ]);
    const readers = files.filter((file) => roomOf(file) !== "database" && /process\.env\b/.test(stripped(file)));
    expect(readers.map((file) => path.relative(root, file))).toEqual(["env.server.ts"]);
  });

  it("the dev store and the demo know nothing of the app", () => {
    const others = [...sourceFiles(path.resolve("devstore")), ...sourceFiles(path.resolve("demo"))].flatMap(importsOf);
    expect(others.filter(({ to }) => to.startsWith("~/") || /(^|\/)app\//.test(to)).map(show)).toEqual([]);
  });
});

function stripped(file: string): string {
  return readFileSync(file, "utf8").replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, "");
}

describe("size", () => {
  const own = ["app", "devstore", "demo", "scripts", "tests", "bench"].flatMap((folder) => {
    try {
      return sourceFiles(path.resolve(folder));
    } catch {
      return [];
    }
  });

  it("no file is over 400 lines", () => {
    const long = own.map((file) => ({
      file: path.relative(".", file),
      lines: readFileSync(file, "utf8").split("\n").length,
    }));
    expect(long.filter(({ lines }) => lines > 401)).toEqual([]);
  });

  it("no comment postpones work", () => {
    const marks = new RegExp(`\\b(${["TO", "DO"].join("")}|${["FIX", "ME"].join("")})\\b`);
    expect(
      own.filter((file) => marks.test(readFileSync(file, "utf8"))).map((file) => path.relative(".", file)),
    ).toEqual([]);
  });
});
