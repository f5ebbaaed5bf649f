import { Card } from "@shopify/polaris";
import { COLORS, SPLIT_COLORS } from "~/components/charts/colors";
import { LineChart } from "~/components/charts/LineChart";
import { StackedChart } from "~/components/charts/StackedChart";
import { useWords } from "~/components/shell/words";
import type { MrrMonth, MrrReport } from "~/reports/subscriptionTypes";

const MOST_MONTHS = 24;
const UP = { new: "#12866b", expansion: "#58b59a", reactivation: "#2a5fbd" } as const;
const DOWN = { contraction: "#d9902f", churn: "#b5332a" } as const;

/** What came in above the line, what was lost below it, month by month. */
export function MovementChart({ months }: { months: readonly MrrMonth[] }) {
  const { t, money, moneyShort, monthShort } = useWords();
  const shown = months.slice(-MOST_MONTHS);
  return (
    <StackedChart
      content={{
        title: t("subscriptions.movements.title"),
        labelTitle: t("subscriptions.movements.month"),
        labels: shown.map(({ month }) => monthShort(month)),
        series: [
          ...(["new", "expansion", "reactivation"] as const).map((movement) => ({
            name: t(`subscriptions.movements.${movement}`),
            color: UP[movement],
            values: shown.map((month) => month[movement]),
          })),
          ...(["contraction", "churn"] as const).map((movement) => ({
            name: t(`subscriptions.movements.${movement}`),
            color: DOWN[movement],
            values: shown.map((month) => -month[movement]),
          })),
        ],
        format: money,
        formatAxis: moneyShort,
      }}
    />
  );
}

/** Share still there, by charges and by months. */
export function SurvivalCharts({ report }: { report: MrrReport }) {
  const { t, ratio } = useWords();
  const curves = [
    { of: report.survivalByCharge, key: "byCharge", label: "charge", color: COLORS.sales },
    { of: report.survivalByMonth, key: "byMonth", label: "monthNumber", color: SPLIT_COLORS[2] },
  ] as const;
  return (
    <>
      {curves.map(({ of, key, label, color }) => (
        <Card key={key}>
          <LineChart
            content={{
              title: t(`subscriptions.survival.${key}`),
              labelTitle: t(`subscriptions.survival.${label}`),
              labels: of.map(({ at }) => String(at)),
              series: [
                { name: t("subscriptions.survival.surviving"), color, values: of.map(({ surviving }) => surviving) },
              ],
              format: ratio,
              formatAxis: (value) => ratio(value),
            }}
          />
        </Card>
      ))}
    </>
  );
}
