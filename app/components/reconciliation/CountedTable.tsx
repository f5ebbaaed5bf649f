import { Badge, Card, Text } from "@shopify/polaris";
import { FiguresScroll } from "~/components/figures/FiguresScroll";
import { useWords } from "~/components/shell/words";
import type { CountedMonth } from "~/reports/reconciliationTypes";

/** What can be compared without Shopify's reports: the number of orders of each month. */
export function CountedTable({ counted }: { counted: readonly CountedMonth[] }) {
  const { t, month, count } = useWords();
  return (
    <Card padding="0">
      <div className="card-head">
        <Text as="h2" variant="headingMd">
          {t("reconciliation.countedTitle")}
        </Text>
        <Text as="p" tone="subdued">
          {t("reconciliation.countedText")}
        </Text>
      </div>
      <FiguresScroll label={t("reconciliation.countedTitle")}>
        <table className="figures">
          <thead>
            <tr>
              <th scope="col" className="pinned">
                {t("reconciliation.month")}
              </th>
              <th scope="col">{t("reconciliation.state")}</th>
              <th scope="col" className="number">
                {t("reconciliation.ordersHere")}
              </th>
              <th scope="col" className="number">
                {t("reconciliation.ordersThere")}
              </th>
            </tr>
          </thead>
          <tbody>
            {counted.map((row) => (
              <tr key={row.month}>
                <th scope="row" className="pinned">
                  {month(row.month)}
                </th>
                <td>
                  <Badge tone={row.ours === row.shopify ? "success" : "attention"}>
                    {t(row.ours === row.shopify ? "reconciliation.equal" : "reconciliation.differs")}
                  </Badge>
                </td>
                <td className="number">{count(row.ours)}</td>
                <td className="number">{count(row.shopify)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </FiguresScroll>
    </Card>
  );
}
