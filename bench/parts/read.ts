import { createReadStream } from "node:fs";
import { createInterface } from "node:readline";
import type { Bench, Part } from "../bench";
import { timed } from "../support/measure";

/** So many orders tell the rates; more only take longer. */
const SAMPLE = 100_000;
const READ_BYTES = 1 << 16;
const MB = 1e6;
const NEWLINE = 0x0a;

interface Way {
  readonly name: string;
  readonly read: (path: string) => Promise<void>;
}

const BARE = "raw stream";
const PARSED = "split and JSON.parse";

/** From the bare limit upwards: each does what the one before does and more. */
const WAYS: readonly Way[] = [
  { name: BARE, read: (path) => eachChunk(path, () => undefined) },
  { name: "raw stream, split into lines", read: (path) => eachLine(path, () => undefined) },
  { name: "readline and JSON.parse", read: readByReadline },
  { name: PARSED, read: (path) => eachLine(path, JSON.parse) },
];

export const read: Part = {
  name: "read",
  what: "the two bulk files of orders are read and parsed, into nothing",
  run: async (bench) => {
    const store = await bench.store(Math.min(bench.orders, SAMPLE));
    const files = store.files.slice(0, 2);
    const bytes = files.reduce((sum, file) => sum + file.bytes, 0);
    const rates = new Map<string, number>();
    for (const { name, read } of WAYS) {
      const seconds = await bestOf(async () => {
        for (const { path } of files) await read(path);
      });
      rates.set(name, bytes / MB / seconds);
      const bare = rates.get(BARE) ?? 0;
      bench.record({ name, value: bytes / MB / seconds, unit: "MB/s", limit: { what: `${BARE}, MB/s`, value: bare } });
    }
    await readByApp(bench, bytes, rates.get(PARSED) ?? 0);
  },
};

/** The app's own reading: download over loopback, parse, map, and put into COPY's text, which is thrown away. */
async function readByApp(bench: Bench, bytes: number, parsed: number): Promise<void> {
  const { orderFiles, readFile } = await import("~/sync/readFile.server");
  const { orderStage } = await import("~/sync/stageOrders.server");
  const { Staging } = await import("~/data/staging.server");
  const { ORDER_STAGING } = await import("~/data/orderTables.server");
  const orders = Math.min(bench.orders, SAMPLE);
  const seconds = await bestOf(async () => {
    const staging = new Staging(ORDER_STAGING, async () => undefined);
    const handlers = orderFiles(orderStage(staging, { shopId: 0n, currency: "USD", timeZone: "America/New_York" }));
    for (const file of ["orders", "ledger"] as const) {
      await readFile(await bench.wholeFile(orders, file), handlers[file], staging);
    }
    await staging.flush();
  });
  const limit = { what: `${PARSED}, MB/s`, value: parsed };
  bench.record({ name: "the app, into nothing", value: bytes / MB / seconds, unit: "MB/s", limit });
  bench.record({ name: "the app, orders into nothing", value: orders / seconds, unit: "orders/s" });
}

/** Of two runs the faster one: whatever else the machine does only adds. */
async function bestOf(work: () => Promise<void>): Promise<number> {
  return Math.min((await timed(work)).seconds, (await timed(work)).seconds);
}

async function eachChunk(path: string, take: (chunk: Buffer) => void): Promise<void> {
  for await (const chunk of createReadStream(path, { highWaterMark: READ_BYTES })) take(chunk);
}

async function eachLine(path: string, take: (line: string) => void): Promise<void> {
  let held: Buffer = Buffer.alloc(0);
  await eachChunk(path, (chunk) => {
    const bytes = held.length > 0 ? Buffer.concat([held, chunk]) : chunk;
    const end = bytes.lastIndexOf(NEWLINE);
    if (end >= 0) for (const line of bytes.toString("utf8", 0, end).split("\n")) take(line);
    held = bytes.subarray(end + 1);
  });
}

async function readByReadline(path: string): Promise<void> {
  for await (const line of createInterface({ input: createReadStream(path) })) JSON.parse(line);
}
