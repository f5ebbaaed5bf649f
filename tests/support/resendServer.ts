import { createHmac } from "node:crypto";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { z } from "zod";

/** What Resend does with the next request instead of simply taking the mail. */
export type ResendFault =
  /** Takes the mail, and the reply is lost. */
  | "loseReply"
  /** Takes the mail, and the reply is cut off in the middle. */
  | "truncate"
  /** Takes the mail and never replies. */
  | "hang"
  /** Closes the connection without taking the mail. */
  | "die"
  | "status500"
  | "html502"
  | "rateLimit"
  | "quota"
  | "invalidKey"
  | "validation"
  /** The sender's domain is not verified. */
  | "unverified"
  /** Says that another request with this key is under way. */
  | "concurrent";

const Payload = z.looseObject({
  from: z.string(),
  to: z.array(z.string()).max(50),
  subject: z.string(),
  html: z.string(),
  text: z.string(),
  headers: z.record(z.string(), z.string()),
  tags: z.array(z.object({ name: z.string().regex(/^[\w-]{1,256}$/), value: z.string().regex(/^[\w-]{1,256}$/) })),
  attachments: z
    .array(z.looseObject({ filename: z.string(), content: z.string(), content_id: z.string().optional() }))
    .default([]),
});

/** A mail that the stand-in took. */
export interface TakenMail extends z.infer<typeof Payload> {
  readonly id: string;
  readonly key: string;
  readonly createdAt: Date;
}

export interface ResendServer {
  readonly url: string;
  /** Mails taken, each once however often it was asked for. */
  readonly mails: readonly TakenMail[];
  /** Keys in the order of the requests, repeats included. */
  readonly requests: readonly string[];
  /** Faults for the next requests, first come first; `null` is a request without fault. */
  script(faults: readonly (ResendFault | null)[]): void;
  /** A fault drawn anew for every request; null stops it. */
  draw(fault: (() => ResendFault | null) | null): void;
  /** What time it is there. */
  at(clock: () => Date): void;
  stop(): Promise<void>;
}

