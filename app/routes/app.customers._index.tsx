import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { CustomersPage } from "~/components/customers/CustomersPage";
import { customerFilter, passes } from "~/components/customers/customerFilter";
import { lastPage, pageOf, pageSlice } from "~/components/figures/paging";
import { customersReport } from "~/reports/customersReport.server";
import { requireShop } from "~/shopify/requireShop.server";

const PAGE_SIZE = 50;

export async function loader({ request }: LoaderFunctionArgs) {
  const { shop } = await requireShop(request);
  const search = new URL(request.url).searchParams;
  const filter = customerFilter(search);
  const page = pageOf(search);
  const report = await customersReport(shop.shopId, { asOf: new Date() });
  const passing = report.rows.filter((customer) => passes(customer, filter));
  const rows = pageSlice(passing, page, PAGE_SIZE);
  return {
    report: { ...report, rows },
    filter,
    page,
    lastPage: lastPage(passing.length, PAGE_SIZE),
    count: passing.length,
  };
}

export default function Customers() {
  return <CustomersPage view={useLoaderData<typeof loader>()} />;
}
