import type { IncomingMessage, ServerResponse } from "node:http";

/** A request with its path already split: `:name` of the pattern is in `params`. */
export interface Request {
  readonly method: string;
  readonly url: URL;
  readonly params: Readonly<Record<string, string>>;
  readonly headers: IncomingMessage["headers"];
  readonly raw: IncomingMessage;
  /** The body, read once. */
  body(): Promise<Buffer>;
}

/** What a handler answers; one that writes to the socket itself (a stream) answers "sent". */
export type Reply =
  | "sent"
  | {
      readonly status?: number;
      readonly headers?: Readonly<Record<string, string>>;
      readonly body?: string | Buffer;
    };

export type Handler = (request: Request, response: ServerResponse) => Reply | Promise<Reply>;

interface Route {
  readonly method: string;
  readonly pattern: RegExp;
  readonly names: readonly string[];
  readonly handler: Handler;
}

/** Routes of the dev store; each room registers its own. The first that fits answers. */
export class Router {
  private readonly routes: Route[] = [];

  /** `path` may hold `:name` for one segment and end in `*` for the rest (`params.rest`); `method` may be `*`. */
  route(method: string, path: string, handler: Handler): void {
    const names: string[] = [];
    const pattern = path
      .split("/")
      .map((segment) => {
        if (segment === "*") {
          names.push("rest");
          return "(.*?)";
        }
        if (!segment.includes(":")) return escapeRegExp(segment);
        return segment.replace(/[.]|:(\w+)/g, (match, name: string | undefined) => {
          if (name === undefined) return escapeRegExp(match);
          names.push(name);
          return "([^/]+?)";
        });
      })
      .join("/");
    this.routes.push({ method, pattern: new RegExp(`^${pattern}/?$`), names, handler });
  }

  /** Answers one request; 404 when no route fits the path, 405 when none fits the method. */
  async handle(raw: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(raw.url ?? "/", "http://localhost");
    const method = raw.method ?? "GET";
    const fitting = this.routes.filter((route) => route.pattern.test(url.pathname));
    const route = fitting.find((candidate) => candidate.method === "*" || candidate.method === method);
    if (!route) {
      send(
        response,
        json(fitting.length > 0 ? 405 : 404, { errors: fitting.length > 0 ? "Method Not Allowed" : "Not Found" }),
      );
      return;
    }
    const values = route.pattern.exec(url.pathname)?.slice(1) ?? [];
    const params = Object.fromEntries(
      route.names.map((name, index) => [name, decodeURIComponent(values[index] ?? "")]),
    );
    const request: Request = { method, url, params, headers: raw.headers, raw, body: bodyOf(raw) };
    const reply = await route.handler(request, response);
    send(response, reply);
  }
}

/** A JSON reply. */
export function json(status: number, value: unknown, headers: Readonly<Record<string, string>> = {}): Reply {
  return {
    status,
    headers: { "content-type": "application/json; charset=utf-8", ...headers },
    body: JSON.stringify(value),
  };
}

/** An HTML reply. */
export function html(status: number, body: string, headers: Readonly<Record<string, string>> = {}): Reply {
  return { status, headers: { "content-type": "text/html; charset=utf-8", ...headers }, body };
}

function send(response: ServerResponse, reply: Reply): void {
  if (reply === "sent") return;
  response.writeHead(reply.status ?? 200, reply.headers);
  response.end(reply.body);
}

function bodyOf(raw: IncomingMessage): () => Promise<Buffer> {
  let body: Promise<Buffer> | null = null;
  return () => {
    body ??= readAll(raw);
    return body;
  };
}

async function readAll(raw: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of raw) chunks.push(Buffer.isBuffer(chunk) ? chunk : Buffer.from(chunk));
  return Buffer.concat(chunks);
}

function escapeRegExp(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}
