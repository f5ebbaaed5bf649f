import { Badge } from "@shopify/polaris";
import { Explained } from "~/components/explain/Explained";
import { SortableHead, type Sorting } from "~/components/figures/SortableHead";
import { useWords } from "~/components/shell/words";
import type { ProductRow } from "~/reports/report";

const FIGURES = [
  "netSales",
  "units",
  "returnRate",
  "cogs",
  "grossProfit",
  "grossMargin",
  "paymentFees",
  "contributionProfit",
  "costCoverage",
] as const satisfies readonly (keyof ProductRow)[];

export const PRODUCT_COLUMNS = ["title", ...FIGURES, "firstOrderCustomers"] as const;
export type ProductColumn = (typeof PRODUCT_COLUMNS)[number];

/** Products with what they sold and what was left of it. A product without cost says so instead of shining. */
export function ProductTable({ products, sorting }: { products: readonly ProductRow[]; sorting: Sorting }) {
  const { t } = useWords();
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region has to be reachable by keyboard
    <section className="figures-scroll" tabIndex={0} aria-label={t("reports.sections.products")}>
      <table className="figures">
        <thead>
          <tr>
            <SortableHead column="title" label={t("reports.columns.title")} sorting={sorting} pinned />
            {FIGURES.map((metric) => (
              <SortableHead
                key={metric}
                column={metric}
                label={t(`metrics.${metric}.label`)}
                sorting={sorting}
                numeric
              />
            ))}
            <SortableHead
              column="firstOrderCustomers"
              label={t("reports.columns.firstOrderCustomers")}
              sorting={sorting}
              numeric
            />
          </tr>
        </thead>
        <tbody>
          {products.map((product) => (
            <ProductLine key={product.productId ?? product.title} product={product} />
          ))}
        </tbody>
      </table>
    </section>
  );
}

function ProductLine({ product }: { product: ProductRow }) {
  const { t, count } = useWords();
  const within = product.productId === null ? {} : { productId: product.productId };
  return (
    <tr>
      <th scope="row" className="pinned wrap">
        <span className="product-title">{product.title}</span>
        {product.costCoverage === 0 ? <Badge tone="attention">{t("pages.products.noCost")}</Badge> : null}
      </th>
      {FIGURES.map((metric) => (
        <td key={metric} className="number">
          <Explained metric={metric} figure={product[metric]} within={within} />
        </td>
      ))}
      <td className="number">{count(product.firstOrderCustomers)}</td>
    </tr>
  );
}
