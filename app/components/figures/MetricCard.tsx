import { Badge, BlockStack, Card, InlineStack, Text } from "@shopify/polaris";
import type { MetricName } from "~/analytics/metrics/registry";
import { Explained } from "~/components/explain/Explained";
import { isMadeUp, useScope } from "~/components/explain/scope";
import { useWords } from "~/components/shell/words";
import type { Figure } from "~/reports/report";
import { Change } from "./Change";

interface MetricCardProps {
  readonly metric: MetricName;
  readonly figure: Figure;
  /** What the figure is about, where that is not what the page says. */
  readonly note?: string;
}

/** A key figure: its name, its value, the change since the period before, and how much of its cost is known. */
export function MetricCard({ metric, figure, note }: MetricCardProps) {
  const { t, ratio } = useWords();
  const scope = useScope();
  const partly = (figure.coverage ?? 1) < 1;
  return (
    <Card padding="400">
      <BlockStack gap="100">
        <InlineStack align="space-between" blockAlign="center" gap="100">
          <Text as="h3" variant="bodyMd" tone="subdued">
            {t(`metrics.${metric}.label`)}
          </Text>
          {isMadeUp(metric, scope) ? <Badge size="small">{t("common.madeUp")}</Badge> : null}
        </InlineStack>
        <p className="metric-value">
          <Explained metric={metric} figure={figure} />
        </p>
        <InlineStack gap="200" blockAlign="center">
          <Change metric={metric} figure={figure} />
          {note ? (
            <Text as="span" variant="bodySm" tone="subdued">
              {note}
            </Text>
          ) : null}
          {partly ? (
            <Text as="span" variant="bodySm" tone="subdued">
              {t("pages.figures.costsKnown", { share: ratio(figure.coverage ?? null) })}
            </Text>
          ) : null}
        </InlineStack>
      </BlockStack>
    </Card>
  );
}
