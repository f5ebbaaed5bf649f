import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { StoryPage } from "~/components/subscriptions/StoryPage";
import { subscriptionStory } from "~/reports/subscriptionLists.server";
import { requireShop } from "~/shopify/requireShop.server";

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { shop } = await requireShop(request);
  const subscriptionId = params.subscriptionId ?? "";
  if (!/^\d{1,18}$/.test(subscriptionId)) throw new Response(null, { status: 404 });
  const story = await subscriptionStory(shop.shopId, { subscriptionId, asOf: new Date() });
  if (!story) throw new Response(null, { status: 404 });
  return story;
}

export default function SubscriptionRoute() {
  return <StoryPage report={useLoaderData<typeof loader>()} />;
}
