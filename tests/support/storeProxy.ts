import { createServer, type IncomingMessage, request, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** A call on its way to the dev store. `operation` is the GraphQL operation's name; "" for any other call. */
export interface ProxiedCall {
  readonly path: string;
  readonly operation: string;
  readonly body: string;
}

/** What happens to calls between the app and the dev store; a test changes it while it runs. */
export interface StoreProxy {
  readonly url: string;
  readonly calls: readonly ProxiedCall[];
  /** Answers for the dev store, or null to pass the call on. */
  answer: ((call: ProxiedCall) => { status: number; headers?: Record<string, string>; body?: string } | null) | null;
  /** Whether the dev store's answer is lost on its way back. */
  losesAnswer: ((call: ProxiedCall) => boolean) | null;
  /** Changes an answer. */
  rewrite: ((call: ProxiedCall, answer: string) => string) | null;
  /** Where calls are passed on to. */
  target: string;
  stop(): Promise<void>;
}

/** Stands between the app and a dev store on `port`. */
export async function storeProxy(port: number, target: string): Promise<StoreProxy> {
  const calls: ProxiedCall[] = [];
  const server = createServer((incoming, outgoing) => void handle(incoming, outgoing));
  await new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));
  const proxy: StoreProxy = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    calls,
    answer: null,
    losesAnswer: null,
    rewrite: null,
    target,
    stop: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };

  async function handle(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    const body = await textOf(incoming);
    const call = { path: incoming.url ?? "/", operation: operationOf(body), body };
    calls.push(call);
    const own = proxy.answer?.(call) ?? null;
    if (own) {
      outgoing.writeHead(own.status, own.headers);
      outgoing.end(own.body);
      return;
    }
    const passed = request(new URL(call.path, proxy.target), { method: incoming.method, headers: incoming.headers });
    passed.on("error", () => outgoing.destroy());
    passed.on("response", async (answer) => {
      const text = await textOf(answer).catch(() => null);
      if (text === null || proxy.losesAnswer?.(call)) {
        outgoing.destroy();
        return;
      }
      const ours = text.replaceAll(proxy.target, proxy.url);
      const { "content-length": _, "transfer-encoding": __, ...headers } = answer.headers;
      outgoing.writeHead(answer.statusCode ?? 502, headers);
      outgoing.end(proxy.rewrite?.(call, ours) ?? ours);
    });
    passed.end(body);
  }
  return proxy;
}

function operationOf(body: string): string {
  try {
    const { operationName } = JSON.parse(body);
    return typeof operationName === "string" ? operationName : "";
  } catch {
    return "";
  }
}

async function textOf(stream: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk);
  return Buffer.concat(chunks).toString("utf8");
}
