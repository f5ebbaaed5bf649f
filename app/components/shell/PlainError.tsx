import { isRouteErrorResponse } from "@remix-run/react";
import type { Language } from "~/i18n/languages";
import { translator } from "~/i18n/translate";

/** What stands where not even the app's frame could be drawn: no shop is known, or the database does not answer. */
export function PlainError({ error, language }: { error: unknown; language: Language }) {
  const t = translator(language);
  const missing = isRouteErrorResponse(error) && error.status === 404;
  return (
    <main className="outside">
      <h1>{t(missing ? "pages.errors.notFoundTitle" : "pages.errors.title")}</h1>
      <p>{t(missing ? "pages.errors.notFoundText" : "pages.errors.text")}</p>
    </main>
  );
}
