import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { expect, test } from "vitest";
import { storeFolder, testShop } from "../support/storeFolder";

function devStore(args: readonly string[]) {
  const child = spawn("node_modules/.bin/tsx", ["devstore/cli.ts", ...args], { stdio: ["ignore", "pipe", "pipe"] });
  return child;
}

const connection = ["--app-url", "http://127.0.0.1:9", "--api-key", "k", "--api-secret", "s"];

test("the dev store as a process tells where it listens in one line, and ends on SIGTERM", async () => {
  const child = devStore(["--store", await storeFolder(), ...connection]);
  const [line] = await once(createInterface({ input: child.stdout }), "line");
  const { url, shop } = JSON.parse(line);
  expect(shop).toBe(testShop.myshopifyDomain);
  expect((await fetch(`${url}/__devstore/ready`)).status).toBe(200);
  child.kill("SIGTERM");
  expect((await once(child, "exit"))[0]).toBe(0);
});

test("a bad folder ends the process with its problems and status 1; missing arguments with the usage and 2", async () => {
  const bad = devStore(["--store", await storeFolder({ shop: { currencyCode: "XYZ" } }), ...connection]);
  const [text] = await once(bad.stderr, "data");
  expect(String(text)).toMatch(/^shop\.json, currencyCode: /);
  expect((await once(bad, "exit"))[0]).toBe(1);
  expect((await once(devStore([]), "exit"))[0]).toBe(2);
});
