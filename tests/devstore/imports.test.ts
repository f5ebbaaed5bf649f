import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";

test("the dev store knows nothing of the app: it is the other side of the wire", () => {
  const files = readdirSync("devstore", { recursive: true, encoding: "utf8" }).filter((name) => /\.tsx?$/.test(name));
  expect(files.length).toBeGreaterThan(30);
  const offending = files.filter((name) => /from "(~\/|(\.\.\/)+app\/)/.test(readFileSync(`devstore/${name}`, "utf8")));
  expect(offending).toEqual([]);
});
