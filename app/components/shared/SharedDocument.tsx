import type { ReactNode } from "react";
import type { Language } from "~/i18n/languages";
import { SHARED_STYLE } from "./sharedStyle";

interface SharedDocumentProps {
  readonly title: string;
  readonly language: Language;
  readonly isNarrow?: boolean;
  readonly children: ReactNode;
}

/** A document without scripts for readers outside Shopify's admin. */
export function SharedDocument({ title, language, isNarrow = false, children }: SharedDocumentProps) {
  return (
    <html lang={language} dir="ltr">
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width,initial-scale=1" />
        <meta name="robots" content="noindex,nofollow,noarchive" />
        <meta name="referrer" content="no-referrer" />
        <title>{title}</title>
        <style>{SHARED_STYLE}</style>
      </head>
      <body>
        <main className={isNarrow ? "narrow" : undefined}>{children}</main>
      </body>
    </html>
  );
}

/** A sentence in place of a report. */
export function SharedMessage({
  language,
  title,
  text,
}: {
  readonly language: Language;
  readonly title: string;
  readonly text: string;
}) {
  return (
    <SharedDocument title={title} language={language} isNarrow>
      <header>
        <h1>{title}</h1>
        <p>{text}</p>
      </header>
    </SharedDocument>
  );
}
