import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { ALLOCATIONS } from "~/analytics/marketingShares";
import { localDay } from "~/analytics/period";
import { lastPage, pageOf, pageSlice } from "~/components/figures/paging";
import { chosenIn } from "~/components/filter/chosenIn";
import { periodQuery } from "~/components/period/periodQuery";
import { ProductPage } from "~/components/products/ProductPage";
import { productSorting, sortProducts } from "~/components/products/sortProducts";
import { productReport, productVariants } from "~/reports/productReport.server";
import { requireShop } from "~/shopify/requireShop.server";

const PAGE_SIZE = 50;

export async function loader({ request }: LoaderFunctionArgs) {
  const { shop } = await requireShop(request);
  const asOf = new Date();
  const search = new URL(request.url).searchParams;
  const query = periodQuery(search, localDay(asOf, shop.timeZone), { choice: "last12Months", comparison: "none" });
  const { period, clock } = query;
  const allocation = ALLOCATIONS.find((name) => name === search.get("allocation")) ?? "price";
  const asked = {
    period,
    comparison: null,
    clock,
    asOf,
    ...chosenIn(search),
  };
  const report = await productReport(shop.shopId, { ...asked, allocation });
  const sorting = productSorting(search);
  const page = pageOf(search);
  const rows = pageSlice(sortProducts(report.rows, sorting), page, PAGE_SIZE);
  const product = rows.find(({ productId }) => productId !== null && productId === search.get("variants"));
  return {
    query,
    sorting,
    page,
    lastPage: lastPage(report.rows.length, PAGE_SIZE),
    count: report.rows.length,
    report: { ...report, rows },
    allocation,
    expanded: product?.productId
      ? {
          productId: product.productId,
          variants: await productVariants(shop.shopId, { ...asked, allocation }, product),
        }
      : null,
  };
}

export default function Products() {
  return <ProductPage view={useLoaderData<typeof loader>()} />;
}
