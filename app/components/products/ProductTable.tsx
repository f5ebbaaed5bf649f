import { Badge } from "@shopify/polaris";
import { getMetric } from "~/analytics/metrics/registry";
import { Explained } from "~/components/explain/Explained";
import { SortableHead, type Sorting } from "~/components/figures/SortableHead";
import { useWords } from "~/components/shell/words";
import type { ProfitSteps } from "~/reports/pageReports";
import type { Figure, ProductRow } from "~/reports/report";
import { hasTotal, PRODUCT_FIGURES, type ProductFigureName } from "./productColumns";

interface ProductTableProps {
  readonly products: readonly ProductRow[];
  /** Sum of all products of the period, also of those on other pages. */
  readonly total: ProfitSteps;
  readonly sorting: Sorting;
}

/** Products with what they sold and what was left of it. A product without cost says so instead of shining. */
export function ProductTable({ products, total, sorting }: ProductTableProps) {
  const { t } = useWords();
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region has to be reachable by keyboard
    <section className="figures-scroll" tabIndex={0} aria-label={t("reports.sections.products")}>
      <table className="figures">
        <thead>
          <tr>
            <SortableHead column="title" label={t("reports.columns.title")} sorting={sorting} pinned />
            {PRODUCT_FIGURES.map((metric) => (
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
          <TotalLine total={total} />
          {products.map((product) => (
            <ProductLine key={`${product.kind} ${product.productId ?? product.title}`} product={product} />
          ))}
        </tbody>
      </table>
    </section>
  );
}

function TotalLine({ total }: { total: ProfitSteps }) {
  const { t } = useWords();
  return (
    <tr className="statement-subtotal">
      <th scope="row" className="pinned">
        {t("pages.products.all")}
      </th>
      {PRODUCT_FIGURES.map((metric) => (
        <td key={metric} className="number">
          {hasTotal(metric) ? <Explained metric={metric} figure={total[metric]} /> : null}
        </td>
      ))}
      <td />
    </tr>
  );
}

function ProductLine({ product }: { product: ProductRow }) {
  const { t, count } = useWords();
  const { kind, title, costCoverage, firstOrderCustomers } = product;
  return (
    <tr>
      <th scope="row" className="pinned wrap">
        <span className="product-title">{kind === "untied" ? t("reports.columns.untied") : title}</span>
        {costCoverage === 0 ? <Badge tone="attention">{t("pages.products.noCost")}</Badge> : null}
      </th>
      {PRODUCT_FIGURES.map((metric) => (
        <td key={metric} className="number">
          <ProductFigure product={product} metric={metric} />
        </td>
      ))}
      <td className="number">{kind === "untied" ? null : count(firstOrderCustomers)}</td>
    </tr>
  );
}

interface ProductFigureProps {
  readonly product: ProductRow;
  readonly metric: ProductFigureName;
}

/** Orders are listed by product; what belongs to none is shown without a list behind it. */
function ProductFigure({ product, metric }: ProductFigureProps) {
  const { value } = useWords();
  if (product.productId === null) return value(product[metric], getMetric(metric).unit);
  return <Explained metric={metric} figure={figureOf(product, metric)} within={{ productId: product.productId }} />;
}

/** The figure with what is needed to doubt it. */
function figureOf(product: ProductRow, metric: ProductFigureName): Figure {
  const figure = { value: product[metric], unit: getMetric(metric).unit };
  if (metric !== "contributionProfit") return figure;
  const { costCoverage, contributionProfitLow, contributionProfitHigh } = product;
  return { ...figure, coverage: costCoverage, low: contributionProfitLow, high: contributionProfitHigh };
}
