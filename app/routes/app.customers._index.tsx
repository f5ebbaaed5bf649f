import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { CustomersPage } from "~/components/customers/CustomersPage";
import { customersQuery, valueBasis } from "~/components/customers/customersQuery";
import { PredictedCustomersPage } from "~/components/customers/PredictedCustomersPage";
import { chosenIn } from "~/components/filter/chosenIn";
import { getSettings, saveSettings } from "~/data/settings.server";
import { customersReport } from "~/reports/customersReport.server";
import { predictedCustomersReport } from "~/reports/predictedCustomers.server";
import { requireShop } from "~/shopify/requireShop.server";

const Wish = z.object({
  highValueBy: z.enum(["past", "predicted"]).optional(),
  highValueShare: z.number().min(0.01).max(0.5).optional(),
});

export async function loader({ request }: LoaderFunctionArgs) {
  const { shop } = await requireShop(request);
  const search = new URL(request.url).searchParams;
  const query = customersQuery(search);
  const settings = await getSettings(shop.shopId);
  const asOf = new Date();
  if (valueBasis(search, settings.highValueBy) === "predicted")
    return { predicted: await predictedCustomersReport(shop.shopId, { page: query.page, asOf }), view: null };
  const report = await customersReport(shop.shopId, { ...query, ...chosenIn(search), asOf });
  return { predicted: null, view: { report, query, highValueShare: settings.highValueShare } };
}

/** Keeps by what customers are of high value. */
export async function action({ request }: ActionFunctionArgs) {
  const { shop, userId } = await requireShop(request);
  await saveSettings(shop.shopId, Wish.parse(await request.json()), userId);
  return null;
}

export default function Customers() {
  const { predicted, view } = useLoaderData<typeof loader>();
  if (predicted) return <PredictedCustomersPage report={predicted} />;
  return view ? <CustomersPage view={view} /> : null;
}
