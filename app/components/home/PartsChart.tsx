import type { Grain } from "~/analytics/period";
import { ColumnChart } from "~/components/charts/ColumnChart";
import { COLORS } from "~/components/charts/colors";
import { useWords } from "~/components/shell/words";
import { partText } from "~/i18n/filterText";
import type { ChartPart } from "~/reports/pageReports";

/** Net sales and contribution profit side by side over the chosen period, day by day, week by week … */
export function PartsChart({ parts, grain }: { parts: readonly ChartPart[]; grain: Grain }) {
  const { t, language, money, moneyShort } = useWords();
  return (
    <ColumnChart
      content={{
        title: t("filters.chart", { grain: t(`filters.grain.${grain}`) }),
        labelTitle: t(`filters.grain.${grain}`),
        labels: parts.map((part) => partText(part, grain, language)),
        series: [
          { name: t("metrics.netSales.label"), color: COLORS.sales, values: parts.map(({ netSales }) => netSales) },
          {
            name: t("metrics.contributionProfit.label"),
            color: COLORS.profit,
            values: parts.map(({ contributionProfit }) => contributionProfit),
          },
        ],
        format: money,
        formatAxis: moneyShort,
      }}
    />
  );
}
