import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { pageOf } from "~/components/figures/paging";
import { VersionsPage } from "~/components/predictions/VersionsPage";
import { versionListReport } from "~/reports/versionReport.server";
import { requireShop } from "~/shopify/requireShop.server";

export async function loader({ request }: LoaderFunctionArgs) {
  const { shop } = await requireShop(request);
  return versionListReport(shop.shopId, { page: pageOf(new URL(request.url).searchParams), asOf: new Date() });
}

export default function Versions() {
  return <VersionsPage report={useLoaderData<typeof loader>()} />;
}
