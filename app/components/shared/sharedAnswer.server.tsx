import { createHash } from "node:crypto";
import type { ReactElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { SHARED_STYLE } from "./sharedStyle";

// The page has no script, loads nothing and goes nowhere: its one style sheet is known by its digest, its pictures are in it.
const STYLE_DIGEST = createHash("sha256").update(SHARED_STYLE).digest("base64");

const HEADERS = {
  "Content-Type": "text/html; charset=utf-8",
  "Cache-Control": "no-store",
  "Content-Security-Policy": `default-src 'none'; style-src 'sha256-${STYLE_DIGEST}'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`,
  "Cross-Origin-Opener-Policy": "same-origin",
  "Cross-Origin-Resource-Policy": "same-origin",
  "Referrer-Policy": "no-referrer",
  "X-Content-Type-Options": "nosniff",
  "X-Frame-Options": "DENY",
  "X-Robots-Tag": "noindex, nofollow, noarchive, nosnippet",
} as const;

/** Headers that hold for a file of a shared report as well. */
export const FILE_HEADERS = {
  "Cache-Control": HEADERS["Cache-Control"],
  "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'; sandbox",
  "Cross-Origin-Resource-Policy": HEADERS["Cross-Origin-Resource-Policy"],
  "Referrer-Policy": HEADERS["Referrer-Policy"],
  "X-Content-Type-Options": HEADERS["X-Content-Type-Options"],
  "X-Robots-Tag": HEADERS["X-Robots-Tag"],
} as const;

/** A page for readers without access to the shop, which nothing may frame, cache or index. */
export function sharedAnswer(page: ReactElement, status = 200, more: Readonly<Record<string, string>> = {}): Response {
  return new Response(`<!doctype html>${renderToStaticMarkup(page)}`, { status, headers: { ...HEADERS, ...more } });
}
