import type { RequestHandler } from "express";

interface Pace {
  /** Requests of one visitor within a window. */
  readonly most: number;
  readonly windowMs: number;
  readonly now?: () => number;
}

/**
 * Holds each visitor of a process to a number of requests, so that addresses cannot be tried out. Who asked is known in memory
 * alone and forgotten with the window: nothing of it is stored or logged.
 */
export function visitorPace({ most, windowMs, now = Date.now }: Pace): RequestHandler {
  let began = now();
  const asked = new Map<string, number>();
  return (request, response, next) => {
    if (now() - began >= windowMs) {
      asked.clear();
      began = now();
    }
    const visitor = request.ip ?? "";
    const count = (asked.get(visitor) ?? 0) + 1;
    asked.set(visitor, count);
    if (count <= most) return next();
    const again = Math.max(1, Math.ceil((began + windowMs - now()) / 1000));
    response.status(429).set("Retry-After", String(again)).type("text/plain").send("Too many requests.");
  };
}
