import { Text } from "@shopify/polaris";
import { getMetric, type MetricName } from "~/analytics/metrics/registry";
import { useWords } from "~/components/shell/words";
import type { Figure } from "~/reports/report";

/** The change since the comparison period; green where more of the metric is better, red where it is worse. */
export function Change({ metric, figure }: { metric: MetricName; figure: Figure }) {
  const { change } = useWords();
  if (figure.previous === undefined) return null;
  return (
    <Text as="span" variant="bodySm" tone={toneOf(metric, directionOf(figure))}>
      {change(figure)}
    </Text>
  );
}

function directionOf({ value, previous }: Figure): -1 | 0 | 1 {
  // From nothing to something is no progress that could be measured.
  if (value === null || !previous || value === previous) return 0;
  return value > previous ? 1 : -1;
}

function toneOf(metric: MetricName, direction: -1 | 0 | 1): "success" | "critical" | "subdued" {
  const { better } = getMetric(metric);
  if (direction === 0 || better === "neutral") return "subdued";
  return direction > 0 === (better === "more") ? "success" : "critical";
}
