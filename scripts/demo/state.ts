import { randomBytes } from "node:crypto";
import { mkdir, readFile, rename, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import path from "node:path";
import { z } from "zod";
import { freePort } from "~/database/embedded";

const DEMO_STORES = ["giftware", "roastery"] as const;
export const DemoStore = z.enum(DEMO_STORES, `expected one of ${DEMO_STORES.join(", ")}`);
export type DemoStore = z.infer<typeof DemoStore>;

const State = z.object({
  /** Local day on which the demo store stands: kept, so that a later start finds the same orders. */
  today: z.iso.date(),
  appPort: z.number(),
  storePort: z.number(),
  apiKey: z.string(),
  apiSecret: z.string(),
  tokenKey: z.string(),
});

/** What one demo keeps between two starts, beside its database. */
export type DemoState = z.infer<typeof State>;

const APP_PORT = 3000;
const STORE_PORT = 3100;

/** Reads the demo's state, or makes it on the first start. Ports that are taken meanwhile are replaced. */
export async function openState(home: string): Promise<DemoState> {
  await mkdir(home, { recursive: true });
  const file = path.join(home, "demo.json");
  const known = await readFile(file, "utf8").then(
    (text) => State.parse(JSON.parse(text)),
    () => null,
  );
  const kept = known ?? {
    today: new Date().toISOString().slice(0, 10),
    appPort: APP_PORT,
    storePort: STORE_PORT,
    apiKey: randomBytes(16).toString("hex"),
    apiSecret: randomBytes(24).toString("hex"),
    tokenKey: randomBytes(32).toString("base64"),
  };
  const state = { ...kept, appPort: await usablePort(kept.appPort), storePort: await usablePort(kept.storePort) };
  await writeFile(`${file}.new`, JSON.stringify(state, null, 2), { mode: 0o600 });
  await rename(`${file}.new`, file);
  return state;
}

function usablePort(wanted: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once("error", () => freePort().then(resolve, reject));
    probe.listen(wanted, "127.0.0.1", () => probe.close(() => resolve(wanted)));
  });
}