/** Resend as its documents and SDK describe it: POST /emails with idempotency keys kept with the exact bytes they came with. */
export async function startResendServer(): Promise<ResendServer> {
  const mails: TakenMail[] = [];
  const requests: string[] = [];
  const known = new Map<string, { body: string; id: string }>();
  const underWay = new Set<string>();
  let script: (ResendFault | null)[] = [];
  let draw: (() => ResendFault | null) | null = null;
  let clock = () => new Date();

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await bodyOf(request);
    const key = String(request.headers["idempotency-key"] ?? "");
    requests.push(key);
    const fault = script.length > 0 ? (script.shift() ?? null) : (draw?.() ?? null);
    if (request.method === "GET") return list(request, response, mails);
    if (request.url !== "/emails" || request.method !== "POST") return fail(response, 404, "not_found", "no such page");
    if (!request.headers.authorization?.startsWith("Bearer re_"))
      return fail(response, 401, "missing_api_key", "Missing API key in the authorization header.");
    if (fault && refuse(fault, request, response)) return;
    if (underWay.has(key)) return fail(response, 409, "concurrent_idempotent_requests", "Same key in progress.");
    const before = known.get(key);
    if (before && before.body !== body)
      return fail(response, 409, "invalid_idempotent_request", "Same key used with a different payload.");
    if (before) return reply(response, { id: before.id }, fault);
    const parsed = Payload.safeParse(JSON.parse(body));
    if (!parsed.success) return fail(response, 422, "validation_error", z.prettifyError(parsed.error));
    underWay.add(key);
    await new Promise((resolve) => setTimeout(resolve, 5));
    underWay.delete(key);
    const id = `mail-${mails.length + 1}`;
    known.set(key, { body, id });
    mails.push({ ...parsed.data, id, key, createdAt: clock() });
    reply(response, { id }, fault);
  }

  const server = createServer((request, response) => {
    answer(request, response).catch(() => response.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${portOf(server)}`,
    mails,
    requests,
    script: (faults) => {
      script = [...faults];
    },
    draw: (fault) => {
      draw = fault;
    },
    at: (next) => {
      clock = next;
    },
    stop: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** GET /emails, newest first by pages, and GET /emails/:id with the tags. */
function list(request: IncomingMessage, response: ServerResponse, mails: readonly TakenMail[]): void {
  const url = new URL(request.url ?? "", "http://x");
  const written = ({ createdAt }: TakenMail) => createdAt.toISOString().replace("T", " ").replace("Z", "000+00");
  const head = (mail: TakenMail) => ({ id: mail.id, to: mail.to, subject: mail.subject, created_at: written(mail) });
  const one = mails.find(({ id }) => url.pathname === `/emails/${id}`);
  if (one) {
    reply(response, { object: "email", ...head(one), tags: one.tags }, null);
    return;
  }
  if (url.pathname !== "/emails") {
    fail(response, 404, "not_found", "Email not found");
    return;
  }
  const all = mails.toReversed();
  const from = all.findIndex(({ id }) => id === url.searchParams.get("after")) + 1;
  const page = all.slice(from, from + Number(url.searchParams.get("limit") ?? 20));
  reply(response, { object: "list", has_more: from + page.length < all.length, data: page.map(head) }, null);
}

/** A webhook as Svix signs it for Resend. */
export function signedWebhook(secret: string, body: string, id: string, at: Date): Request {
  const timestamp = String(Math.floor(at.getTime() / 1000));
  const key = Buffer.from(secret.replace("whsec_", ""), "base64");
  const signature = createHmac("sha256", key).update(`${id}.${timestamp}.${body}`).digest("base64");
  const headers = { "svix-id": id, "svix-timestamp": timestamp, "svix-signature": `v1,${signature}` };
  return new Request("http://127.0.0.1/webhooks/resend", { method: "POST", body, headers });
}

/** Faults that come before the mail is taken; false for those that come after. */
function refuse(fault: ResendFault, request: IncomingMessage, response: ServerResponse): boolean {
  switch (fault) {
    case "loseReply":
    case "truncate":
    case "hang":
      return false;
    case "die":
      request.socket.destroy();
      return true;
    case "status500":
      fail(response, 500, "internal_server_error", "An unexpected error occurred.");
      return true;
    case "html502":
      response.writeHead(502, { "Content-Type": "text/html" }).end("<html><body>Bad gateway</body></html>");
      return true;
    case "rateLimit":
      response.setHeader("retry-after", "2");
      response.setHeader("ratelimit-limit", "2");
      fail(response, 429, "rate_limit_exceeded", "Too many requests.");
      return true;
    case "quota":
      fail(response, 429, "daily_quota_exceeded", "You have reached your daily email quota.");
      return true;
    case "invalidKey":
      fail(response, 403, "invalid_api_key", "API key is invalid.");
      return true;
    case "validation":
      fail(response, 422, "validation_error", "Invalid `from` field.");
      return true;
    case "unverified":
      fail(
        response,
        403,
        "validation_error",
        "The example.com domain is not verified. Please, add and verify your domain.",
      );
      return true;
    case "concurrent":
      fail(response, 409, "concurrent_idempotent_requests", "Same key in progress.");
      return true;
  }
}

function reply(response: ServerResponse, answer: object, fault: ResendFault | null): void {
  const text = JSON.stringify(answer);
  if (fault === "hang") return;
  if (fault === "loseReply") {
    response.destroy();
    return;
  }
  response.writeHead(200, { "Content-Type": "application/json", "Content-Length": text.length });
  if (fault !== "truncate") {
    response.end(text);
    return;
  }
  response.write(text.slice(0, 5));
  setTimeout(() => response.destroy(), 10);
}

function fail(response: ServerResponse, statusCode: number, name: string, message: string): void {
  response
    .writeHead(statusCode, { "Content-Type": "application/json" })
    .end(JSON.stringify({ statusCode, name, message }));
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks).toString("utf8");
}

function portOf(server: Server): number {
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("the stand-in has no port");
  return address.port;
}
