import type { HeadersFunction, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Outlet, useLoaderData, useRouteError, useRouteLoaderData } from "@remix-run/react";
import { boundary } from "@shopify/shopify-app-remix/server";
import { AddressNotice } from "~/components/address/AddressNotice";
import { AppFrame } from "~/components/shell/AppFrame";
import { PageError } from "~/components/shell/PageError";
import { polarisWords } from "~/components/shell/polarisWords.server";
import { ShopifyAnswer, shopifyAnswer } from "~/components/shell/ShopifyAnswer";
import { enqueue } from "~/jobs/queue.server";
import { advance } from "~/jobs/syncJobs.server";
import { requireShop } from "~/shopify/requireShop.server";

export const meta: MetaFunction = () => [{ title: "Tenure" }];

export async function loader({ request }: LoaderFunctionArgs) {
  const { shop, language, installation } = await requireShop(request);
  // The clock would begin with a new shop's history within half a minute; whoever just installed the app is looking.
  if (installation !== "known") await enqueue(advance, { shopId: shop.shopId });
  const { currency, timeZone } = shop;
  return { language, polarisWords: polarisWords(language), shop: { currency, timeZone } };
}

// The admin names its language once, when it opens the app.
export const shouldRevalidate = () => false;

export const headers: HeadersFunction = (args) => boundary.headers(args);

export default function App() {
  return (
    <AppFrame {...useLoaderData<typeof loader>()}>
      <AddressNotice />
      <Outlet />
    </AppFrame>
  );
}

export function ErrorBoundary() {
  const error = useRouteError();
  const frame = useRouteLoaderData<typeof loader>("routes/app");
  const answer = shopifyAnswer(error);
  if (answer !== null) return <ShopifyAnswer html={answer} />;
  if (!frame) throw error;
  return (
    <AppFrame {...frame}>
      <PageError error={error} />
    </AppFrame>
  );
}
