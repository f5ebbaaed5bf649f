import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import type { ServerBuild } from "@remix-run/node";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { pool } from "~/db.server";
import { listen, type WebServer, webApp } from "~/web.server";

/** The smallest Remix build: one route without a page that answers what it was asked. */
const build: ServerBuild = {
  entry: {
    module: {
      default: async () => new Response("no page"),
    },
  },
  routes: {
    "routes/echo": {
      id: "routes/echo",
      path: "echo",
      module: {
        loader: async () => new Response("data", { headers: { "Referrer-Policy": "no-referrer" } }),
        action: async ({ request }) => new Response(String((await request.text()).length)),
        default: undefined,
      },
    },
  },
  assets: { entry: { imports: [], module: "" }, routes: {}, url: "", version: "1" },
  publicPath: "/",
  assetsBuildDirectory: "",
  future: {
    v3_fetcherPersist: true,
    v3_relativeSplatPath: true,
    v3_throwAbortReason: true,
    v3_singleFetch: false,
    v3_lazyRouteDiscovery: true,
  },
  isSpaMode: false,
  mode: "test",
};

let folder: string;
let web: WebServer;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "tenure-web-"));
  await mkdir(path.join(folder, "assets"));
  await writeFile(path.join(folder, "assets/page-abc123.js"), "export {};");
  web = await listen(webApp(build, folder), "127.0.0.1", 0);
});
afterAll(async () => {
  await web.stop(1000);
  await rm(folder, { recursive: true });
});

describe("the web process", () => {
  it("gives every answer its headers once, and leaves those of the route alone", async () => {
    const { headers } = await fetch(`${web.url}/echo`);
    expect(headers.get("X-Content-Type-Options")).toBe("nosniff");
    expect(headers.get("Cache-Control")).toBe("no-store");
    expect(headers.get("Referrer-Policy")).toBe("no-referrer");
    expect(headers.get("X-Powered-By")).toBeNull();
    // The app's address in tests is no https one.
    expect(headers.get("Strict-Transport-Security")).toBeNull();
  });

  it("lets browsers keep built files for a year, and says when one is missing", async () => {
    const found = await fetch(`${web.url}/assets/page-abc123.js`);
    expect(found.headers.get("Cache-Control")).toBe("public, max-age=31536000, immutable");
    const missing = await fetch(`${web.url}/assets/page-old.js`);
    expect(missing.status).toBe(404);
    expect(missing.headers.get("Cache-Control")).toBe("no-store");
  });

  it("refuses a body of more than 10 MB and takes one of 5", async () => {
    const body = (megabytes: number) => ({ method: "POST", body: "x".repeat(megabytes * 1024 * 1024) });
    expect(await (await fetch(`${web.url}/echo`, body(5))).text()).toBe(String(5 * 1024 * 1024));
    const refused = await fetch(`${web.url}/echo`, body(11)).catch(() => null);
    expect(refused === null || refused.status === 413).toBe(true);
  });

  it("takes no body that does not say how long it is: it would be held whole before its signature is checked", async () => {
    const body = new ReadableStream({
      start(controller) {
        controller.enqueue(new TextEncoder().encode("endless"));
        controller.close();
      },
    });
    const refused = await fetch(`${web.url}/echo`, { method: "POST", body, duplex: "half" } as RequestInit);
    expect(refused.status).toBe(411);
  });

  it("is healthy while the database answers, and says 503 when it does not", async () => {
    const healthy = await fetch(`${web.url}/healthz`);
    expect([healthy.status, await healthy.json()]).toEqual([200, { status: "ok" }]);
    // Every connection is taken, and stays so.
    const taken = await Promise.all(Array.from({ length: 10 }, () => pool.connect()));
    const start = Date.now();
    const sick = await fetch(`${web.url}/healthz`);
    expect(sick.status).toBe(503);
    expect(Date.now() - start).toBeLessThan(4000);
    for (const client of taken) client.release();
  });

  it("says which port is taken", async () => {
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(0, "127.0.0.1", resolve));
    const address = other.address();
    const port = typeof address === "object" && address ? address.port : 0;
    await expect(listen(webApp(build, folder), "127.0.0.1", port)).rejects.toThrow(
      `Port ${port} on 127.0.0.1 is taken. Set PORT to a free one.`,
    );
    other.close();
  });
});
