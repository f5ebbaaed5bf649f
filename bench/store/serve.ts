import { createReadStream } from "node:fs";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { z } from "zod";
import { clearAfter } from "../support/clearAfter";
import { adminAnswer, type OfferedFile, type ServedShop, upTo } from "./adminAnswers";
import { type MadeStore, writeStore } from "./writeStore";

// The process beside the app: it generates shops and answers in Shopify's place, as fast as it can and for the reading of a
// history alone. A shop's domain tells its size: "bench-20000-a.myshopify.com".

const FILES = ["orders", "ledger", "customers", "products"] as const;
const READ_BYTES = 1 << 20;
const TOKENS = {
  access_token: "bench",
  scope: "",
  expires_in: 86_400,
  refresh_token: "bench",
  refresh_token_expires_in: 86_400,
};
const Body = z.object({ operationName: z.string(), variables: z.unknown() });

const folder = process.argv[2];
if (!folder) throw new Error("serve: expected the folder for the files as argument");

const stores = new Map<number, MadeStore>();
const shops = new Map<string, ServedShop>();

const server = createServer((request, response) => {
  answer(request, response).catch((error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
    response.writeHead(500).end();
  });
});
server.listen(0, "127.0.0.1", () => {
  process.stdout.write(`${JSON.stringify({ url: origin() })}\n`);
});
process.once("SIGTERM", () => process.exit());
clearAfter(folder);

function origin(): string {
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("serve: expected a port");
  return `http://127.0.0.1:${address.port}`;
}

function storeOf(orders: number): MadeStore {
  const known = stores.get(orders);
  if (known) return known;
  const made = writeStore(String(folder), orders);
  stores.set(orders, made);
  return made;
}

function shopOf(domain: string): ServedShop {
  const known = shops.get(domain);
  if (known) return known;
  const orders = Number(/^bench-(\d+)/.exec(domain)?.[1]);
  if (!Number.isSafeInteger(orders))
    throw new Error(`${domain}: expected a domain such as bench-20000-a.myshopify.com`);
  const shop: ServedShop = { domain, store: storeOf(orders), operations: [], customersOffered: false };
  shops.set(domain, shop);
  return shop;
}

async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const [, first = "", domain = "", number = ""] = (request.url ?? "").split("/");
  if (first === "files") return sendFile(response, shopOf(domain).operations[Number(number) - 1]);
  if (first === "whole") {
    const index = storeOf(Number(domain))[number === "ledger" ? "ledger" : "orders"];
    return sendFile(response, { index, from: 0, to: index.bytes.length });
  }
  if (first === "stores") return sendJson(response, JSON.stringify(sizes(storeOf(Number(domain)))));
  if (first === "customers") {
    shopOf(domain).customersOffered = true;
    return sendJson(response, "{}");
  }
  if (request.url?.endsWith("/oauth/access_token")) return sendJson(response, JSON.stringify(TOKENS));
  const { operationName, variables } = Body.parse(JSON.parse(await bodyOf(request)));
  const shop = shopOf(String(request.headers["x-forwarded-host"]));
  return sendJson(response, adminAnswer(shop, origin(), operationName, variables));
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part);
  return Buffer.concat(parts).toString();
}

function sendJson(response: ServerResponse, body: string): void {
  response.writeHead(200, { "content-type": "application/json" }).end(body);
}

function sendFile(response: ServerResponse, file: OfferedFile | undefined): void {
  if (!file) {
    response.writeHead(404).end();
    return;
  }
  const { index, from, to } = file;
  const [start, end] = [upTo(index.bytes, from), upTo(index.bytes, to)];
  response.writeHead(200, { "content-type": "application/jsonl", "content-length": end - start });
  createReadStream(index.path, { start, end: end - 1, highWaterMark: READ_BYTES }).pipe(response);
}

/** What the bench is told of a generated shop. */
function sizes(store: MadeStore) {
  const { lineItems, customerCount, returns, seconds } = store;
  const files = FILES.map((name) => {
    const { path, size, lines, bytes } = store[name];
    return { name, path, bytes: size, lines: lines.at(-1) ?? 0, roots: bytes.length };
  });
  return {
    seconds,
    customers: customerCount,
    lineItems,
    returns: returns.size,
    files,
  };
}
