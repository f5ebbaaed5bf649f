import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { HomePage } from "~/components/home/HomePage";
import { requireShop } from "~/shopify/requireShop.server";
import { loadHome } from "./load.server";

export async function loader({ request }: LoaderFunctionArgs) {
  const { shop, notices } = await requireShop(request);
  return loadHome(shop, notices, new URL(request.url).searchParams, new Date());
}

export default function Home() {
  return <HomePage home={useLoaderData<typeof loader>()} />;
}
