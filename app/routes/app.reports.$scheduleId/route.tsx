import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { SchedulePage } from "~/components/reports/SchedulePage";
import { requireShop } from "~/shopify/requireShop.server";
import { act } from "./act.server";
import { loadSchedule, NEW, newSchedule, templateNamed } from "./load.server";

const idOf = (scheduleId: string | undefined): string | null => (scheduleId === NEW ? null : (scheduleId ?? null));

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { shop } = await requireShop(request);
  const scheduleId = idOf(params.scheduleId);
  return scheduleId === null
    ? newSchedule(shop, templateNamed(new URL(request.url).searchParams))
    : loadSchedule(shop, scheduleId);
}

export async function action({ request, params }: ActionFunctionArgs) {
  const { shop, redirect } = await requireShop(request);
  const { answer, goTo } = await act(shop, idOf(params.scheduleId), await request.json(), new Date());
  return goTo === null ? answer : redirect(goTo);
}

export default function Schedule() {
  const view = useLoaderData<typeof loader>();
  return <SchedulePage key={view.scheduleId} view={view} />;
}
