import { Button, Card, Text } from "@shopify/polaris";
import { useState } from "react";
import { FiguresTable } from "~/components/figures/FiguresTable";
import { useWords } from "~/components/shell/words";
import type { OwnProduct } from "~/reports/pageReports";

/** Rows that stand at first. */
const FIRST_SHOWN = 10;

/** What a customer bought, and when each product is due again. */
export function CustomerProducts({ products }: { products: readonly OwnProduct[] }) {
  const { t, count, money, day } = useWords();
  const [shown, setShown] = useState(FIRST_SHOWN);
  if (products.length === 0) return null;
  return (
    <Card padding="0">
      <div className="card-head">
        <Text as="h2" variant="headingMd">
          {t("customers.one.products")}
        </Text>
      </div>
      <FiguresTable
        label={t("customers.one.products")}
        heads={[
          { text: t("customers.one.product") },
          { text: t("customers.one.units"), numeric: true },
          { text: t("metrics.netSales.label"), numeric: true },
          { text: t("customers.one.lastBought") },
          { text: t("customers.one.usualGap"), numeric: true },
          { text: t("customers.one.due") },
        ]}
        rows={products.slice(0, shown).map((of) => ({
          key: `${of.productId} ${of.title}`,
          cells: [
            <span key="title" className="product-title">
              {of.title}
            </span>,
            count(of.units),
            money(of.netSales),
            of.lastDay ? day(of.lastDay) : "",
            of.usualGap === null ? "" : count(of.usualGap),
            of.due ? day(of.due) : "",
          ],
        }))}
      />
      {shown < products.length ? (
        <div className="card-head">
          <Button variant="plain" onClick={() => setShown(products.length)}>
            {t("customers.one.allProducts", { count: products.length })}
          </Button>
        </div>
      ) : null}
    </Card>
  );
}
