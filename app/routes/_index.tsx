import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { languageFor } from "~/i18n/languages";
import { translator } from "~/i18n/translate";

export const meta: MetaFunction = () => [{ title: "Tenure" }];

/** Shopify opens the app with a shop in the address; anyone else is told where to find it. */
export function loader({ request }: LoaderFunctionArgs) {
  const url = new URL(request.url);
  if (url.searchParams.has("shop")) throw redirect(`/app${url.search}`);
  return { language: languageFor(request.headers.get("accept-language")?.split(",")[0]) };
}

export default function Outside() {
  const { language } = useLoaderData<typeof loader>();
  const t = translator(language);
  return (
    <main className="outside" lang={language}>
      <h1>{t("pages.outside.title")}</h1>
      <p>{t("pages.outside.text")}</p>
    </main>
  );
}
