import { BlockStack, Card, Text } from "@shopify/polaris";
import { addDays, monthOf } from "~/analytics/period";
import { ColumnChart } from "~/components/charts/ColumnChart";
import { COLORS } from "~/components/charts/colors";
import { useWords } from "~/components/shell/words";
import type { Proof, ProvedSpan } from "~/reports/predictionTypes";

const QUARTER_DAYS = 91;

/** What was foretold for each past quarter beside what came, in orders and in money. */
export function PastCharts({ spans }: { spans: readonly ProvedSpan[] }) {
  const { t, count, money, moneyShort, monthShort } = useWords();
  const quarters = spans.filter(({ days }) => days === QUARTER_DAYS).toReversed();
  const shared = {
    labelTitle: t("predictions.past.span"),
    labels: quarters.map(({ span }) =>
      t("predictions.past.until", { month: monthShort(monthOf(addDays(span.end, -1))) }),
    ),
  };
  const series = (of: (span: ProvedSpan, side: "predicted" | "actual") => number | null) =>
    (["predicted", "actual"] as const).map((side) => ({
      name: t(`predictions.past.${side}`),
      color: side === "predicted" ? COLORS.sales : COLORS.profit,
      values: quarters.map((span) => of(span, side)),
    }));
  const rounded = (orders: number | null) => count(orders === null ? null : Math.round(orders));
  return (
    <>
      <Card>
        <ColumnChart
          content={{
            ...shared,
            title: t("predictions.past.orders"),
            series: series(({ orders }, side) => orders[side]),
            format: rounded,
            formatAxis: rounded,
          }}
        />
      </Card>
      {quarters.every(({ revenue }) => revenue === null) ? null : (
        <Card>
          <ColumnChart
            content={{
              ...shared,
              title: t("predictions.past.revenue"),
              series: series(({ revenue }, side) => (revenue === null ? null : Math.round(revenue[side]))),
              format: money,
              formatAxis: moneyShort,
            }}
          />
        </Card>
      )}
    </>
  );
}

/** Whether those expected to order most did. */
export function Tenths({ tenths }: Pick<Proof, "tenths">) {
  const { t, value } = useWords();
  const number = (orders: number | null) => value(orders, "number");
  return (
    <Card>
      <BlockStack gap="200">
        <ColumnChart
          content={{
            title: t("predictions.tenths.title"),
            labelTitle: t("predictions.tenths.label"),
            labels: tenths.map((_, index) => String(index + 1)),
            series: (["predicted", "actual"] as const).map((side) => ({
              name: t(`predictions.past.${side}`),
              color: side === "predicted" ? COLORS.sales : COLORS.profit,
              values: tenths.map((tenth) => tenth[side]),
            })),
            format: number,
            formatAxis: number,
          }}
        />
        <Text as="p" tone="subdued">
          {t("predictions.tenths.text")}
        </Text>
      </BlockStack>
    </Card>
  );
}

/** Whether a chance of 30% came true for three of ten. */
export function Reliability({ rows }: { rows: Proof["reliability"] }) {
  const { t, ratio } = useWords();
  return (
    <Card>
      <BlockStack gap="200">
        <ColumnChart
          content={{
            title: t("predictions.reliability.title"),
            labelTitle: t("predictions.reliability.label"),
            labels: rows.map(({ said }) => ratio(said)),
            series: (["said", "happened"] as const).map((side) => ({
              name: t(`predictions.reliability.${side}`),
              color: side === "said" ? COLORS.sales : COLORS.profit,
              values: rows.map((row) => row[side]),
            })),
            format: ratio,
            formatAxis: ratio,
          }}
        />
        <Text as="p" tone="subdued">
          {t("predictions.reliability.text")}
        </Text>
      </BlockStack>
    </Card>
  );
}
