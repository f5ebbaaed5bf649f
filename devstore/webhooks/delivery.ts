import { request as httpRequest } from "node:http";
import { request as httpsRequest } from "node:https";

/** How one attempt ended: with a status, or with why there is none. */
export interface AttemptEnd {
  readonly status: number | null;
  readonly error: string | null;
}

export interface AttemptLimits {
  readonly connectMs: number;
  readonly totalMs: number;
}

/** Shopify waits 1 s for a connection and 5 s in all. */
export const shopifyLimits: AttemptLimits = { connectMs: 1000, totalMs: 5000 };

/** Posts one webhook; never throws. Redirects are not followed: anything but 2xx is a failure. */
export function attempt(
  url: string,
  headers: Readonly<Record<string, string>>,
  body: string,
  limits: AttemptLimits,
  signal: AbortSignal,
): Promise<AttemptEnd> {
  return new Promise((resolve) => {
    const send = url.startsWith("https:") ? httpsRequest : httpRequest;
    const sent = send(url, { method: "POST", headers, agent: false, signal });
    const fail = (error: string) => {
      resolve({ status: null, error });
      sent.destroy();
    };
    const connecting = setTimeout(() => fail(`no connection within ${limits.connectMs} ms`), limits.connectMs);
    const answering = setTimeout(() => fail(`no answer within ${limits.totalMs} ms`), limits.totalMs);
    sent.on("socket", (socket) => socket.once("connect", () => clearTimeout(connecting)));
    sent.on("response", (response) => {
      response.resume();
      response.on("end", () => resolve({ status: response.statusCode ?? null, error: null }));
    });
    sent.on("error", (error) => fail(error.message));
    sent.on("close", () => {
      clearTimeout(connecting);
      clearTimeout(answering);
      resolve({ status: null, error: "connection closed" });
    });
    sent.end(body);
  });
}
