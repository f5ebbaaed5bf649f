import type { Grain } from "~/analytics/period";
import { ColumnChart } from "~/components/charts/ColumnChart";
import { COLORS } from "~/components/charts/colors";
import { useWords } from "~/components/shell/words";
import { partText } from "~/i18n/filterText";
import { formatDayShort } from "~/i18n/format";
import type { Language } from "~/i18n/languages";
import type { ChartPart } from "~/reports/pageReports";

/** Net sales and contribution profit side by side over the chosen period, day by day, week by week … */
export function PartsChart({ parts, grain }: { parts: readonly ChartPart[]; grain: Grain }) {
  const { t, language, money, moneyShort } = useWords();
  return (
    <ColumnChart
      content={{
        title: t("filters.chart", { grain: t(`filters.grain.${grain}`).toLocaleLowerCase(language) }),
        labelTitle: t(`filters.grain.${grain}`),
        labels: labelsOf(parts, grain, language),
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

/** Days without their year, as long as that tells them apart. */
function labelsOf(parts: readonly ChartPart[], grain: Grain, language: Language): string[] {
  const short = (grain === "day" || grain === "week") && parts.length <= SHORT[grain];
  return parts.map((part) => (short ? formatDayShort(part.start, language) : partText(part, grain, language)));
}
const SHORT = { day: 365, week: 52 } as const;
