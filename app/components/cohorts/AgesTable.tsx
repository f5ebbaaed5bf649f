import { BlockStack, Text } from "@shopify/polaris";
import { ScrollHint } from "~/components/figures/ScrollHint";
import { useWords } from "~/components/shell/words";
import { formatNumber } from "~/i18n/format";
import type { AgeRow } from "~/reports/report";

/** Values at 30, 60, 90 … days, each over the customers who are that old. */
export function AgesTable({ ages, smallest }: { ages: readonly AgeRow[]; smallest: number }) {
  const { t, count, money, ratio, language } = useWords();
  const heads = [
    t("cohorts.ages.customers"),
    t("cohorts.ages.repeat"),
    t("metrics.repeatRate.label"),
    t("metrics.lifetimeOrders.label"),
    t("metrics.lifetimeNetSales.label"),
    t("metrics.lifetimeGrossProfit.label"),
    t("metrics.lifetimeValue.label"),
  ];
  return (
    <>
      <div className="card-head">
        <BlockStack gap="100">
          <Text as="h2" variant="headingMd">
            {t("cohorts.ages.title")}
          </Text>
          <Text as="p" tone="subdued">
            {t("cohorts.ages.text")}
          </Text>
        </BlockStack>
      </div>
      <ScrollHint columns={heads.length + 1} label={t("cohorts.ages.title")}>
        <table className="figures">
          <thead>
            <tr>
              <th scope="col" className="pinned">
                {t("reports.columns.age")}
              </th>
              {heads.map((label) => (
                <th key={label} scope="col" className="number">
                  {label}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {ages.map((row) => (
              <tr key={row.age} className={row.customers < smallest ? "quiet-row" : undefined}>
                <th scope="row" className="pinned">
                  {t("cohorts.ages.days", { count: row.age })}
                </th>
                <td className="number">{count(row.customers)}</td>
                <td className="number">{count(row.repeatCustomers)}</td>
                <td className="number">{ratio(row.repeatRate)}</td>
                <td className="number">{formatNumber(row.lifetimeOrders, language)}</td>
                <td className="number">{money(row.lifetimeNetSales)}</td>
                <td className="number">{money(row.lifetimeGrossProfit)}</td>
                <td className="number">{money(row.lifetimeValue)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollHint>
    </>
  );
}
