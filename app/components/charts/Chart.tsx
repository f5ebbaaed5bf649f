import { BlockStack, Button, ButtonGroup, InlineStack, Text } from "@shopify/polaris";
import { ChartLineIcon, DataTableIcon } from "@shopify/polaris-icons";
import { type ReactNode, useState } from "react";
import { useWords } from "~/components/shell/words";
import { ChartTable } from "./ChartTable";

/** One line or one set of columns. `values` are aligned with the chart's labels; null is unknown and leaves a gap. */
export interface Series {
  readonly name: string;
  readonly color: string;
  readonly values: readonly (number | null)[];
}

export interface ChartContent {
  readonly title: string;
  /** Head of the label column in the table. */
  readonly labelTitle: string;
  readonly labels: readonly string[];
  readonly series: readonly Series[];
  /** A value to read off. */
  readonly format: (value: number | null) => string;
  /** A rounded value for the axis. */
  readonly formatAxis: (value: number) => string;
}

/** Title, legend, and the same figures as a table on request; both take the same height, so nothing below moves. */
export function Chart({
  content,
  children,
  legend = true,
}: {
  content: ChartContent;
  children: ReactNode;
  legend?: boolean;
}) {
  const { t } = useWords();
  const [view, setView] = useState<"chart" | "table">("chart");
  return (
    <BlockStack gap="300">
      <InlineStack align="space-between" blockAlign="center" gap="200" wrap={false}>
        <Text as="h2" variant="headingMd">
          {content.title}
        </Text>
        <ButtonGroup variant="segmented">
          <Button
            icon={ChartLineIcon}
            size="slim"
            pressed={view === "chart"}
            accessibilityLabel={t("pages.chart.asChart")}
            onClick={() => setView("chart")}
          />
          <Button
            icon={DataTableIcon}
            size="slim"
            pressed={view === "table"}
            accessibilityLabel={t("pages.chart.asTable")}
            onClick={() => setView("table")}
          />
        </ButtonGroup>
      </InlineStack>
      {view === "table" ? (
        <ChartTable content={content} />
      ) : (
        <>
          {legend ? <Legend series={content.series} /> : null}
          {children}
        </>
      )}
    </BlockStack>
  );
}

function Legend({ series }: { series: readonly Series[] }) {
  return (
    <ul className="chart-legend">
      {series.map(({ name, color }) => (
        <li key={name}>
          <span className="chart-swatch" style={{ background: color }} />
          {name}
        </li>
      ))}
    </ul>
  );
}
