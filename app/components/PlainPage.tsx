import type { ReactElement, ReactNode } from "react";
import { renderToStaticMarkup } from "react-dom/server";

const STYLE = `
:root { color-scheme: light dark; --line: #d9d9d9; --quiet: #616161; --ground: #f1f1f1; --card: #fff; --ink: #1a1a1a; --accent: #005bd3; }
@media (prefers-color-scheme: dark) { :root { --line: #3a3a3a; --quiet: #a8a8a8; --ground: #161616; --card: #222; --ink: #f0f0f0; --accent: #7ab3ff; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--ground); color: var(--ink); font: 15px/1.5 system-ui, sans-serif; }
main { max-width: 60rem; margin: 0 auto; padding: 2rem 1rem; }
main.narrow { max-width: 32rem; padding-top: 15vh; }
h1 { font-size: 1.25rem; line-height: 1.3; margin: 0 0 1rem; overflow-wrap: anywhere; }
.card { background: var(--card); border: 1px solid var(--line); border-radius: 12px; padding: 1rem; margin-bottom: 1rem; overflow-x: auto; }
.quiet { color: var(--quiet); }
a { color: var(--accent); }
table { border-collapse: collapse; width: 100%; }
th, td { text-align: start; padding: .5rem .75rem .5rem 0; border-bottom: 1px solid var(--line); vertical-align: top; overflow-wrap: anywhere; }
tr:last-child > * { border-bottom: 0; }
th { font-weight: 600; color: var(--quiet); }
iframe { display: block; width: 100%; height: 75vh; border: 1px solid var(--line); border-radius: 12px; background: #fff; margin-bottom: 1rem; }
pre { margin: .75rem 0 0; white-space: pre; overflow-x: auto; font: 13px/1.5 ui-monospace, monospace; }
button { font: inherit; font-weight: 600; padding: .5rem 1rem; border-radius: 8px; border: 1px solid var(--line); background: var(--ink); color: var(--card); cursor: pointer; }
`;

const HEADERS = {
  "Content-Type": "text/html; charset=utf-8",
  "Cache-Control": "no-store",
  "Content-Security-Policy":
    "default-src 'none'; style-src 'unsafe-inline'; img-src 'self' data:; frame-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
  "Referrer-Policy": "no-referrer",
  "X-Content-Type-Options": "nosniff",
  "X-Robots-Tag": "noindex",
};

interface PlainPageProps {
  readonly title: string;
  readonly language: string;
  readonly isNarrow?: boolean;
  readonly children: ReactNode;
}

/** A page without scripts, for people outside Shopify's admin. */
export function PlainPage({ title, language, isNarrow = false, children }: PlainPageProps): ReactElement {
  return (
    <html lang={language}>
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width,initial-scale=1" />
        <title>{title}</title>
        <style>{STYLE}</style>
      </head>
      <body>
        <main className={isNarrow ? "narrow" : undefined}>{children}</main>
      </body>
    </html>
  );
}

/** The page as an answer that nothing may frame, cache or index. */
export function plainAnswer(page: ReactElement, status = 200): Response {
  return new Response(`<!doctype html>${renderToStaticMarkup(page)}`, { status, headers: HEADERS });
}
