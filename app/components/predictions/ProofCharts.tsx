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
    <Compared
      of="tenths"
      labelTitle={t("predictions.tenths.label")}
      labels={tenths.map((_, index) => String(index + 1))}
      expected={{ name: t("predictions.past.predicted"), values: tenths.map(({ predicted }) => predicted) }}
      came={{ name: t("predictions.past.actual"), values: tenths.map(({ actual }) => actual) }}
      format={number}
    />
  );
}

/** Whether a chance of 30% came true for three of ten. */
export function Reliability({ rows }: { rows: Proof["reliability"] }) {
  const { t, ratio } = useWords();
  return (
    <Compared
      of="reliability"
      labelTitle={t("predictions.reliability.label")}
      labels={rows.map(({ said }) => ratio(said))}
      expected={{ name: t("predictions.reliability.said"), values: rows.map(({ said }) => said) }}
      came={{ name: t("predictions.reliability.happened"), values: rows.map(({ happened }) => happened) }}
      format={ratio}
    />
  );
}

interface Side {
  readonly name: string;
  readonly values: readonly (number | null)[];
}

interface ComparedProps {
  readonly of: "tenths" | "reliability";
  readonly labelTitle: string;
  readonly labels: readonly string[];
  readonly expected: Side;
  readonly came: Side;
  readonly format: (value: number | null) => string;
}

/** What was expected beside what came, and how to read it. */
function Compared({ of, labelTitle, labels, expected, came, format }: ComparedProps) {
  const { t } = useWords();
  return (
    <Card>
      <BlockStack gap="200">
        <ColumnChart
          content={{
            title: t(`predictions.${of}.title`),
            labelTitle,
            labels,
            series: [
              { ...expected, color: COLORS.sales },
              { ...came, color: COLORS.profit },
            ],
            format,
            formatAxis: format,
          }}
        />
        <Text as="p" tone="subdued">
          {t(`predictions.${of}.text`)}
        </Text>
      </BlockStack>
    </Card>
  );
}
