import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import path from "node:path";
import { createRequestHandler } from "@remix-run/express";
import type { ServerBuild } from "@remix-run/node";
import compression from "compression";
import express, { type Express, type NextFunction, type Request, type Response } from "express";
import { pool } from "./db.server";
import { env } from "./env.server";
import { visitorPace } from "./visitorPace";

const YEAR_S = 31_536_000;
/** The largest body taken: twice Shopify's largest webhook. */
const LARGEST_BODY = 10 * 1024 * 1024;
const HEALTH_MS = 2000;
/** Requests a minute to addresses behind which reports are read without logging in. */
const READERS_PACE = { most: 120, windowMs: 60_000 } as const;

/** The web app: static files of `build`, a health check, and Remix for everything else. */
export function webApp(build: ServerBuild, clientFolder: string): Express {
  const app = express();
  app.disable("x-powered-by");
  app.set("trust proxy", "loopback, linklocal, uniquelocal");
  app.use(secure);
  app.use(compression());
  app.get("/healthz", health);
  app.use(
    "/assets",
    express.static(path.join(clientFolder, "assets"), { immutable: true, maxAge: "1y", fallthrough: false }),
  );
  app.use(express.static(clientFolder, { maxAge: "1h", index: false }));
  app.use(limitBody);
  app.use("/shared", visitorPace(READERS_PACE));
  app.all("*", createRequestHandler({ build, mode: env.NODE_ENV }));
  return app;
}

const DEFAULTS: Readonly<Record<string, string>> = {
  "X-Content-Type-Options": "nosniff",
  "Referrer-Policy": "strict-origin-when-cross-origin",
  // What a page shows is the shop's: no cache may keep it. Static files say otherwise themselves.
  "Cache-Control": "no-store",
  ...(env.SHOPIFY_APP_URL.startsWith("https:")
    ? { "Strict-Transport-Security": `max-age=${YEAR_S}; includeSubDomains` }
    : {}),
};

/** Gives every answer the headers that its route did not set itself. */
function secure(_: Request, response: Response, next: NextFunction): void {
  const writeHead = response.writeHead.bind(response) as (...input: unknown[]) => Response;
  response.writeHead = ((...input: unknown[]) => {
    for (const [name, value] of Object.entries(DEFAULTS))
      if (!response.hasHeader(name)) response.setHeader(name, value);
    return writeHead(...input);
  }) as typeof response.writeHead;
  next();
}

/** Bodies are held whole before their signature can be checked, so one that does not say how long it is is not taken. */
function limitBody(request: Request, response: Response, next: NextFunction): void {
  if (request.headers["transfer-encoding"] !== undefined)
    response.status(411).type("text/plain").send("The length of the body must be given.");
  else if (Number(request.headers["content-length"] ?? 0) > LARGEST_BODY)
    response.status(413).type("text/plain").send("The body is too large.");
  else next();
}

/** 200 while the database answers, else 503: for whatever watches over the process. */
async function health(_: Request, response: Response): Promise<void> {
  const late = new Promise<never>((_resolve, reject) => {
    setTimeout(() => reject(new Error("the database is slow")), HEALTH_MS).unref();
  });
  try {
    await Promise.race([pool.query("SELECT 1"), late]);
    response.json({ status: "ok" });
  } catch {
    response.status(503).json({ status: "the database does not answer" });
  }
}

export interface WebServer {
  readonly url: string;
  /** Takes no more requests and waits for those under way. */
  stop(withinMs: number): Promise<void>;
}

/** Listens on HOST and PORT. Throws with the port's number when it is taken. */
export async function listen(app: Express, host: string, port: number): Promise<WebServer> {
  const server = createServer({ requestTimeout: 30_000, keepAliveTimeout: 65_000 }, app);
  await new Promise<void>((resolve, reject) => {
    server.once("listening", resolve);
    server.once("error", (error: NodeJS.ErrnoException) =>
      reject(
        error.code === "EADDRINUSE" ? new Error(`Port ${port} on ${host} is taken. Set PORT to a free one.`) : error,
      ),
    );
    server.listen(port, host);
  });
  const { port: taken } = server.address() as AddressInfo;
  return {
    url: `http://${host.includes(":") ? `[${host}]` : host}:${taken}`,
    async stop(withinMs) {
      const ended = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeIdleConnections();
      const late = setTimeout(() => server.closeAllConnections(), withinMs);
      await ended;
      clearTimeout(late);
    },
  };
}
