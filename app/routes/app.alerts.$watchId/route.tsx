import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { WatchPage } from "~/components/alerts/WatchPage";
import { requireShop } from "~/shopify/requireShop.server";
import { act } from "./act.server";
import { loadWatch } from "./load.server";

/** In place of an id: a watch that is being set up. */
const NEW = "new";
const idOf = (watchId: string | undefined): string | null => (watchId === NEW ? null : (watchId ?? null));

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { shop } = await requireShop(request);
  return loadWatch(shop, idOf(params.watchId));
}

export async function action({ request, params }: ActionFunctionArgs) {
  const { shop, redirect } = await requireShop(request);
  const { answer, goTo } = await act(shop, idOf(params.watchId), await request.json(), new Date());
  return goTo === null ? answer : redirect(goTo);
}

export default function Watch() {
  const view = useLoaderData<typeof loader>();
  return <WatchPage key={view.watchId} view={view} />;
}
