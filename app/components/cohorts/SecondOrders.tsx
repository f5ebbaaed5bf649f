import { BlockStack, Text } from "@shopify/polaris";
import { ColumnChart } from "~/components/charts/ColumnChart";
import { COLORS } from "~/components/charts/colors";
import { useWords } from "~/components/shell/words";
import type { CohortReport } from "~/reports/cohortPage";

/** How long customers take to come back: the middle of it, and how it is spread. */
export function SecondOrders({ of }: { of: CohortReport["secondOrders"] }) {
  const { t, count } = useWords();
  const bandText = ({ from, to }: (typeof of.bands)[number]) =>
    to === null
      ? t("cohorts.second.over", { from: String(from - 1) })
      : t("cohorts.second.between", { from: String(from), to: String(to) });
  if (of.median === null)
    return (
      <BlockStack gap="200">
        <Text as="h2" variant="headingMd">
          {t("cohorts.second.title")}
        </Text>
        <Text as="p" tone="subdued">
          {t("cohorts.second.none")}
        </Text>
      </BlockStack>
    );
  return (
    <BlockStack gap="200">
      <ColumnChart
        content={{
          title: t("cohorts.second.title"),
          labelTitle: t("cohorts.second.days"),
          labels: of.bands.map(bandText),
          series: [
            {
              name: t("cohorts.second.customers"),
              color: COLORS.sales,
              values: of.bands.map(({ customers }) => customers),
            },
          ],
          format: count,
          formatAxis: count,
        }}
      />
      <Text as="p" tone="subdued">
        {t("cohorts.second.of", { count: of.customers })} {t("cohorts.second.median", { count: Math.ceil(of.median) })}
      </Text>
    </BlockStack>
  );
}
