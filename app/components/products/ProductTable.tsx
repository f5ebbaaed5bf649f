import { Link, useSearchParams } from "@remix-run/react";
import { Badge } from "@shopify/polaris";
import { Fragment } from "react";
import { getMetric } from "~/analytics/metrics/registry";
import { Explained } from "~/components/explain/Explained";
import { FiguresScroll } from "~/components/figures/FiguresScroll";
import { SortableHead, type Sorting } from "~/components/figures/SortableHead";
import { useWords } from "~/components/shell/words";
import type { ProfitSteps } from "~/reports/pageReports";
import type { VariantRow } from "~/reports/productTypes";
import type { Figure, ProductRow } from "~/reports/report";
import { FIRST_ORDER_COLUMNS, hasTotal, PRODUCT_FIGURES, type ProductFigureName } from "./productColumns";

interface ProductTableProps {
  readonly products: readonly ProductRow[];
  /** Sum of all products of the period, also of those on other pages. */
  readonly total: ProfitSteps;
  readonly sorting: Sorting;
  readonly expanded: { readonly productId: string; readonly variants: readonly VariantRow[] } | null;
}

/** Products with what they sold and what was left of it. A product without cost says so instead of shining. */
export function ProductTable({ products, total, sorting, expanded }: ProductTableProps) {
  const { t } = useWords();
  return (
    <FiguresScroll label={t("reports.sections.products")}>
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
            {FIRST_ORDER_COLUMNS.map((column) => (
              <SortableHead
                key={column}
                column={column}
                label={t(`reports.columns.${column}`)}
                sorting={sorting}
                numeric
              />
            ))}
          </tr>
        </thead>
        <tbody>
          <TotalLine total={total} />
          {products.map((product) => (
            <Fragment key={`${product.kind} ${product.productId ?? product.title}`}>
              <ProductLine product={product} open={isOpen(product, expanded)} />
              {isOpen(product, expanded)
                ? expanded?.variants.map((variant) => <VariantLine key={variant.variantId ?? ""} variant={variant} />)
                : null}
            </Fragment>
          ))}
        </tbody>
      </table>
    </FiguresScroll>
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
      {FIRST_ORDER_COLUMNS.map((column) => (
        <td key={column} />
      ))}
    </tr>
  );
}

const isOpen = (product: ProductRow, expanded: ProductTableProps["expanded"]): boolean =>
  expanded !== null && product.productId === expanded.productId;

/** A variant's part of the product above it. */
function VariantLine({ variant }: { variant: VariantRow }) {
  const { value } = useWords();
  return (
    <tr className="statement-share">
      <th scope="row" className="pinned wrap">
        <span className="product-title">{[variant.title, variant.sku].filter(Boolean).join(" · ") || "–"}</span>
      </th>
      {PRODUCT_FIGURES.map((metric) => (
        <td key={metric} className="number">
          {value(variant[metric], getMetric(metric).unit)}
        </td>
      ))}
      <FirstOrders product={variant} />
    </tr>
  );
}

/** First orders with the product, and what their customers are worth, with the number of those beside it. */
function FirstOrders({ product }: { product: ProductRow }) {
  const { count, ratio, money, t } = useWords();
  const { firstOrderCustomers, firstOrderShare, yearLifetimeValue, yearOldCustomers } = product;
  return (
    <>
      <td className="number">{count(firstOrderCustomers)}</td>
      <td className="number">{ratio(firstOrderShare)}</td>
      <td className="number">
        {money(yearLifetimeValue)}
        {yearOldCustomers > 0 ? (
          <span className="row-note">{t("filters.customers", { count: yearOldCustomers })}</span>
        ) : null}
      </td>
    </>
  );
}

function ProductLine({ product, open }: { product: ProductRow; open: boolean }) {
  const { t } = useWords();
  const { kind, title, costCoverage } = product;
  return (
    <tr>
      <th scope="row" className="pinned wrap">
        <span className="product-title">
          {kind === "untied" ? t("reports.columns.untied") : title} <Variants product={product} open={open} />
        </span>
        {costCoverage === 0 ? <Badge tone="attention">{t("pages.products.noCost")}</Badge> : null}
      </th>
      {PRODUCT_FIGURES.map((metric) => (
        <td key={metric} className="number">
          <ProductFigure product={product} metric={metric} />
        </td>
      ))}
      {kind === "untied" ? FIRST_ORDER_COLUMNS.map((column) => <td key={column} />) : <FirstOrders product={product} />}
    </tr>
  );
}

/** Opens or closes the variants of a product; the choice stands in the address. */
function Variants({ product: { productId, title }, open }: { product: ProductRow; open: boolean }) {
  const { t } = useWords();
  const [search] = useSearchParams();
  if (productId === null) return null;
  const next = new URLSearchParams(search);
  if (open) next.delete("variants");
  else next.set("variants", productId);
  const label = t(open ? "platforms.allocation.hideVariants" : "platforms.allocation.showVariants", { title });
  return (
    <Link to={`?${next}`} preventScrollReset aria-label={label} title={label} className="expander">
      {open ? "▾" : "▸"}
    </Link>
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
