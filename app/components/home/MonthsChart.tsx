import { ColumnChart } from "~/components/charts/ColumnChart";
import { COLORS } from "~/components/charts/colors";
import { useWords } from "~/components/shell/words";
import type { ProfitRow } from "~/reports/report";

/** Net sales and contribution profit side by side, month by month. */
export function MonthsChart({ months }: { months: readonly ProfitRow[] }) {
  const { t, monthShort, money, moneyShort } = useWords();
  return (
    <ColumnChart
      content={{
        title: t("pages.home.chart"),
        labelTitle: t("reports.columns.month"),
        labels: months.map(({ month }) => monthShort(month)),
        series: [
          { name: t("metrics.netSales.label"), color: COLORS.sales, values: months.map(({ netSales }) => netSales) },
          {
            name: t("metrics.contributionProfit.label"),
            color: COLORS.profit,
            values: months.map(({ contributionProfit }) => contributionProfit),
          },
        ],
        format: money,
        formatAxis: moneyShort,
      }}
    />
  );
}
