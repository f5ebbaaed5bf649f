import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { TemplatesPage } from "~/components/reports/TemplatesPage";
import { TEMPLATE_NAMES, templateOf } from "~/reports/templates";
import { requireShop } from "~/shopify/requireShop.server";

export async function loader({ request }: LoaderFunctionArgs) {
  await requireShop(request);
  return TEMPLATE_NAMES.map((name) => {
    const { sections, frequency } = templateOf(name);
    return { name, sections, every: frequency.every };
  });
}

export default function Templates() {
  return <TemplatesPage templates={useLoaderData<typeof loader>()} />;
}
