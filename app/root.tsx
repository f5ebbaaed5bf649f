import type { LinksFunction, LoaderFunctionArgs } from "@remix-run/node";
import { Links, Meta, Outlet, Scripts, ScrollRestoration, useRouteError, useRouteLoaderData } from "@remix-run/react";
import polarisStyles from "@shopify/polaris/build/esm/styles.css?url";
import type { ReactNode } from "react";
import { PlainError } from "~/components/shell/PlainError";
import tenureStyles from "~/components/tenure.css?url";
import { env } from "~/env.server";
import { languageFor } from "~/i18n/languages";

export const links: LinksFunction = () => [
  { rel: "icon", href: "/favicon.svg", type: "image/svg+xml" },
  { rel: "stylesheet", href: polarisStyles },
  { rel: "stylesheet", href: tenureStyles },
];

export function loader({ request }: LoaderFunctionArgs) {
  return {
    apiKey: env.SHOPIFY_API_KEY,
    appBridgeUrl: env.APP_BRIDGE_URL,
    language: languageFor(new URL(request.url).searchParams.get("locale")),
  };
}

// What the loader answers holds for as long as the document stands.
export const shouldRevalidate = () => false;

export function Layout({ children }: { children: ReactNode }) {
  const head = useRouteLoaderData<typeof loader>("root");
  return (
    <html lang={head?.language ?? "en"}>
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width,initial-scale=1" />
        {/* Shopify asks for App Bridge before any other script, in the head of every document. */}
        {head ? <meta name="shopify-api-key" content={head.apiKey} /> : null}
        {head ? <script src={head.appBridgeUrl} /> : null}
        <Meta />
        <Links />
      </head>
      <body>
        {children}
        <ScrollRestoration />
        <Scripts />
      </body>
    </html>
  );
}

export function ErrorBoundary() {
  const head = useRouteLoaderData<typeof loader>("root");
  return <PlainError error={useRouteError()} language={head?.language ?? "en"} />;
}

export default function Root() {
  return <Outlet />;
}
